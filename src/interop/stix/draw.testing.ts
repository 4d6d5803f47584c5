// SPDX-License-Identifier: Apache-2.0
/** Incidents as fast-check draws them, for tests. */
import fc from 'fast-check'
import type { ExchangedIncident } from './incident.ts'
import { VOCABULARY } from './vocabulary.ts'
import type { WriteContext } from './write.ts'

/** Text as a person leaves it: of any script, without space around it, of at most so many UTF-16 units. */
const text = (least: number, most: number) =>
  fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map((drawn) => drawn.replaceAll('\0', '').trim().slice(0, most).toWellFormed().trim())
    .filter((drawn) => drawn.length >= least)
const country = fc.stringMatching(/^[A-Z]{2}$/)
const code = <C extends string>(codes: readonly C[]) => fc.constantFrom(...codes)
/** A record whose `maybe` keys are sometimes absent rather than undefined. */
const record = <T extends object, K extends keyof T>(model: { [P in keyof T]: fc.Arbitrary<T[P]> }, maybe: K[]) =>
  fc.record(model, {
    requiredKeys: (Object.keys(model) as (keyof T)[]).filter((key) => !maybe.includes(key as K)) as never,
  })
const few = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 4 })

const party = record(
  {
    ...{ role: code(VOCABULARY.party), name: text(1, 200), country, knowledge: code(VOCABULARY.knowledge) },
    ...{ person: fc.boolean(), necessity: fc.constantFrom('', 'Named as the driver in the papers.') },
  },
  ['country'],
).map((drawn) => (drawn.person ? { ...drawn, necessity: 'Named as the driver in the papers.' } : drawn))
const identifier = fc.oneof(
  fc.record({ type: code(VOCABULARY.identifier), value: text(1, 200) }),
  fc.record({
    type: fc.constant('url' as const),
    value: fc.webUrl({ withFragments: true, withQueryParameters: true }).map((url) => url.slice(0, 200)),
  }),
  fc.record({ type: fc.constant('email' as const), value: fc.emailAddress().map((address) => address.slice(0, 200)) }),
)

const content = record(
  {
    id: fc.uuid(),
    title: text(1, 200),
    account: text(0, 20_000),
    kind: code(VOCABULARY.kind),
    urgency: code(VOCABULARY.urgency),
    occurred: fc
      .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
    place: fc.record({ country, name: text(0, 200) }),
    goods: few(
      record(
        {
          ...{
            name: text(1, 200),
            id: text(1, 200),
            form: code(VOCABULARY.form),
            certainty: code(VOCABULARY.certainty),
          },
          amount: fc.record({ value: fc.stringMatching(/^\d{1,12}(\.\d{1,6})?$/), unit: code(VOCABULARY.unit) }),
        },
        ['id', 'form', 'amount'],
      ),
    ),
    equipment: few(fc.record({ name: text(1, 200), count: fc.integer({ min: 1, max: 100_000 }) })),
    route: few(
      record({ role: code(VOCABULARY.leg), country, place: text(0, 200), mode: code(VOCABULARY.mode) }, ['mode']),
    ),
    parties: few(party),
    identifiers: few(identifier),
    marking: code(VOCABULARY.marking),
    partiesMarking: code(VOCABULARY.marking),
    recalled: fc.boolean(),
  },
  ['occurred', 'parties', 'identifiers', 'partiesMarking'],
) as fc.Arbitrary<ExchangedIncident>

/** A marking of parts needs a part to stand on; after a recall the title may be gone. */
export const incidents: fc.Arbitrary<ExchangedIncident> = fc.tuple(content, fc.boolean()).map(([drawn, isEmptied]) => {
  const { partiesMarking, ...rest } = drawn
  const titled = drawn.recalled && isEmptied ? { ...rest, title: '' } : rest
  const hasPart = (drawn.parties ?? []).length + (drawn.identifiers ?? []).length > 0
  return partiesMarking && hasPart ? { ...titled, partiesMarking } : titled
})

export const CONTEXT: WriteContext = {
  node: 'https://node.example',
  organisation: { id: 'a3f1c0de-0000-4000-8000-000000000001', name: 'Customs of Zedland' },
  created: '2026-11-20T08:00:00.000Z',
  modified: '2026-11-21T09:30:00.250Z',
}
