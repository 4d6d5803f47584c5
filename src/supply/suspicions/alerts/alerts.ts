// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which a firm looks at what was found and decides. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { columnsOf } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { writeCursor } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { alertHandling, analystsOf, approversOf, may } from '../access.ts'
import { MOST_ASKED_DAYS, MOST_PRESERVED_MONTHS, MOST_REFUSED_MONTHS, type SuspicionLeg } from '../codes.ts'
import {
  type AlertCommand,
  type AlertStep,
  alertCommandShape,
  alertQueryShape,
  type SuspicionsDesk,
  type SuspicionsRefusal,
} from '../contract.ts'
import { commitmentOf, writeCertificate } from '../refusals/certificate.ts'
import { reportsOfAlert } from '../reports/reports-store.ts'
import { absent, changed, dayOf, isId, parsed, placeOf, type Room, type SuspicionsPlan } from '../room.ts'
import type { AlertRow, Trx } from '../store.ts'
import { decide } from './alert.ts'
import {
  type AlertPlace,
  alertById,
  changeAlert,
  changeRefusal,
  countAlerts,
  insertRefusal,
  listAlerts,
  type RefusalRow,
  refusalOf,
} from './alerts-store.ts'
import { subjectOf } from './subject.ts'
import { actingOf, alertOf, contentOf, restOf, standsOf, summaryOf } from './view.ts'

type Command = z.output<typeof alertCommandShape>

const monthsAfter = (day: string, months: number) => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  return dayOf(date)
}

/** Days and months within which the day of an act lies. */
const tooFar = (command: Command, today: string) => {
  if (command.do !== 'ask' && command.do !== 'screen' && command.do !== 'preserve') return undefined
  const last =
    command.do === 'preserve'
      ? monthsAfter(today, MOST_PRESERVED_MONTHS)
      : dayOf(new Date(Date.parse(today) + MOST_ASKED_DAYS * 86_400_000))
  return command.until < today || command.until > last
    ? refuse('not-valid', `A day from today to ${last}.`, 'until')
    : undefined
}

/** What stands with a step beside its reason. */
const saidWith = (command: Command): Partial<AlertStep> => ({
  ...((command.do === 'ask' || command.do === 'screen' || command.do === 'preserve') && { until: command.until }),
  ...('customerText' in command && command.do !== 'refuse' && { customerText: command.customerText }),
  ...(command.do === 'find' && { finding: command.finding }),
})

/** Who is told within the firm; nobody outside it ever is. */
const TOLD: Partial<
  Record<AlertCommand['do'], { message: string; to: (firm: string, leg: SuspicionLeg) => string[] }>
> = {
  refuse: { message: 'refusal-proposed', to: approversOf },
  agree: { message: 'refusal-agreed', to: analystsOf },
  decline: { message: 'refusal-declined', to: analystsOf },
  appeal: { message: 'refusal-appealed', to: approversOf },
}

export const tellOf = async (trx: Trx, row: AlertRow, happened: string, did?: AlertCommand['do']): Promise<void> => {
  const { audience, marking, purposes } = alertHandling(row.originator, row.leg)
  const told = did && TOLD[did]
  const link = `/suspicions/${row.id}`
  await announce(trx, {
    ...{ kind: `alert.${happened}`, record: row.id, audience, marking, purposes },
    notify: told ? [{ to: told.to(row.originator, row.leg), message: told.message, link }] : [],
  })
}

const around = async (trx: Trx, row: AlertRow, mayReports: boolean) => {
  const [{ about, before, record }, refusal] = [await subjectOf(trx, row), await refusalOf(trx, row.id)]
  return { about, before, record, refusal, reports: mayReports ? await reportsOfAlert(trx, row.id) : [] }
}

