// SPDX-License-Identifier: Apache-2.0
/** Everybody's counter: a complaint comes in, and its code shows what became of it. Of whoever writes only what they say is kept. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { ok, refuse } from '#basis/outcome.ts'
import { drawLetters, lettersIn, sayLetters } from '#basis/spoken-code.ts'
import { columnsOf, seat, sit } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { complaintHandling, everybody, firstOf, holderOf, officersOf, PURPOSE } from './access.ts'
import { appealUntilOf, clocksFrom, clocksOf, dayAfter, dayOf, mayAppeal, stateOf } from './clocks.ts'
import {
  APPEAL_DAYS,
  type ComplaintsCounter,
  type FollowCommand,
  type Followed,
  followCommandShape,
  newComplaintShape,
} from './contract.ts'
import * as store from './store.ts'
import { contentOf, type Floors, letterOf, publicCountOf } from './view.ts'

/** A listed service, as the directory answers. */
export interface Listed {
  id: string
  name: string
  country: string
  /** Organisation that keeps its listing. */
  keeper: string
}

export interface CounterPlan extends Floors {
  db: Kysely<store.ComplaintsTables>
  /** The directory: undefined where nothing is listed under this id. */
  listing(id: string): Promise<Listed | undefined>
  /** What the country lays down. */
  answerDays: number
  keptDays: number
  now?(): Date
}

/** 80 random bits: whoever has them has the complaint. */
const LETTERS = 16
/** As many wait for a first answer of one service at most: nobody fills a table by a form. */
const MOST_WAITING = 200
const MOST_LETTERS = 60

const absent = () => refuse('not-found', 'There is nothing under this code.')
const invalid = (where = 'input') => refuse('not-valid', 'Not valid.', where)

/** Tells those who act next: where it is, and nothing of what it says. */
const tell = async (trx: store.Trx, row: store.ComplaintRow, to: string, kind: 'received' | 'added' | 'appealed') => {
  const notify = [{ to: [to], message: `complaint-${kind}`, link: `/complaints/${row.id}` }]
  const handled = { audience: [to], marking: 'amber', purposes: [PURPOSE] } as const
  await announce(trx, { kind: `complaint.${kind}`, record: row.id, ...handled, notify })
}

const actsOf = (row: store.ComplaintRow, today: string): FollowCommand['do'][] => {
  if (stateOf(row, today) === 'over') return []
  return [
    'more',
    ...(mayAppeal(row, today) ? (['appeal'] as const) : []),
    ...(row.appealed_at ? [] : (['close'] as const)),
  ]
}

const followed = async (trx: store.Trx, row: store.ComplaintRow, today: string): Promise<Followed> => ({
  ...clocksOf(row, today),
  ...{ service: { id: row.service, name: row.service_name }, first: row.originator, authority: row.authority },
  letters: (await store.lettersOfComplaint(trx, row.id)).map(letterOf),
  ...{ theme: row.theme, may: actsOf(row, today), appealUntil: appealUntilOf(row) },
})

