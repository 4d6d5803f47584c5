// SPDX-License-Identifier: Apache-2.0
/** Drawn agreements, people and records: seen exactly when a plain reading of the agreement says so. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, columnsOf, MARKINGS, sit, whoSees } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { type Held, holdsOn } from './agreement.ts'
import { CEILINGS, CLASSES } from './codes.ts'
import { partnersForTests, TERMS } from './house.testing.ts'
import { withAgreements } from './index.ts'
import { keyFor } from './policy.ts'
import { compared } from './sections.ts'
import { insertAgreement, writeText } from './store.ts'
import { type Terms, termsShape } from './terms.ts'
import { textOf } from './text.ts'
import { textRow } from './text-row.ts'

const database = databaseForTests()
let house: Awaited<ReturnType<typeof partnersForTests>>
beforeAll(async () => {
  house = await partnersForTests(database)
})
afterAll(() => house.compartment.close())

const DAYS = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01'] as const
const aDay = fc.constantFrom(...DAYS)
const aText = fc.record({
  days: fc.tuple(aDay, aDay).map(([a, b]) => (a < b ? [a, b] : [b, a]) as [string, string]),
  classes: fc.subarray([...CLASSES]),
  marking: fc.constantFrom(...CEILINGS),
  isAgreed: fc.boolean(),
})
type DrawnText = typeof aText extends fc.Arbitrary<infer T> ? T : never
const anAgreement = fc.record({
  phase: fc.constantFrom('preparing', 'agreed', 'agreed', 'agreed', 'suspended', 'ended'),
  texts: fc.array(aText, { minLength: 1, maxLength: 3 }),
  isTheirs: fc.boolean(),
})

const termsOf = ({ days: [from, until], classes, marking }: DrawnText): Terms =>
  ({ ...termsShape.parse({ ...TERMS, classes: [] }), from, until, review: until, classes, marking }) as Terms

const keep = async (phase: string, texts: readonly DrawnText[], partner: string): Promise<string> => {
  const { db, authority, people } = house
  const id = randomUUID()
  const columns = columnsOf({
    ...{ originator: authority, audience: [`organisation:${authority}`, `organisation:${partner}`], marking: 'green' },
    ...{ purposes: ['partnership'], fields: {}, originatorControlled: true, keptUntil: null },
  })
  const at = new Date('2025-12-01T00:00:00Z')
  await sit(db, people.officer, async (trx) => {
    await insertAgreement(trx, {
      ...{
        id,
        partner,
        m: 'manufacture',
        phase: phase as 'agreed',
        reminded_of: null,
        version: 1,
        told_version: 1,
        made_at: at,
      },
      ...{
        suspended_by: phase === 'suspended' ? authority : null,
        reason: null,
        ended_at: phase === 'ended' ? at : null,
      },
      ...columns,
    })
    for (const [index, drawn] of texts.entries()) {
      const parties = { authority: 'A', partner: 'B' }
      const given = { number: index + 1, terms: termsOf(drawn), parties }
      const [row] = textRow({ id, m: 'manufacture', originator: authority }, given, people.officer, at)
      await writeText(trx, { ...row, ...columns, offered_at: at, agreed_at: drawn.isAgreed ? at : null })
    }
  })
  return id
}

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const LADDER = ['clear', 'green', 'amber', 'amber+strict', 'red']
const step = (marking: string) => LADDER.indexOf(marking)
const textOn = (texts: readonly DrawnText[], day: string) => {
  let found: DrawnText | undefined
  for (const text of texts) if (text.isAgreed && text.days[0] <= day && day <= text.days[1]) found = text
  return found
}

test('a record is seen, and its parties are, exactly when the agreement says so: by the database and beforehand', async () => {
  const { db, firm, other, authority } = house
  await fc.assert(
    fc.asyncProperty(
      anAgreement,
      fc.constantFrom(...DAYS, '2025-12-31', '2026-06-01'),
      fc.constantFrom(...MARKINGS),
      fc.constantFrom(...MARKINGS),
      fc.subarray(['supply-control', 'partnership']),
      async ({ phase, texts, isTheirs }, day, marking, clearance, purposes) => {
        const agreement = await keep(phase, texts, isTheirs ? firm : other)
        const plain: Actor = { account: randomUUID(), organisation: firm, roles: [], groups: [], clearance, purposes }
        const actor = await withAgreements(db, plain, new Date(`${day}T12:00:00Z`))
        const handling = {
          ...{ originator: authority, audience: [keyFor(agreement, 'incident', marking)], marking, fields: {} },
          ...{ purposes: ['supply-control'], originatorControlled: true, keptUntil: null },
        }
        const text = phase === 'agreed' && isTheirs ? textOn(texts, day) : undefined
        const expected =
          text?.classes.includes('incidents') === true &&
          step(marking) <= step(text.marking) &&
          step(marking) <= step(clearance) &&
          purposes.includes('supply-control')
        const seat = { organisation: { id: firm, name: '', kind: '' }, actor }
        const said = whoSees({ title: '', account: '', parties: '', identifiers: '' }, handling, [seat])
        expect(said.length > 0).toBe(expected)
        if (text && expected)
          expect([
            said[0]?.fields.includes('parties'),
            said[0]?.fields.includes('identifiers'),
            said[0]?.fields.includes('account'),
          ]).toEqual([
            text.classes.includes('incident-parties'),
            text.classes.includes('incident-identifiers'),
            text.classes.includes('incident-account'),
          ])
        const id = randomUUID()
        const author: Actor = { ...house.people.officer, clearance: 'red', groups: handling.audience }
        const row = {
          id,
          kind: 'x.y',
          record: id,
          data: '{}',
          notify: '[]',
          originator: authority,
          ...eventOf(handling),
        }
        await sit(db, author, (trx) =>
          trx
            .insertInto('event')
            .values(row as never)
            .execute(),
        )
        const seen = await sit(db, actor, (trx) => trx.selectFrom('event').select('id').where('id', '=', id).execute())
        expect(seen.length > 0).toBe(expected)
      },
    ),
    { numRuns: 120 },
  )
}, 60_000)

const eventOf = ({ audience, marking, purposes }: { audience: string[]; marking: string; purposes: string[] }) => ({
  ...{ audience, marking: step(marking), purposes },
})

test('of several agreed texts the last that holds on the day is the one that holds', () => {
  const held: Held[] = [
    { number: 1, from: '2026-01-01', until: '2026-12-31' },
    { number: 2, from: '2026-03-01', until: '2026-06-30' },
  ]
  expect(['2026-02-01', '2026-03-01', '2026-07-01', '2027-01-01'].map((day) => holdsOn(held, day)?.number)).toEqual([
    ...[1, 2, 1, undefined],
  ])
})

test('the text says in both languages what the terms open, and two texts are laid beside each other by clause', () => {
  const parties = { authority: 'Authority {{special}}', partner: 'Firm' }
  const before = termsShape.parse({ ...TERMS, special: 'Only {{from}}.' })
  const after = termsShape.parse({ ...TERMS, classes: ['incidents', 'incident-parties'], answerDays: 5 })
  for (const language of ['en', 'fr'] as const) {
    const [one, two] = [before, after].map((terms) => textOf(terms, 'manufacture', parties, language))
    const all = JSON.stringify([one, two])
    expect(all.match(/\{\{\w+\}\}/g)).toEqual(['{{special}}', '{{from}}', '{{special}}']) // what a party wrote, as it wrote it
    expect(compared(one!, two!).map(({ id }) => id)).toEqual(['data', 'answers', 'no-parties', 'special'])
    expect(compared(one!, one!)).toEqual([])
  }
})