const PLACE = /^(?<waits>waits|done) (?<score>\d{1,4}) (?<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/

const placeIn = (place: readonly string[] | undefined): Outcome<AlertPlace | undefined, SuspicionsRefusal> => {
  if (!place) return ok(undefined)
  const [order = '', id = ''] = place
  const { waits = '', score = '', at = '' } = PLACE.exec(order)?.groups ?? {}
  return waits !== '' && isId(id)
    ? ok([waits, score, at, id])
    : refuse('not-valid', 'This is no cursor that this list gave.', 'cursor')
}

type Part = Pick<SuspicionsDesk, 'alerts' | 'countAlerts' | 'alert' | 'act'>

export const alertsPart = (plan: SuspicionsPlan, { inside }: Room): Part => {
  const { actor, certificates, seats, now = () => new Date() } = plan
  const firm = actor.organisation
  const find = async (trx: Trx, id: string) => (isId(id) ? await alertById(trx, id) : undefined)
  const shown = async (trx: Trx, row: AlertRow) =>
    alertOf(row, await around(trx, row, may(actor, 'reports')), actor, now())

  const nameOfFirm = async () =>
    (await seats([])).find(({ organisation }) => organisation.id === firm)?.organisation.name ?? ''

  /** What becomes of the refusal; refused where its day is too far. */
  const refusing = async (
    trx: Trx,
    row: AlertRow,
    refusal: RefusalRow | undefined,
    command: Command,
  ): Promise<Outcome<true, SuspicionsRefusal>> => {
    const today = dayOf(now())
    switch (command.do) {
      case 'refuse': {
        const { scope, basis, basisText, goodFaith, customerText, until } = command
        if (until <= today || until > monthsAfter(today, MOST_REFUSED_MONTHS))
          return refuse('not-valid', `A refusal ends within ${MOST_REFUSED_MONTHS} months.`, 'until')
        await insertRefusal(trx, {
          ...{
            id: randomUUID(),
            alert: row.id,
            customer: row.customer,
            account: row.account,
            status: 'proposed',
            until_on: until,
          },
          ...{ content: { scope, basis, basisText, goodFaith, customerText } },
          ...{ flags: row.judgement.reasons.map(({ flag }) => flag), proposed_by: actor.account },
          ...{ agreed_by: null, agreed_at: null, decided_at: null, certificate: null, salt: null },
          ...columnsOf(alertHandling(firm, row.leg)),
        })
        return ok(true)
      }
      case 'agree': {
        if (!refusal) return absent()
        const salt = randomBytes(32).toString('base64url')
        const { scope, basis } = refusal.content
        const content = {
          ...{ iss: certificates.issuer, jti: randomUUID(), partner: await nameOfFirm(), refused: today },
          ...{ until: refusal.until_on, scope, basis },
          commitment: commitmentOf(restOf(refusal, row, actor.account), salt),
        }
        const certificate = writeCertificate(content, certificates.key)
        const by = { agreed_by: actor.account, agreed_at: now() }
        await changeRefusal(trx, refusal.id, { status: 'in-force', ...by, certificate, salt })
        return ok(true)
      }
      case 'decline':
        if (refusal) await changeRefusal(trx, refusal.id, { status: 'declined' })
        return ok(true)
      case 'appeal':
        if (refusal) await changeRefusal(trx, refusal.id, { status: 'appealed' })
        return ok(true)
      case 'uphold':
      case 'lift':
        if (refusal)
          await changeRefusal(trx, refusal.id, {
            status: command.do === 'lift' ? 'lifted' : 'upheld',
            decided_at: now(),
          })
        return ok(true)
      default:
        return ok(true)
    }
  }

  return {
    alerts: (query = {}) =>
      inside('alerts', async (trx) => {
        const given = parsed(alertQueryShape, query)
        if (!given.ok) return given
        const { status, limit, cursor } = given.value
        const place = placeOf(cursor)
        if (!place.ok) return place
        const after = placeIn(place.value)
        if (!after.ok) return after
        const rows = await listAlerts(trx, { firm, status, limit, after: after.value })
        const items = rows.slice(0, limit).map((row) => summaryOf(row, actingOf(actor, row.leg).isAnalyst))
        const last = items.at(-1)
        if (items.length > 0)
          await appendLine(trx, actor, { verb: 'list', kind: 'alert', ids: items.map(({ id }) => id) })
        const waits = last && ['open', 'held', 'refusing', 'appealed'].includes(last.status) ? 'waits' : 'done'
        const next = rows.length > limit && last ? writeCursor([`${waits} ${last.score} ${last.at}`, last.id]) : null
        return ok({ items, next })
      }),
    countAlerts: (query = {}) =>
      inside('countAlerts', async (trx) => {
        const given = parsed(alertQueryShape, query)
        return given.ok ? ok(await countAlerts(trx, given.value.status)) : given
      }),
    alert: (id) =>
      inside('alert', async (trx) => {
        const row = await find(trx, id)
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'alert', ids: [id] })
        return ok(await shown(trx, row))
      }),
    act: (id, input, version, key) =>
      inside(
        'act',
        async (trx) => {
          const row = await find(trx, id)
          if (!row) return absent()
          const given = parsed(alertCommandShape, input)
          if (!given.ok) return given
          const command = given.value
          if (row.version !== version) return changed()
          const refusal = await refusalOf(trx, id)
          const decided = decide(standsOf(row, refusal), command.do, actingOf(actor, row.leg))
          if (!decided.ok) return decided
          const early = tooFar(command, dayOf(now()))
          if (early) return early
          const done = await refusing(trx, row, refusal, command)
          if (!done.ok) return done
          const text = 'text' in command ? command.text : ''
          const after = await changeAlert(trx, row, {
            status: decided.value,
            ...(command.do === 'assign' && { assigned: actor.account }),
            ...(command.do === 'find' && { finding: command.finding }),
            steps: [
              ...row.steps,
              { at: now().toISOString(), did: command.do, text, by: actor.account, ...saidWith(command) },
            ],
          })
          if (!after) return changed()
          await appendLine(trx, actor, { verb: command.do, kind: 'alert', ids: [id], content: contentOf(after) })
          await tellOf(trx, after, command.do, command.do)
          return ok(await shown(trx, after))
        },
        { key, what: { act: input, id, version } },
      ),
  }
}