export const openComplaintsCounter = (plan: CounterPlan): ComplaintsCounter => {
  const { db, listing, answerDays, keptDays, now = () => new Date() } = plan
  const readers = async (id: string) => {
    const listed = await listing(id)
    if (!listed) return undefined
    const named = await sit(db, everybody, (trx) => store.runnerOf(trx, id))
    // Whoever kept the listing before said who runs it: that is asked anew of who keeps it now.
    const first = named?.originator === listed.keeper ? named.provider : listed.keeper
    const days = { answerDays, keptDays }
    return { service: { id, name: listed.name }, first, authority: listed.keeper, ...days, country: listed.country }
  }
  const changesOf = (row: store.ComplaintRow, { do: act }: FollowCommand): Partial<store.ComplaintRow> => {
    if (act === 'close') return { closed_at: now() }
    if (act === 'more') return {}
    const audience = [...new Set([...row.audience, officersOf(row.authority)])]
    return { appealed_at: now(), decide_by: dayAfter(now(), APPEAL_DAYS), audience }
  }
  return {
    readers: async (id) => {
      const found = await readers(id)
      if (!found) return undefined
      const { country: _, ...shown } = found
      return shown
    },
    complain: async (id, input) => {
      const given = newComplaintShape.safeParse(input)
      if (!given.success) return invalid(given.error.issues[0]?.path.join('.'))
      const found = await readers(id)
      if (!found) return absent()
      if ((await store.waitingFor(db, id)) >= MOST_WAITING) return refuse('not-now', 'Too many wait for this service.')
      const { theme, text, name, reach, language } = given.data
      const { first, authority, service, country } = found
      const code = drawLetters(LETTERS)
      const at = now()
      const row: store.ComplaintRow = {
        ...{ id: randomUUID(), service: service.id, service_name: service.name, country, authority, theme, reach },
        ...{ person_name: name, language, received_at: at, ...clocksFrom(at, answerDays), acknowledged_at: null },
        ...{ answered_at: null, handled_by: [], appealed_at: null, decide_by: null, decided_at: null, outcome: null },
        ...{
          closed_at: null,
          erased_at: null,
          version: 1,
          ...columnsOf(complaintHandling({ first, authority }, code)),
        },
      }
      return sit(db, holderOf(code, first), async (trx) => {
        await store.insertComplaint(trx, row)
        const letter = { complaint: row.id, number: 1, writer: 'person' as const, text, at, account: null }
        await store.insertLetter(trx, letter)
        const line = { verb: 'receive', kind: 'complaint', ids: [row.id], content: contentOf(row, [letter]) }
        await appendLine(trx, 'node', line)
        await tell(trx, row, firstOf(first, authority), 'received')
        return ok({ code: sayLetters(code) })
      })
    },
    follow: async (given) => {
      const code = lettersIn(given, LETTERS)
      if (!code) return absent()
      return sit(db, holderOf(code), async (trx) => {
        const row = await store.onlyComplaint(trx)
        return row ? ok(await followed(trx, row, dayOf(now()))) : absent()
      })
    },
    add: async (given, input) => {
      const [code, asked] = [lettersIn(given, LETTERS), followCommandShape.safeParse(input)]
      if (!code) return absent()
      if (!asked.success) return invalid(asked.error.issues[0]?.path.join('.'))
      const command = asked.data
      return sit(db, holderOf(code), async (trx) => {
        const row = await store.onlyComplaint(trx)
        if (!row) return absent()
        const letters = await store.lettersOfComplaint(trx, row.id)
        if (!actsOf(row, dayOf(now())).includes(command.do) || letters.length >= MOST_LETTERS)
          return refuse('not-now', 'As it stands, this cannot be done.')
        await seat(trx, holderOf(code, row.originator))
        const changes = changesOf(row, command)
        if (!(await store.changeComplaint(trx, row, changes))) return refuse('not-now', 'It was changed meanwhile.')
        if (command.do !== 'close') {
          const number = (letters.at(-1)?.number ?? 0) + 1
          const letter = { complaint: row.id, number, writer: 'person' as const, at: now(), account: null }
          await store.insertLetter(trx, { ...letter, text: command.text })
        }
        const after = { ...row, ...changes }
        const written = await store.lettersOfComplaint(trx, row.id)
        const line = { verb: command.do, kind: 'complaint', ids: [row.id], content: contentOf(after, written) }
        await appendLine(trx, 'node', line)
        const isAppealed = after.appealed_at !== null
        const to = isAppealed ? officersOf(row.authority) : firstOf(row.originator, row.authority)
        if (command.do !== 'close') await tell(trx, row, to, command.do === 'appeal' ? 'appealed' : 'added')
        return ok(await followed(trx, after, dayOf(now())))
      })
    },
    counts: async (service) => publicCountOf(await store.clocksOfAll(db), service, now(), plan),
  }
}
