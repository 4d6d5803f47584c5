// SPDX-License-Identifier: Apache-2.0
/** Takes in what came over from early warning, for the services that it concerns, and takes it back. */
import type { Kysely, Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { columnsOf, handlingOf, keyOf, sit } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { givenTo, PASSAGE, SERVICES } from './access.ts'
import { type AdviceGiven, type AdviceRefusal, adviceShape } from './contract.ts'
import { type AdviceRow, type AdviceTables, insertAdvice, withdrawAdvice } from './store.ts'
import { contentOf } from './view.ts'

/** An organisation of the node, as far as it is asked here. */
export interface Service {
  id: string
  kind: string
  /** ISO 3166-1 alpha-2. */
  country: string
  /** Code of the area in which it works; null: in the whole country. */
  area: string | null
}
type Area = { code: string; parent: string | null }

/** An area, those in which it lies, and the country. */
const chainOf = (code: string, areas: readonly Area[]): string[] => {
  const parent = areas.find((area) => area.code === code)?.parent ?? null
  if (parent !== null) return [code, ...chainOf(parent, areas)]
  return code.length > 2 ? [code, code.slice(0, 2)] : [code]
}

/** Whether a service works in one of these regions, in a part of one, or in an area of which one is a part. */
export const isConcerned = (
  { kind, country, area }: Service,
  regions: readonly string[],
  areas: readonly Area[],
): boolean => {
  const own = area ?? country
  return (
    SERVICES.includes(kind) &&
    regions.some((region) => chainOf(own, areas).includes(region) || chainOf(region, areas).includes(own))
  )
}

const tell = async (trx: Transaction<AdviceTables>, row: AdviceRow, kind: string, message: string) => {
  const { audience, marking, purposes } = handlingOf(row)
  const to = audience.filter((key) => key !== keyOf.organisation(PASSAGE.organisation))
  const notify = to.length === 0 ? [] : [{ to, message, link: `/advice/${row.id}` }]
  await announce(trx, { kind, record: row.id, audience, marking, purposes, notify })
}

/** Takes it once, by its id. Answers how many services it concerns; `isNew` is false where it had come before. */
export const takeAdvice = async (
  db: Kysely<AdviceTables>,
  id: string,
  given: AdviceGiven,
  { services, areas, now = () => new Date() }: { services: readonly Service[]; areas: readonly Area[]; now?(): Date },
): Promise<Outcome<{ isNew: boolean; services: number }, AdviceRefusal>> => {
  const parsed = adviceShape.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return refuse('not-valid', issue?.message ?? 'Not valid.', issue?.path.join('.'))
  }
  const { severity, urgency, regions, texts, expires } = parsed.data
  const concerned = services.filter((service) => isConcerned(service, regions, areas)).map((service) => service.id)
  const row: AdviceRow = {
    ...{ id, severity, urgency, regions, texts, given_at: now(), expires_at: new Date(expires) },
    ...{ withdrawn_at: null, reason: null, version: 1, ...columnsOf(givenTo(concerned)) },
  }
  return sit(db, PASSAGE, async (trx) => {
    if (!(await insertAdvice(trx, row))) return ok({ isNew: false, services: concerned.length })
    await appendLine(trx, 'node', { verb: 'cross', kind: 'advice', ids: [id], content: contentOf(row) })
    await tell(trx, row, 'advice.given', 'advice-given')
    return ok({ isNew: true, services: concerned.length })
  })
}

/** Answers whether it was there and in force. What services read of it stays, with when and why it was withdrawn. */
export const takeAdviceBack = (
  db: Kysely<AdviceTables>,
  id: string,
  { at, reason }: { at: Date; reason: string },
): Promise<boolean> =>
  sit(db, PASSAGE, async (trx) => {
    const row = await withdrawAdvice(trx, id, at, reason)
    if (!row) return false
    await appendLine(trx, 'node', { verb: 'take-back', kind: 'advice', ids: [id], content: contentOf(row) })
    await tell(trx, row, 'advice.withdrawn', 'advice-withdrawn')
    return true
  })
