// SPDX-License-Identifier: Apache-2.0
/** The incidents desk of one actor: parses, authorises, decides, stores, writes the ledger, announces. */
import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, type Handling, handlingOf, keyOf, type Seat, whoSees } from '#platform/access/index.ts'
import type { Attachments } from '#platform/attachments/index.ts'
import { announce } from '#platform/events/index.ts'
import { readCursor, sitOnce, writeCursor } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import {
  deliveriesOf,
  keyOfPartner,
  MOST_MESSAGE,
  nameable,
  partnerOf,
  partners,
  type RoomPeers,
  toldOf,
  viewersAway,
} from '#platform/peers/index.ts'
import { fileWords } from '#platform/search/index.ts'
import { bornFor, may, OFFICER, releasedFor, verbsOf } from './access.ts'
import { agreedAmong, countriesTold, type OpenAgreement, wordsAgreed } from './agreed.ts'
import { asking } from './asking.ts'
import { partsAway } from './between-nodes.ts'
import { boarding } from './board/boarding.ts'
import {
  commandShape,
  type IncidentsDesk,
  type IncidentsRefusal,
  incidentQueryShape,
  newIncidentShape,
  releaseShape,
  type Suggestion,
} from './contract.ts'
import { drafting } from './drafting.ts'
import { exporting } from './exports/exporting.ts'
import { filing, rehandleFiles } from './files.ts'
import { type Change, countriesOf, decide, releaseOf, wordsIn } from './incident.ts'
import { linking } from './links/linking.ts'
import { merging } from './merging/merging.ts'
import { bornMarking, insertOrigin, madeFrom, madeOf, notWider, originOf } from './origin.ts'
import { parsed } from './parsed.ts'
import { necessitiesOf, type OwnUse, refusePersons } from './persons.ts'
import { proposing } from './proposals/proposing.ts'
import {
  changeIncident,
  countIncidents,
  type IncidentRow,
  type IncidentTables,
  incidentById,
  insertIncident,
  listIncidents,
} from './store.ts'
import { messaging } from './talk/messaging.ts'
import { sighting } from './talk/sighting.ts'
import { tell, tellStanding } from './telling.ts'
import { contentOf, incidentOf, partsOf, standingOf } from './view.ts'

export type IncidentPeers = RoomPeers<IncidentTables>

export interface IncidentsPlan {
  db: Kysely<IncidentTables>
  actor: Actor
  /** Who could be given an incident: the organisations, and who sits there. */
  seats(audience: readonly string[]): Promise<Seat[]>
  /** Whether an organisation that may be told belongs to another country or node than this actor's; undefined: no such one. */
  isAbroad(organisation: string): Promise<boolean | undefined>
  /** Whether it is one that is told under an agreement alone (`FIRMS`); none is where absent. */
  isFirm?(organisation: string): Promise<boolean>
  readParagraph(text: string): Suggestion
  /** Origin of this node, for what is exported. */
  node?: string
  /** Of phone numbers, to countries. */
  prefixes: ReadonlyMap<string, string>
  /** What a country takes for one person’s own use; where nothing is known nobody is named beside such goods. */
  ownUse?: OwnUse
  /** Country of this actor's organisation, ISO 3166-1 alpha-2. */
  country?(): Promise<string | undefined>
  /** Where files of incidents are; none are taken where absent. */
  attachments?: Attachments
  /** Other nodes; no incident leaves this one where absent. */
  peers?: IncidentPeers
  /** Agreements of this actor's organisation that cover incidents now; none where absent. */
  agreements?(trx: Transaction<IncidentTables>): Promise<readonly OpenAgreement[]>
  now?(): Date
}

/** Said of what does not exist and of what this actor may not touch. */
const absent = () => refuse('not-found', 'There is nothing here.')

const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
const LONGEST_PARAGRAPH = 20_000
/** Bytes of an incident that leaves; the rest of a message is who, for whom and how. */
const LONGEST_AWAY = MOST_MESSAGE - 8192

const told = ({ audience, marking, purposes }: Handling) => ({ audience, marking, purposes })

