// SPDX-License-Identifier: Apache-2.0
/** The desk of the mechanism, and of who answers for a place: parses, authorises, decides, stores, writes the ledger, announces. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { canonical } from '#basis/canonical.ts'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, type Handling, keyOf, type Seat } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { sitOnce } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { ANSWERER, betweenOf, may, membersOf, publishedOf, type Verb, verbsOf, visitOf } from './access.ts'
import {
  answerShape,
  followUpShape,
  newVisitShape,
  type PlaceFound,
  type VisitCommand,
  type VisitsDesk,
  type VisitsRefusal,
  visitCommandShape,
} from './contract.ts'
import * as store from './store.ts'
import { actsOf, contentOf, dayAfter, dayOf, recommendationOf, summaryOf, visitFrom } from './view.ts'

export interface VisitsPlan {
  db: Kysely<store.VisitsTables>
  actor: Actor
  /** The directory: services by words of their name, and one by its id. */
  directory: {
    find(words: string): Promise<PlaceFound[]>
    /** `runner`: who runs it, where an authority said so. */
    open(id: string): Promise<(PlaceFound & { runner?: string | undefined }) | undefined>
  }
  /** Organisations and what their people do. */
  seats(audience: readonly string[]): Promise<Seat[]>
  /** Days in which a place answers, and whether the country says so. */
  answer: { days: number; rule: 'country' | 'mechanism' }
  now?(): Date
}

type Answer<T> = Promise<Outcome<T, VisitsRefusal>>
const absent = () => refuse('not-found', 'There is nothing here.')
const notNow = () => refuse('not-now', 'As it stands, this cannot be done.')
const notValid = (where: string, why = 'Not valid.') => refuse('not-valid', why, where)
const changedSince = () => refuse('changed', 'It was changed since it was read.', 'version')
const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
const askedWith = (key: string | undefined, what: unknown) => (key === undefined ? undefined : { key, what })
const both = (row: store.RecommendationRow) => ({ mechanism: row.originator, provider: row.provider })

const parsed = <S extends z.ZodType>(shape: S, input: unknown): Outcome<z.output<S>, VisitsRefusal> => {
  const result = shape.safeParse(input)
  return result.success ? ok(result.data) : notValid(result.error.issues[0]?.path.join('.') || 'input')
}
type Command = z.output<typeof visitCommandShape>
type Holding = Extract<Command, { do: 'hold' }>

