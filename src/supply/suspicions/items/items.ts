// SPDX-License-Identifier: Apache-2.0
/** The part of the desk that takes parcels and listings in, one at a time or as a file. */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { BatchReport, SuspicionsDesk, SuspicionsRefusal, Taken } from '../contract.ts'
import { LISTINGS } from '../listings/listings.ts'
import { PARCELS } from '../parcels/parcels.ts'
import { SKEW_MS } from '../payments/rows.ts'
import { absent, parsed, type Room, type SuspicionsPlan } from '../room.ts'
import { rulesIn } from '../rulebooks/rulebooks.ts'
import type { Trx } from '../store.ts'
import type { Item, ItemKind } from './item.ts'
import { readItems } from './rows.ts'
import { takeItems } from './taking.ts'

/** Items that are judged and kept together: a stop loses none that was told as kept. */
const AT_ONCE = 5000

type Part = Pick<SuspicionsDesk, 'takeParcel' | 'takeParcels' | 'takeListing' | 'takeListings'>

export const itemsPart = (plan: SuspicionsPlan, { inside }: Room): Part => {
  const { actor, rules, dueAfter, goods, now = () => new Date() } = plan
  const taking = async (trx: Trx, leg: 'parcel' | 'listing') => {
    const at = now()
    return { actor, rules: await rulesIn(trx, rules, leg), goods, now: at, due: dueAfter(leg, at) }
  }
  const one =
    <T extends Item>(kind: ItemKind<T>, verb: 'takeParcel' | 'takeListing') =>
    (input: unknown, key?: string) =>
      inside<Taken>(
        verb,
        async (trx) => {
          const given = parsed(kind.shape, input)
          if (!given.ok) return given
          if (Date.parse(given.value.at) > now().getTime() + SKEW_MS)
            return refuse('not-valid', 'It lies in the future.', 'at')
          const [first] = await takeItems(trx, kind, [given.value], await taking(trx, kind.leg))
          if (!first) return absent()
          const { as, ...taken } = first
          return as === 'otherwise'
            ? refuse('conflict', 'Another one has this number; it stays as it is.', 'ref')
            : ok(taken)
        },
        { key, what: { [verb]: input } },
      )
  const many =
    <T extends Item>(kind: ItemKind<T>, verb: 'takeParcels' | 'takeListings') =>
    async (bytes: Uint8Array): Promise<Outcome<BatchReport, SuspicionsRefusal>> => {
      const open = await inside(verb, async () => ok(true))
      if (!open.ok) return open
      const read = await readItems(kind, bytes, now())
      if (!read.ok) return read
      const { items, problems, rows, isLatin1 } = read.value
      const report: BatchReport = { rows, kept: 0, known: 0, alerts: 0, held: 0, problems: [...problems], isLatin1 }
      for (let from = 0; from < items.length; from += AT_ONCE) {
        const part = items.slice(from, from + AT_ONCE)
        const done = await inside(verb, async (trx) =>
          ok(
            await takeItems(
              trx,
              kind,
              part.map(({ item }) => item),
              await taking(trx, kind.leg),
            ),
          ),
        )
        if (!done.ok) return done
        for (const [index, { as, outcome }] of done.value.entries()) {
          const { line = 0, item } = part[index] ?? {}
          if (as === 'otherwise') report.problems.push({ line, code: 'known-otherwise', given: item?.ref ?? '' })
          else report[as]++
          if (as === 'kept' && outcome !== 'pass') report.alerts++
          if (as === 'kept' && outcome === 'hold') report.held++
        }
      }
      report.problems.sort((a, b) => a.line - b.line)
      return ok(report)
    }
  return {
    takeParcel: one(PARCELS, 'takeParcel'),
    takeParcels: many(PARCELS, 'takeParcels'),
    takeListing: one(LISTINGS, 'takeListing'),
    takeListings: many(LISTINGS, 'takeListings'),
  }
}
