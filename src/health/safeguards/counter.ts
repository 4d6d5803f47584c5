// SPDX-License-Identifier: Apache-2.0
/** Everybody's counter: what comes in is sealed already, and goes to nobody but the body. */
import type { Kysely } from 'kysely'
import { ok, refuse } from '#basis/outcome.ts'
import { columnsOf, seat, sit } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { bornFor, counterOf, everybody, holderOf, keyOfToken, officersOf } from './access.ts'
import {
  ACKNOWLEDGE_DAYS,
  ANSWER_DAYS,
  addedShape,
  type Followed,
  fingerprintOf,
  type Gone,
  holderShape,
  newReportShape,
  type SafeguardsCounter,
} from './contract.ts'
import { faultsIn, letterIdOf, MOST_LETTERS, reportIdOf } from './kept.ts'
import {
  activeKeys,
  insertLetter,
  insertReport,
  lettersOfReport,
  lockReport,
  marks,
  type ReportRow,
  reportById,
  type SafeguardsTables,
  type Trx,
  witness,
} from './store.ts'
import { clocksOf, dayAfter } from './view.ts'

const absent = () => refuse('not-found', 'There is nothing under this code.')
const invalid = (where = 'input') => refuse('not-valid', 'Not valid.', where)

/** For the officers alone: that somebody wrote, and under which id. */
export const tellOfficers = async (trx: Trx, { id, originator }: ReportRow, kind: 'received' | 'added') => {
  const notify = [{ to: [officersOf(originator)], message: `safeguard-${kind}`, link: `/safeguards/${id}` }]
  await announce(trx, { ...bornFor(originator), kind: `safeguard.${kind}`, record: id, notify })
}

const followed = async (trx: Trx, row: ReportRow): Promise<Followed> => ({
  state: 'kept',
  ...clocksOf(row),
  letters: (await lettersOfReport(trx, row.id)).map(({ number, kind, at, sealed_person }) => ({
    ...{ number, kind, at: at.toISOString(), sealedPerson: sealed_person },
  })),
  reprisalFrom: row.answer_by,
  isDamaged: (await faultsIn(trx, row.id)).length > 0,
})

interface CounterPlan {
  db: Kysely<SafeguardsTables>
  /** Four letters that only this node can make of a reference. */
  checkOf(reference: string): string
  now?(): Date
}

export const openSafeguardsCounter = ({ db, checkOf, now = () => new Date() }: CounterPlan): SafeguardsCounter => {
  /** The report of a code, or that it is gone: the code was given out here and nothing lies under it. */
  const find = async (trx: Trx, reference: string, check: string): Promise<ReportRow | Gone | undefined> => {
    const id = reportIdOf(reference)
    const row = await reportById(trx, id)
    if (row) return row
    const isHere = (await marks(trx, id)).length > 0
    return !isHere && check === checkOf(reference) ? { state: 'removed' } : undefined
  }
  const keyInForce = async (trx: Trx, id: string) => (await activeKeys(trx)).find((each) => each.id === id)
  return {
    body: async () => {
      const [key] = await sit(db, everybody, activeKeys)
      if (!key) return undefined
      const { id, public_key: publicKey, originator: organisation } = key
      return { id, publicKey, organisation, fingerprint: await fingerprintOf(publicKey) }
    },
    report: async (input) => {
      const given = newReportShape.safeParse(input)
      if (!given.success) return invalid(given.error.issues[0]?.path.join('.'))
      const { reference, token, personKey, bodyKey, sealed } = given.data
      const [id, at, holder] = [reportIdOf(reference), now(), holderOf(token)]
      return sit(db, holder, async (trx) => {
        if (await reportById(trx, id)) return ok({ check: checkOf(reference) })
        const key = await keyInForce(trx, bodyKey)
        if (!key) return refuse('key-changed', 'The body has another key by now.')
        const handling = bornFor(key.originator, keyOfToken(token))
        const row: ReportRow = {
          ...{ id, reference, person_key: personKey, received_at: at, version: 1, ...columnsOf(handling) },
          ...{ acknowledge_by: dayAfter(at, ACKNOWLEDGE_DAYS), answer_by: dayAfter(at, ANSWER_DAYS) },
          ...{ acknowledged_at: null, answered_at: null, end_proposed_by: null, ended_at: null },
        }
        await seat(trx, counterOf(key.originator))
        if (!(await insertReport(trx, row))) return invalid('reference')
        await tellOfficers(trx, row, 'received')
        await seat(trx, holder)
        const letter = { id: letterIdOf(id, 1), report: id, number: 1, kind: 'report' as const, at, body_key: bodyKey }
        await insertLetter(trx, { ...letter, sealed_body: sealed, sealed_person: null })
        await witness(trx, 'node', 'receive', id)
        await witness(trx, 'node', 'receive', letter.id)
        return ok({ check: checkOf(reference) })
      })
    },
    follow: async (input) => {
      const given = holderShape.safeParse(input)
      if (!given.success) return absent()
      const { reference, check, token } = given.data
      return sit(db, holderOf(token), async (trx) => {
        const found = await find(trx, reference, check)
        if (!found) return absent()
        return ok('state' in found ? found : await followed(trx, found))
      })
    },
    add: async (input, addition) => {
      const [holder, given] = [holderShape.safeParse(input), addedShape.safeParse(addition)]
      if (!holder.success) return absent()
      if (!given.success) return invalid()
      const { reference, check, token } = holder.data
      return sit(db, holderOf(token), async (trx) => {
        await lockReport(trx, reportIdOf(reference))
        const found = await find(trx, reference, check)
        if (!found) return absent()
        if ('state' in found) return ok(found)
        const letters = await lettersOfReport(trx, found.id)
        if (found.ended_at !== null || letters.length >= MOST_LETTERS) return refuse('not-now', 'It is closed.')
        const { kind, bodyKey, sealed } = given.data
        if ((await keyInForce(trx, bodyKey))?.originator !== found.originator)
          return refuse('key-changed', 'The body has another key by now.')
        const number = (letters.at(-1)?.number ?? 0) + 1
        const id = letterIdOf(found.id, number)
        const letter = { id, report: found.id, number, kind, at: now(), body_key: bodyKey }
        await insertLetter(trx, { ...letter, sealed_body: sealed, sealed_person: null })
        await witness(trx, 'node', 'receive', id)
        const shown = await followed(trx, found)
        await seat(trx, counterOf(found.originator))
        await tellOfficers(trx, found, 'added')
        return ok(shown)
      })
    },
  }
}