export const openVisits = ({ db, actor, directory, seats, answer, now = () => new Date() }: VisitsPlan): VisitsDesk => {
  const inside = <T>(verb: Verb, work: (trx: store.Trx) => Answer<T>, asked?: { key: string; what: unknown }) =>
    sitOnce(db, actor, asked, (trx) => (may(actor, verb) ? work(trx) : Promise.resolve(absent()))) as Answer<T>
  /** `message`: for the inbox of everybody of the audience. */
  const tell = (trx: store.Trx, kind: string, record: string, handling: Handling, message?: string) => {
    const { audience, marking, purposes } = handling
    const notify = message ? [{ to: [...audience], message, link: '/visits' }] : []
    return announce(trx, { kind, record, audience, marking, purposes, notify })
  }
  const line = (trx: store.Trx, verb: string, kind: string, ids: string[], content?: string) =>
    appendLine(trx, actor, { verb, kind, ids, ...(content !== undefined && { content }) })
  const own = visitOf(actor.organisation)

  const shown = async (trx: store.Trx, rows: store.RecommendationRow[]) => {
    const ids = rows.map(({ id }) => id)
    if (ids.length === 0) return []
    const written = { answers: await store.answersTo(trx, ids), followUps: await store.followUpsOf(trx, ids) }
    return rows.map((row) => recommendationOf(row, written, now()))
  }
  const opened = async (trx: store.Trx, row: store.VisitRow) => {
    const recommendations = await shown(trx, await store.listRecommendations(trx, row.id))
    return visitFrom(row, {
      publication: await store.publicationOf(trx, row.id),
      recommendations: recommendations.sort((a, b) => a.number - b.number),
      runner: (await directory.open(row.service))?.runner ?? null,
      account: actor.account,
    })
  }
  /** Organisations in which somebody answers; who may be named where no authority said who runs a place. */
  const providers = async () => {
    const found = (await seats([])).filter(({ actor: seat }) => seat.roles.includes(ANSWERER))
    const named = new Map(found.map(({ organisation: { id, name } }) => [id, { id, name }]))
    return [...named.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'))
  }

  const held = ({ heldOn, team, asked, notes }: Holding): Outcome<store.VisitChange, VisitsRefusal> => {
    if (heldOn > dayOf(now())) return notValid('heldOn', 'Not in the future.')
    const names = asked.map(({ what }) => what)
    if (new Set(names).size < names.length) return notValid('asked', 'Each once.')
    const of = (which: 'given' | 'refused') => asked.filter(({ given }) => given === which).map(({ what }) => what)
    return ok({
      ...{ held_on: heldOn, team: [...new Set(team)], notes: notes.replaceAll('\r\n', '\n') },
      ...{ given: of('given'), refused: of('refused') },
    })
  }

  /** Recommendations go to who runs the place as an authority said, or to whom the mechanism names where none did. */
  const send = async (trx: store.Trx, row: store.VisitRow, command: Extract<Command, { do: 'send' }>) => {
    const runner = (await directory.open(row.service))?.runner
    const provider = runner ?? command.provider
    if (!provider || !isId(provider)) return notValid('provider')
    if (!runner && !(await providers()).some(({ id }) => id === provider)) return notValid('provider')
    const at = now()
    const handling = betweenOf(actor.organisation, { mechanism: actor.organisation, provider })
    const rows = command.recommendations.map(
      (text, n): store.RecommendationRow => ({
        ...{ id: randomUUID(), visit: row.id, number: n + 1, service: row.service, service_name: row.service_name },
        ...{ provider, held_on: row.held_on ?? '', text, sent_at: at },
        ...{ answer_by: dayAfter(at, answer.days), answer_rule: answer.rule, ...columnsOf(handling) },
      }),
    )
    await store.insertRecommendations(trx, rows)
    for (const { id, text, answer_by } of rows)
      await line(trx, 'recommend', 'visit-recommendation', [id], canonical([row.id, text, answer_by, provider]))
    // The place is told, the mechanism knows.
    const audience = [keyOf.role(provider, ANSWERER)]
    for (const { id, number } of rows)
      await tell(
        trx,
        'visit-recommendation.sent',
        id,
        { ...handling, audience },
        number === 1 ? 'visit-recommended' : undefined,
      )
    return ok({ sent_at: at })
  }

  const publish = async (trx: store.Trx, row: store.VisitRow) => {
    const proposed = await store.publicationOf(trx, row.id)
    if (!proposed) return notNow()
    if (proposed.proposed_by === actor.account)
      return refuse('second-person', 'Another person of the mechanism publishes it.')
    const recommendations = await shown(trx, await store.listRecommendations(trx, row.id))
    const handling = publishedOf(actor.organisation)
    const { audience, marking } = columnsOf(handling)
    await store.changePublication(trx, row.id, {
      ...{ published_by: actor.account, published_at: now(), audience, marking },
      recommendations: recommendations.length,
      answered: recommendations.filter(({ answers }) => answers.length > 0).length,
    })
    await tell(trx, 'visit.published', row.id, handling)
    return ok({})
  }

  const summarise = async (trx: store.Trx, row: store.VisitRow, text: string) => {
    const copied = {
      ...{ service: row.service, service_name: row.service_name, held_on: row.held_on ?? '' },
      ...{ announced: row.announced, team: row.team, given: row.given, refused: row.refused },
    }
    await store.putPublication(trx, {
      ...{ id: row.id, ...copied, text, proposed_by: actor.account, proposed_at: now(), published_by: null },
      ...{ published_at: null, recommendations: 0, answered: 0, ...columnsOf(own) },
    })
    return ok({})
  }

  const takeBack = async (trx: store.Trx, row: store.VisitRow) => {
    const { audience, marking } = columnsOf(own)
    await store.changePublication(trx, row.id, { published_by: null, published_at: null, audience, marking })
    return ok({})
  }

  const changeBy = async (
    trx: store.Trx,
    row: store.VisitRow,
    command: Command,
  ): Promise<Outcome<store.VisitChange, VisitsRefusal>> => {
    switch (command.do) {
      case 'drop':
        return ok({ dropped_at: now() })
      case 'hold':
        return held(command)
      case 'send':
        return send(trx, row, command)
      case 'propose':
        return summarise(trx, row, command.summary)
      case 'publish':
        return publish(trx, row)
      case 'take-back':
        return takeBack(trx, row)
    }
  }
  /** What an act needs to be possible; publishing one’s own proposal is refused with the reason instead. */
  const isPossible = (row: store.VisitRow, publication: store.PublicationRow | undefined, wanted: VisitCommand['do']) =>
    actsOf(row, publication, wanted === 'publish' ? '' : actor.account).includes(wanted)

  return {
    may: verbsOf(actor),
    services: (words) => inside('services', async () => ok(await directory.find(words.slice(0, 120)))),
    providers: () => inside('providers', async () => ok(await providers())),
    list: () =>
      inside('list', async (trx) => {
        const rows = await store.listVisits(trx)
        const ids = rows.map(({ id }) => id)
        if (ids.length === 0) return ok([])
        await line(trx, 'list', 'visit', ids)
        const publications = new Map((await store.publicationsOf(trx, ids)).map((each) => [each.id, each]))
        return ok(rows.map((row) => summaryOf(row, publications.get(row.id))))
      }),
    open: (id) =>
      inside('open', async (trx) => {
        const row = isId(id) ? await store.visitById(trx, id) : undefined
        if (!row) return absent()
        await line(trx, 'read', 'visit', [id])
        return ok(await opened(trx, row))
      }),
    plan: (input, key) =>
      inside(
        'plan',
        async (trx) => {
          const given = parsed(newVisitShape, input)
          if (!given.ok) return given
          const place = await directory.open(given.value.service)
          if (!place) return notValid('service')
          const row: store.VisitRow = {
            ...{ id: randomUUID(), service: place.id, service_name: place.name, planned_on: given.value.plannedOn },
            ...{ announced: given.value.announced, dropped_at: null, held_on: null, team: [], given: [], refused: [] },
            ...{ notes: '', sent_at: null, version: 1, ...columnsOf(own) },
          }
          await store.insertVisit(trx, row)
          await line(trx, 'plan', 'visit', [row.id], contentOf(row))
          await tell(trx, 'visit.plan', row.id, own)
          return ok(summaryOf(row, undefined))
        },
        askedWith(key, { plan: input }),
      ),
    act: (id, input, version, key) =>
      inside(
        'act',
        async (trx) => {
          const row = isId(id) ? await store.visitById(trx, id) : undefined
          if (!row) return absent()
          const command = parsed(visitCommandShape, input)
          if (!command.ok) return command
          if (row.version !== version) return changedSince()
          if (!isPossible(row, await store.publicationOf(trx, id), command.value.do)) return notNow()
          const change = await changeBy(trx, row, command.value)
          if (!change.ok) return change
          const changed = await store.changeVisit(trx, row, change.value)
          if (!changed) return changedSince()
          const summary = await store.publicationOf(trx, id)
          await line(trx, command.value.do, 'visit', [id], canonical([contentOf(changed), summary?.text ?? null]))
          const { do: done } = command.value
          await tell(trx, `visit.${done}`, id, own, done === 'propose' ? 'visit-proposed' : undefined)
          return ok(await opened(trx, changed))
        },
        askedWith(key, { act: input, id, version }),
      ),
    recommendations: () =>
      inside('recommendations', async (trx) => {
        const rows = await store.listRecommendations(trx)
        const ids = rows.map(({ id }) => id)
        if (ids.length > 0) await line(trx, 'list', 'visit-recommendation', ids)
        return ok(await shown(trx, rows))
      }),
    answer: (id, input, key) =>
      inside(
        'answer',
        async (trx) => {
          const row = isId(id) ? await store.recommendationById(trx, id) : undefined
          if (!row || row.provider !== actor.organisation) return absent()
          const given = parsed(answerShape, input)
          if (!given.ok) return given
          const handling = betweenOf(actor.organisation, both(row))
          const written = { id: randomUUID(), recommendation: id, ...given.value, answered_at: now() }
          await store.insertAnswer(trx, { ...written, ...columnsOf(handling) })
          await line(trx, 'answer', 'visit-recommendation', [id], canonical(given.value))
          const audience = [membersOf(row.originator)]
          await tell(trx, 'visit-recommendation.answer', id, { ...handling, audience }, 'visit-answered')
          return ok((await shown(trx, [row]))[0] as never)
        },
        askedWith(key, { answer: input, id }),
      ),
    follow: (id, input, key) =>
      inside(
        'follow',
        async (trx) => {
          const row = isId(id) ? await store.recommendationById(trx, id) : undefined
          if (!row || row.originator !== actor.organisation) return absent()
          const given = parsed(followUpShape, input)
          if (!given.ok) return given
          const handling = betweenOf(actor.organisation, both(row))
          const written = { id: randomUUID(), recommendation: id, ...given.value, found_at: now() }
          await store.insertFollowUp(trx, { ...written, ...columnsOf(handling) })
          await line(trx, 'follow', 'visit-recommendation', [id], canonical(given.value))
          const audience = [keyOf.role(row.provider, ANSWERER)]
          await tell(trx, 'visit-recommendation.follow', id, { ...handling, audience }, 'visit-followed')
          return ok((await shown(trx, [row]))[0] as never)
        },
        askedWith(key, { follow: input, id }),
      ),
  }
}
