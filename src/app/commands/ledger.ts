// SPDX-License-Identifier: Apache-2.0
/** `ledger verify`: whether what the ledgers say is what was signed. */
import type { KeyObject } from 'node:crypto'
import type { Compartment } from '#platform/database/index.ts'
import type { Verdict } from '#platform/ledger/index.ts'
import { readConfig } from '../config.ts'
import type { Context } from './context.ts'
import type { Options } from './index.ts'

const describe = ({ say }: Pick<Context, 'say'>, { broken, waiting }: Verdict, areKept: boolean): string => {
  const finding = broken
    ? [
        say(`ledger.${broken.fault}`, { line: broken.line ?? '?' }),
        say('ledger.place', { first: broken.first, last: broken.last, count: broken.last - broken.first + 1 }),
      ]
    : [say(areKept ? 'ledger.holds' : 'ledger.lines-hold')]
  return [...finding, ...(waiting > 0 ? [say('ledger.waiting', { count: waiting })] : [])].join(' ')
}

/** Reports of ill-treatment that are gone, changed or put there: their rows too must be what the ledger tells of. */
const missingIn = async (db: Compartment<object>['db']) => (await import('#health/safeguards/index.ts')).faultsIn(db)

/**
 * Says of each compartment how much its ledger holds and whether it is what was signed. Answers the exit status: 0 all
 * hold, 1 one is broken, 2 one cannot be judged because its key is not here.
 */
export const verifyLedgers = async (
  opened: readonly Compartment<object>[],
  keyOf: (name: string) => KeyObject | undefined,
  context: Pick<Context, 'say' | 'print'>,
): Promise<number> => {
  const { verifyLedger } = await import('#platform/ledger/index.ts')
  const statuses: number[] = []
  for (const { name, db } of opened) {
    const key = keyOf(name)
    const verdict = await verifyLedger(db, key ? [key] : [])
    const { lines, checkpoints, broken } = verdict
    const faults = name === 'health_safeguards' ? await missingIn(db) : []
    const isUnjudged = key === undefined && checkpoints > 0
    const finding = isUnjudged ? context.say('ledger.no-key') : describe(context, verdict, faults.length === 0)
    context.print(`${context.say('ledger.counts', { name, lines, checkpoints })} ${finding}`)
    for (const { kind, id, fault } of faults) context.print(context.say(`ledger.kept.${fault}`, { kind, id }))
    statuses.push(faults.length > 0 ? 1 : isUnjudged ? 2 : broken ? 1 : 0)
  }
  return statuses.includes(1) ? 1 : Math.max(0, ...statuses)
}

export const ledger = async (words: string[], { compartment }: Options, context: Context): Promise<number> => {
  if (words.join(' ') !== 'verify') return context.bad('ledger')
  const [{ findAddresses }, { isLibrary }, { ledgerKeyOf }, { openCompartment }] = await Promise.all([
    import('../addresses.ts'),
    import('../held.ts'),
    import('../ledgers.ts'),
    import('#platform/database/index.ts'),
  ])
  const config = readConfig()
  const addresses = await findAddresses(config)
  // Schemas of libraries have addresses too, and no ledger.
  const held = Object.keys(addresses.of).filter((name) => !isLibrary(name))
  const names = held.filter((name) => compartment === undefined || name === compartment)
  const opened = names.map((name) => openCompartment<object>(name, addresses.of[name] as string))
  try {
    if (compartment !== undefined && names.length === 0) return context.bad('compartment', { given: compartment })
    return await verifyLedgers(opened, (name) => ledgerKeyOf(config, name), context)
  } finally {
    await Promise.all(opened.map((each) => each.close()))
    await addresses.stop()
  }
}
