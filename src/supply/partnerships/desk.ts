// SPDX-License-Identifier: Apache-2.0
/** The partnerships desk of one actor: parses, authorises, decides, stores, writes the ledger, announces. */
import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, type Seat } from '#platform/access/index.ts'
import { sitOnce } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { handledFor, may, verbsOf } from './access.ts'
import { carryOut } from './acting.ts'
import { decide } from './agreement.ts'
import { FOUR_MS, type FourM, PARTNER_KINDS } from './codes.ts'
import {
  agreementCommandShape,
  agreementQueryShape,
  newAgreementShape,
  type PartnershipsDesk,
  type PartnershipsRefusal,
  type PossiblePartner,
} from './contract.ts'
import { dayOf } from './in-force.ts'
import { openingsOf } from './openings.ts'
import {
  type AgreementRow,
  agreementById,
  insertAgreement,
  listAgreements,
  type PartnershipTables,
  signaturesOf,
  textsOf,
  writeText,
} from './store.ts'
import { tellParties } from './telling.ts'
import { textRow } from './text-row.ts'
import { actingOf, agreementOf, mainText, standingOf, summaryOf, versionFor } from './view.ts'

export interface PartnershipsPlan {
  db: Kysely<PartnershipTables>
  actor: Actor
  /** Everybody who could be given a record: parties and their names, and who could read what is opened. */
  seats(audience: readonly string[]): Promise<Seat[]>
  now?(): Date
}

/** Said of what does not exist and of what this actor may not touch. */
const absent = () => refuse('not-found', 'There is nothing here.')
const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

const parsed = <S extends z.ZodType>(shape: S, input: unknown): Outcome<z.output<S>, PartnershipsRefusal> => {
  const result = shape.safeParse(input)
  if (result.success) return ok(result.data)
  const [issue] = result.error.issues
  return refuse('not-valid', issue?.message ?? 'Not valid.', issue?.path.join('.') || 'input')
}

type Trx = Transaction<PartnershipTables>
type Given = z.output<typeof newAgreementShape>

export const openPartnerships = ({ db, actor, seats, now = () => new Date() }: PartnershipsPlan): PartnershipsDesk => {
  const inside = <T>(
    verb: Parameters<typeof may>[1],
    work: (trx: Trx) => Promise<Outcome<T, PartnershipsRefusal>>,
    asked?: { key: string; what: unknown },
  ) =>
    sitOnce(db, actor, asked, (trx) => (may(actor, verb) ? work(trx) : Promise.resolve(absent()))) as Promise<
      Outcome<T, PartnershipsRefusal>
    >
  const askedWith = (key: string | undefined, what: unknown) => (key === undefined ? undefined : { key, what })
  const today = () => dayOf(now())
  const partiesFor = async ({ partner, m }: Pick<Given, 'partner' | 'm'>) => {
    const all = await seats([])
    const find = (id: string) => all.find(({ organisation }) => organisation.id === id)?.organisation
    const [own, other] = [find(actor.organisation), find(partner)]
    const fits = own && other && other.id !== own.id && PARTNER_KINDS[m].includes(other.kind)
    return fits ? { names: { authority: own.name, partner: other.name }, all } : undefined
  }
  const noPartner = () => refuse('not-valid', 'No agreement of this field is made with this organisation.', 'partner')
  const opened = async (trx: Trx, row: AgreementRow) => {
    const [texts, signatures] = [await textsOf(trx, [row.id]), await signaturesOf(trx, row.id)]
    const main = mainText(texts, today())
    const between = { agreement: row.id, authority: row.originator, partner: row.partner }
    const opens = main ? openingsOf(main.terms, between, await seats([])) : []
    return agreementOf({ row, texts, signatures }, actor, opens, today())
  }

  return {
    may: verbsOf(actor),
    list: (query = {}) =>
      inside('list', async (trx) => {
        const given = parsed(agreementQueryShape, query)
        if (!given.ok) return given
        const rows = await listAgreements(trx)
        const ids = rows.map(({ id }) => id)
        const texts = Map.groupBy(await textsOf(trx, ids), ({ agreement }) => agreement)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'agreement', ids })
        const { status } = given.value
        const all = rows.map((row) => summaryOf(row, texts.get(row.id) ?? [], actor, today()))
        return ok(all.filter((each) => status === undefined || each.status === status))
      }),
    open: (id) =>
      inside('open', async (trx) => {
        const row = isId(id) ? await agreementById(trx, id) : undefined
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'agreement', ids: [id] })
        return ok(await opened(trx, row))
      }),
    opens: (input) =>
      inside('opens', async () => {
        const given = parsed(newAgreementShape, input)
        if (!given.ok) return given
        const parties = await partiesFor(given.value)
        if (!parties) return noPartner()
        const between = { agreement: randomUUID(), authority: actor.organisation, partner: given.value.partner }
        return ok(openingsOf(given.value.terms, between, parties.all))
      }),
    partners: () =>
      inside('partners', async () => {
        const all = new Map((await seats([])).map(({ organisation }) => [organisation.id, organisation]))
        all.delete(actor.organisation)
        const of = (m: FourM) => [...all.values()].filter(({ kind }) => PARTNER_KINDS[m].includes(kind))
        return ok(Object.fromEntries(FOUR_MS.map((m) => [m, of(m)])) as Record<FourM, PossiblePartner[]>)
      }),
    draft: (input, key) =>
      inside(
        'draft',
        async (trx) => {
          const given = parsed(newAgreementShape, input)
          if (!given.ok) return given
          const { partner, m, terms } = given.value
          const parties = await partiesFor(given.value)
          if (!parties) return noPartner()
          const row: AgreementRow = {
            ...{
              id: randomUUID(),
              partner,
              m,
              phase: 'preparing',
              suspended_by: null,
              reason: null,
            },
            ...{ made_at: now(), ended_at: null, reminded_of: null, version: 1, told_version: 1 },
            ...columnsOf(handledFor(actor.organisation, [])),
          }
          const [text, content] = textRow(row, { number: 1, terms, parties: parties.names }, actor, now())
          await insertAgreement(trx, row)
          await writeText(trx, text)
          await appendLine(trx, actor, { verb: 'draft', kind: 'agreement', ids: [row.id], content })
          await tellParties(trx, row, 'drafted')
          return ok(await opened(trx, row))
        },
        askedWith(key, { draft: input }),
      ),
    act: (id, input, version, key) =>
      inside(
        'act',
        async (trx) => {
          const row = isId(id) ? await agreementById(trx, id) : undefined
          if (!row) return absent()
          const given = parsed(agreementCommandShape, input)
          if (!given.ok) return given
          if (versionFor(row, actor.organisation) !== version)
            return refuse('changed', 'It was changed since it was read.', 'version')
          const [texts, signatures] = [await textsOf(trx, [id]), await signaturesOf(trx, id)]
          const standing = standingOf(row, texts, signatures)
          const decided = decide(standing, given.value, actingOf(row, actor))
          if (!decided.ok) return decided as Outcome<never, PartnershipsRefusal>
          const changed = await carryOut(trx, {
            row,
            texts,
            command: given.value,
            change: decided.value,
            actor,
            now: now(),
          })
          return changed
            ? ok(await opened(trx, changed))
            : refuse('changed', 'It was changed since it was read.', 'version')
        },
        askedWith(key, { act: input, id, version }),
      ),
  }
}
