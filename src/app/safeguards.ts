// SPDX-License-Identifier: Apache-2.0
/** Reports of ill-treatment, where this process holds their compartment: everybody's counter, and the desks of the body. */
import { createHmac } from 'node:crypto'
import {
  lettersOf,
  openSafeguards,
  openSafeguardsCounter,
  type SafeguardsCounter,
  type SafeguardsDesk,
  type SafeguardsTables,
} from '#health/safeguards/index.ts'
import type { Actor } from '#platform/access/index.ts'
import { verifyLedger } from '#platform/ledger/index.ts'
import { PLACE_TO_LICENSING } from '../crossings/index.ts'
import type { Config } from './config.ts'
import { isCrossingOpen, packOf } from './country.ts'
import type { Held } from './held.ts'
import { ledgerKeyOf } from './ledgers.ts'
import { safeguardsKeyOf } from './secrets.ts'

const COMPARTMENT = 'health_safeguards'

export interface Safeguarding {
  counter: SafeguardsCounter
  deskOf(actor: Actor): SafeguardsDesk
}

/** Undefined where this process does not hold the compartment. */
export const openSafeguarding = (config: Config, held: Held): Safeguarding | undefined => {
  if (!held.names.includes(COMPARTMENT)) return undefined
  const { db } = held.compartment<SafeguardsTables>(COMPARTMENT)
  const key = safeguardsKeyOf(config)
  const checkOf = (reference: string) => lettersOf(createHmac('sha256', key).update(reference).digest().subarray(0, 4))
  const digest = createHmac('sha256', key).update('letters by which a person knows this key again').digest()
  const codes = lettersOf(digest.subarray(0, 20)).replace(/(.{5})(?=.)/g, '$1-')
  const isHandingOpen = isCrossingOpen(packOf(config.country), PLACE_TO_LICENSING)
  const ledger = async () => {
    const signing = ledgerKeyOf(config, COMPARTMENT)
    if (!signing) return 'unknown' as const
    return (await verifyLedger(db, signing)).broken ? ('broken' as const) : ('holds' as const)
  }
  return {
    counter: openSafeguardsCounter({ db, checkOf }),
    deskOf: (actor) => openSafeguards({ db, actor, ledger, codes, isHandingOpen }),
  }
}
