// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { Kysely } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, accessMigrations } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { answerError, createApi } from '#platform/http/index.ts'
import { ledgerMigrations, readLedger } from '#platform/ledger/index.ts'
import { newReference, referenceIn, shownOf } from './correction.ts'
import {
  type CorrectionTables,
  correctionsMigrations,
  correctionsRoutes,
  openCorrections,
  openCounter,
} from './index.ts'

const database = databaseForTests()
let db: Kysely<CorrectionTables>
beforeAll(async () => {
  const migrations = { access: accessMigrations, ledger: ledgerMigrations, events: eventsMigrations }
  ;({ db } = await database.open<CorrectionTables>('supply', { ...migrations, corrections: correctionsMigrations }))
})

const authority = randomUUID()
const officer = (over: Partial<Actor> = {}): Actor => ({
  ...{ account: randomUUID(), organisation: authority, roles: ['corrections:officer'], groups: [] },
  ...{ clearance: 'amber', purposes: ['supply-control'], ...over },
})
let today = new Date('2026-03-02T10:00:00Z')
const counter = () => openCounter({ db, authority: async () => authority, days: 30, now: () => today })
const deskOf = (actor: Actor) => openCorrections({ db, actor, now: () => today })
const asked = { concerns: 'firm' as const, name: 'Meridian Trading', wrong: 'We never ordered them.', reach: '' }
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'

test('what is answered is the same whatever was recorded, found or done, and however long it took', async () => {
  const desk = deskOf(officer())
  const shown: string[] = []
  for (const outcome of ['corrected', 'nothing-to-correct'] as const)
    for (const days of [1, 29]) {
      today = new Date('2026-03-02T10:00:00Z')
      const { reference, answerOn } = value(await counter().ask(asked))
      expect(answerOn).toBe('2026-04-01')
      const before = value(await counter().look(reference))
      today = new Date(today.getTime() + days * 86_400_000)
      const open = value(await desk.list()).find(({ settled }) => settled === null)
      value(await desk.settle(open?.id ?? '', { outcome, note: 'Looked at.' }, open?.version ?? 0))
      expect(value(await counter().look(reference))).toEqual(before)
      today = new Date('2026-04-01T00:00:00Z')
      shown.push(JSON.stringify(value(await counter().look(reference))))
    }
  expect(new Set(shown)).toEqual(
    new Set([JSON.stringify({ received: '2026-03-02T10:00:00.000Z', answerOn: '2026-04-01', state: 'examined' })]),
  )
})

test('a number opens its own request and nothing else; without one there is nothing', async () => {
  today = new Date('2026-05-02T10:00:00Z')
  const first = value(await counter().ask(asked))
  today = new Date('2026-05-03T10:00:00Z')
  const second = value(await counter().ask({ ...asked, concerns: 'person', name: 'A. Person' }))
  expect(value(await counter().look(first.reference)).received).toMatch(/^2026-05-02/)
  expect(value(await counter().look(` ${second.reference.toLowerCase().replaceAll('-', ' ')} `)).received).toMatch(
    /^2026-05-03/,
  )
  for (const none of ['', 'x', newReference(), first.reference.slice(0, -1), 'everyone', `organisation:${authority}`])
    expect(codeOf(await counter().look(none)), none).toBe('not-found')
  const text = JSON.stringify(await db.selectFrom('correction').selectAll().execute())
  expect(text).toBe('[]') // without a seat not one row exists
})

test('only officers of that authority read and settle, once, and each step stands in the ledger', async () => {
  value(await counter().ask(asked))
  const desk = deskOf(officer())
  const open = value(await desk.list()).find(({ settled }) => settled === null)
  const [id, version] = [open?.id ?? '', open?.version ?? 0]
  const settle = { outcome: 'corrected' as const, note: 'The firm is marked as misused.' }
  for (const over of [
    { roles: [] },
    { organisation: randomUUID() },
    { purposes: [] },
    { clearance: 'green' as const },
  ]) {
    const other = deskOf(officer(over))
    const seen = await other.list()
    expect(seen.ok ? seen.value : []).toEqual([])
    expect(codeOf(await other.settle(id, settle, version))).toBe('not-found')
  }
  expect(codeOf(await desk.settle(id, { ...settle, note: ' ' }, version))).toBe('not-valid')
  expect(codeOf(await desk.settle(id, settle, version + 1))).toBe('changed')
  value(await desk.settle(id, settle, version))
  expect(codeOf(await desk.settle(id, settle, version + 1))).toBe('not-now')
  const { lines } = value(await readLedger(db, { kind: 'correction', id }))
  expect(lines.map(({ verb }) => verb).filter((verb) => verb !== 'list')).toEqual(['settle', 'receive'])
  expect(lines.at(-1)).toMatchObject({ verb: 'receive', account: null })
})

test('where nobody answers nothing is taken in, and what is not valid is told', async () => {
  const closed = openCounter({ db, authority: async () => undefined, days: 30 })
  expect(codeOf(await closed.ask(asked))).toBe('nobody-answers')
  expect(await counter().ask({ ...asked, name: ' ' })).toMatchObject({ refusal: { code: 'not-valid', where: 'name' } })
  expect(codeOf(await counter().ask({ ...asked, wrong: 'x'.repeat(5001) }))).toBe('not-valid')
})

test('a reference number survives being copied, and what is shown never depends on the outcome', () => {
  fc.assert(
    fc.property(fc.constantFrom('', ' ', '-', ' - '), fc.boolean(), (between, lower) => {
      const reference = newReference()
      const copied = reference.replaceAll('-', between)
      expect(referenceIn(lower ? copied.toLowerCase() : copied)).toBe(reference)
    }),
  )
  fc.assert(
    fc.property(
      fc.date({ noInvalidDate: true, min: new Date('2026-01-01'), max: new Date('2027-01-01') }),
      fc.nat(80),
      (at, late) => {
        const row = { received_at: at, answer_on: '2026-06-01' }
        const now = new Date(at.getTime() + late * 86_400_000)
        const untouched = shownOf({ ...row, settled_at: null }, now)
        const settled = shownOf({ ...row, settled_at: at }, now)
        if (now.toISOString().slice(0, 10) < '2026-06-01') expect(settled).toEqual(untouched)
      },
    ),
  )
})

test('over HTTP an officer lists and settles; with what was read before it is refused', async () => {
  value(await counter().ask({ ...asked, name: 'Over HTTP' }))
  const api = createApi()
  api.onError(answerError)
  api.route(
    '/',
    correctionsRoutes(() => Promise.resolve(deskOf(officer()))),
  )
  const { items } = await (await api.request('/api/corrections')).json()
  const { id, version } = items.find(({ name }: { name: string }) => name === 'Over HTTP')
  const settle = () =>
    api.request(`/api/corrections/${id}/settlement`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ settled: { outcome: 'corrected', note: 'Done.' }, version }),
    })
  expect(await (await settle()).json()).toMatchObject({ id, settled: { outcome: 'corrected', note: 'Done.' } })
  expect((await settle()).status).toBe(412)
})