/** The columns by which others are let in. */
const opened = ({ content }: IncidentRow, handling: Handling, prefixes: IncidentsPlan['prefixes']) => {
  const { audience, marking, purposes, field_markings } = columnsOf(handling)
  return { audience, marking, purposes, field_markings, countries: countriesTold(content, handling, prefixes) }
}
/** The columns that a decided change sets; `handling` is what a release gives it. */
const columnsFor = (
  row: IncidentRow,
  { status, proposed, released, ended }: Change,
  handling: Handling | undefined,
  prefixes: IncidentsPlan['prefixes'],
) => ({
  status,
  ...(proposed === undefined ? {} : { proposed_by: proposed?.by ?? null, proposed_release: proposed?.release ?? null }),
  ...(released && { released_at: released.at, look_by: released.lookBy }),
  ...(handling && opened(row, handling, prefixes)),
  ...(ended && { ended_at: ended.at, reason: ended.reason }),
  ...(status === 'recalled' && { countries: [row.content.place.country] }), // nothing else is left of it to find it by
})

/** A refusal of the verb is the same answer, after the same parsing, as nothing there. */
export const openIncidents = (plan: IncidentsPlan): IncidentsDesk => {
  const { db, actor, seats, isAbroad, readParagraph, prefixes, peers, ownUse = {}, now = () => new Date() } = plan
  const agreements = plan.agreements ?? (() => Promise.resolve([]))
  const isFirm = plan.isFirm ?? (() => Promise.resolve(false))
  type Trx = Transaction<IncidentTables>
  const inside = <T>(
    verb: Parameters<typeof may>[1],
    work: (trx: Trx) => Promise<Outcome<T, IncidentsRefusal>>,
    asked?: { key: string; what: unknown },
  ) =>
    sitOnce(db, actor, asked, (trx) => (may(actor, verb) ? work(trx) : Promise.resolve(absent()))) as Promise<
      Outcome<T, IncidentsRefusal>
    >
  const askedWith = (key: string | undefined, what: unknown) => (key === undefined ? undefined : { key, what })
  const find = async (trx: Trx, id: string) => (isId(id) ? incidentById(trx, id) : undefined)
  const own = async (trx: Trx, id: string) => {
    const row = await find(trx, id)
    return row?.originator === actor.organisation ? row : undefined
  }
  /** The organisation that sits here, by the name that it has among the seats. */
  const self = async () =>
    (await seats([keyOf.organisation(actor.organisation)])).find(
      ({ organisation }) => organisation.id === actor.organisation,
    )?.organisation
  /** Whether one of them is abroad; undefined where one may not be told at all. */
  const anyAbroad = async (audience: readonly string[]) => {
    const each = await Promise.all(audience.map(isAbroad))
    return each.includes(undefined) ? undefined : each.includes(true)
  }

  return {
    may: verbsOf(actor),
    read: async (paragraph) => {
      if (!may(actor, 'read')) return absent()
      if (paragraph.length > LONGEST_PARAGRAPH)
        return refuse('not-valid', `At most ${LONGEST_PARAGRAPH} characters are read.`, 'paragraph')
      return ok(readParagraph(paragraph))
    },
    origin: (id) =>
      inside('origin', async (trx) => {
        const row = await find(trx, id)
        const origin = row && (await originOf(trx, id))
        return row ? ok(origin ? madeFrom(origin) : null) : absent()
      }),
    madeOf: (received) =>
      inside('madeOf', async (trx) => ok((isId(received) && (await madeOf(trx, received))?.incident) || null)),
    report: (input, key, from) =>
      inside(
        'report',
        async (trx) => {
          const given = parsed(newIncidentShape, input)
          if (!given.ok) return given
          const content = given.value
          const named = refusePersons(content, ownUse)
          if (!named.ok) return named
          if (from && (await madeOf(trx, from.received)))
            return refuse('not-now', 'Your organisation has made a draft of it already.')
          const handling = { ...bornFor(actor), marking: bornMarking(from) }
          const row: IncidentRow = {
            ...{ id: randomUUID(), kind: content.kind, status: 'draft', urgency: content.urgency, content },
            ...{ countries: countriesOf(content, prefixes), reported_at: now(), released_at: null, look_by: null },
            ...{ proposed_by: null, proposed_release: null, ended_at: null, reason: null, version: 1 },
            ...columnsOf(handling),
          }
          await insertIncident(trx, row)
          const { id, reported_at: at } = row
          if (from) await insertOrigin(trx, id, actor.organisation, from)
          await fileWords(trx, { kind: 'incident', record: id, at, handling, text: wordsIn(content) })
          await appendLine(trx, actor, { verb: 'report', kind: 'incident', ids: [id], content: contentOf(row) })
          const necessities = necessitiesOf(content)
          if (necessities.length > 0)
            await appendLine(trx, actor, {
              ...{ verb: 'name-person', kind: 'incident', ids: [id], content: JSON.stringify(necessities) },
            })
          await announce(trx, { kind: 'incident.reported', record: id, ...told(handling) })
          return ok(incidentOf(row, actor))
        },
        askedWith(key, { report: input, ...(from && { from }) }),
      ),
    ...filing({ actor, attachments: plan.attachments, find, own, inside }),
    ...drafting({ actor, prefixes, ownUse, own, inside }),
    preview: (id, release) =>
      inside('preview', async (trx) => {
        const row = await own(trx, id)
        if (!row) return absent()
        const given = parsed(releaseShape, release)
        if (!given.ok) return given
        const named = await nameable(trx, given.value.partners)
        if (!named) return refuse('not-valid', 'Not all of these may be told now.', 'partners')
        const narrow = notWider(await originOf(trx, id), given.value, actor.organisation)
        if (!narrow.ok) return narrow
        const agreed = await agreedAmong(await agreements(trx), given.value, isFirm)
        if (!agreed.ok) return agreed
        const { audience, keys } = agreed.value
        const handling = releasedFor(row.originator, { ...given.value, audience }, [
          ...named.map(keyOfPartner),
          ...keys,
        ])
        return ok([
          ...whoSees(partsOf(row), handling, await seats(handling.audience)),
          ...viewersAway(named, handling.audience, Object.keys(partsAway(row.content, handling))),
        ])
      }),
    act: (id, input, version, key) =>
      inside(
        'act',
        async (trx) => {
          const row = await own(trx, id)
          if (!row) return absent()
          const given = parsed(commandShape, input)
          if (!given.ok) return given
          const command = given.value
          const release = releaseOf(command, row)
          const narrow = notWider(await originOf(trx, id), release, actor.organisation)
          if (!narrow.ok) return narrow
          const agreed = await agreedAmong(await agreements(trx), release, isFirm)
          if (!agreed.ok) return agreed
          const { audience, partners: agreeing } = agreed.value
          const near = command.do === 'release' ? await anyAbroad([...audience, ...agreeing]) : false
          if (near === undefined)
            return refuse('not-valid', 'One of these organisations cannot be told.', 'release.audience')
          const wanted = release?.partners ?? [] // none in a proposal of an earlier version
          const from = wanted.length > 0 ? await self() : undefined
          const named = await nameable(trx, wanted)
          if (!named || (named.length > 0 && !(peers && from)))
            return refuse('not-valid', 'Not all of these may be told now.', 'release.partners')
          if (named.length > 0 && Buffer.byteLength(contentOf(row)) > LONGEST_AWAY)
            return refuse('not-valid', 'It is too long to be told to another node in one message.', 'release.partners')
          const abroad = near || named.length > 0 // another node is another country's, whatever it says of itself
          if (row.version !== version) return refuse('changed', 'It was changed since it was read.', 'version')
          const decided = decide(standingOf(row), command, { account: actor.account, abroad }, now())
          if (!decided.ok) return decided as Outcome<never, IncidentsRefusal>
          const { released } = decided.value
          const more = [...named.map(keyOfPartner), ...agreed.value.keys]
          const opening = released && releasedFor(row.originator, { ...released.release, audience }, more)
          const changed = await changeIncident(trx, { id, version }, columnsFor(row, decided.value, opening, prefixes))
          if (!changed) return refuse('changed', 'It was changed since it was read.', 'version')
          const handling = handlingOf(changed)
          // Its words are found by who is let in; what happened to the draft stays with those who made it.
          if (released) {
            const text = wordsIn(wordsAgreed(changed.content, handling))
            await fileWords(trx, { kind: 'incident', record: id, at: changed.reported_at, handling, text })
          }
          if (released || command.do === 'recall') await rehandleFiles(trx, changed)
          if (command.do === 'recall')
            await fileWords(trx, { kind: 'incident', record: id, at: changed.reported_at, handling, text: '' })
          await appendLine(trx, actor, {
            verb: command.do,
            kind: 'incident',
            ids: [id],
            content: contentOf(changed),
          })
          if (peers && from && released) await tell(trx, peers, changed, { actor, from, named, prefixes })
          await tellStanding(trx, peers, changed)
          const others = handling.audience.filter((each) => each !== keyOf.organisation(actor.organisation))
          const officers = [keyOf.role(actor.organisation, OFFICER)]
          const [message, to] =
            changed.status === 'proposed'
              ? ['incident-proposed', officers]
              : [{ released: 'incident-released', recalled: 'incident-recalled' }[changed.status as string], others]
          const link = `/incidents/${id}`
          const notify = message && to.length > 0 ? [{ to, message, link }] : []
          await announce(trx, { kind: `incident.${changed.status}`, record: id, ...told(handling), notify })
          return ok(incidentOf(changed, actor))
        },
        askedWith(key, { act: input, id, version }),
      ),
    list: (query = {}) =>
      inside('list', async (trx) => {
        const given = parsed(incidentQueryShape, query)
        if (!given.ok) return given
        const { limit, cursor, ...filter } = given.value
        const before = cursor === undefined ? undefined : readCursor(cursor)
        if (before && !before.ok) return refuse('not-valid', before.refusal.detail, 'cursor')
        const rows = await listIncidents(trx, filter, limit, before?.value)
        const page = rows.slice(0, limit)
        const last = page.at(-1)
        const ids = page.map(({ id }) => id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'incident', ids })
        const next = rows.length > limit && last ? writeCursor([last.reported_at.toISOString(), last.id]) : null
        return ok({ items: page.map((row) => incidentOf(row, actor)), next })
      }),
    count: (query = {}) =>
      inside('count', async (trx) => {
        const given = parsed(incidentQueryShape, query)
        return given.ok ? ok(await countIncidents(trx, given.value)) : given
      }),
    open: (id) =>
      inside('open', async (trx) => {
        const row = await find(trx, id)
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'incident', ids: [id] })
        return ok(incidentOf(row, actor))
      }),
    viewers: (id) =>
      inside('viewers', async (trx) => {
        const row = await own(trx, id)
        if (!row) return absent()
        const away = Object.keys(partsAway(row.content, handlingOf(row)))
        return ok([
          ...whoSees(partsOf(row), handlingOf(row), await seats(row.audience)),
          ...viewersAway(await partners(trx), row.audience, away),
        ])
      }),
    ...exporting({ actor, node: plan.node ?? 'http://localhost', seats, find, inside, absent }),
    ...boarding({ actor, now, find, inside }),
    ...merging({ actor, peers, now, self, find, inside }),
    ...linking({ actor, find, inside, absent }),
    ...sighting({ actor, peers, now, country: plan.country ?? (async () => undefined), find, inside }),
    ...proposing({ actor, prefixes, ownUse, now, find, inside }),
    ...messaging({ actor, peers, now, self, find, inside }),
    ...asking({ actor, peers, now, self, find, inside }),
    agreements: () =>
      inside('agreements', async (trx) => ok((await agreements(trx)).map(({ keyAt: _, ...shown }) => shown))),
    partners: () => inside('partners', async (trx) => ok((await partners(trx)).map(partnerOf))),
    deliveries: async (id) => {
      const found = await inside('deliveries', async (trx) => {
        const row = await own(trx, id)
        return row ? ok({ told: await toldOf(trx, id), all: await partners(trx) }) : absent()
      })
      if (!found.ok) return found
      return ok(peers ? await deliveriesOf(peers, found.value.told, found.value.all) : [])
    },
  }
}
