// SPDX-License-Identifier: Apache-2.0
/** Practices in the house: desks, what everybody may read, and their figures. */
import {
  openPractices,
  openPublicPractices,
  type PracticePeers,
  type PracticesDesk,
  type PracticeTables,
  type PublicPractices,
  practiceFacts,
} from '#commons/practices/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import { loadOrganisationKinds } from '#reference/index.ts'
import type { Held } from './held.ts'
import { type Counting, countedHere, keepDoing, publishFacts } from './keeping.ts'

export interface Practices {
  deskOf(actor: Actor): PracticesDesk
  public: PublicPractices
}

interface Plan {
  held: Held
  accounts: Accounts
  peers: PracticePeers | undefined
}

export const openPracticesRoom = ({ held, accounts, peers }: Plan): Practices => {
  const { db } = held.compartment<PracticeTables>('commons')
  const kinds = loadOrganisationKinds().map(({ id }) => id)
  return {
    deskOf: (actor) => openPractices({ db, actor, seats: accounts.seats, kinds, ...(peers && { peers }) }),
    public: openPublicPractices(db),
  }
}

/** Counts and publishes the figures of this year. Throws where the publisher refuses one of them. */
export const tellPractices = async (counting: Counting, now = new Date()): Promise<void> => {
  const counted = await countedHere(counting)
  if (!counted) return
  const { held } = counting
  const { db } = held.compartment<PracticeTables>('commons')
  const facts = await practiceFacts({ db, ...counted, year: now.getUTCFullYear(), now })
  await publishFacts(held, 'practices', facts)
}

const FIRST = 60_000
const HOURS = 6 * 60 * 60_000

/** A minute after the start, then every six hours. Answers how to stop. */
export const keepPractices = (parts: Counting): (() => Promise<void>) =>
  keepDoing(parts.held, {
    ...{ compartment: 'commons', name: 'practices', first: FIRST, pause: HOURS },
    work: () => tellPractices(parts),
  })
