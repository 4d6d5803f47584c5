// SPDX-License-Identifier: Apache-2.0
/** The practices desk of one actor: parses, authorises, decides, stores, writes the ledger, announces. */
import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, type Handling, handlingOf, keyOf, type Seat } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { readCursor, sitOnce, writeCursor } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import {
  arrivalOf,
  deliveriesOf,
  MOST_MESSAGE,
  type Named,
  nameable,
  partnerOf,
  partners,
  type RoomPeers,
  takeBackAll,
  tellPartners,
  toldOf,
} from '#platform/peers/index.ts'
import { fileWords } from '#platform/search/index.ts'
import { addedTo, bornFor, may, publishedFor, verbsOf } from './access.ts'
import { payloadFor, REUSED, type Reused, TOLD, tellReuse } from './between-nodes.ts'
import {
  commandShape,
  newPracticeShape,
  type PracticeContent,
  type PracticesDesk,
  type PracticesRefusal,
  practiceQueryShape,
  reuseShape,
  translationShape,
} from './contract.ts'
import { actsOf, contentOf, decide, practiceOf, reuseOf, translationOf, wordsIn } from './practice.ts'
import {
  changePractice,
  countPractices,
  insertPractice,
  listPractices,
  type PracticeRow,
  type PracticeTables,
  practiceById,
  putReuse,
  putTranslation,
  type ReuseRow,
  reusesOf,
  type TranslationRow,
  translationsOf,
} from './store.ts'

export type PracticePeers = RoomPeers<PracticeTables>

export interface PracticesPlan {
  db: Kysely<PracticeTables>
  actor: Actor
  /** Who could be given something: the organisations, and who sits there. */
  seats(audience: readonly string[]): Promise<Seat[]>
  /** Ids of the kinds of organisations. */
  kinds: readonly string[]
  /** Other nodes; no practice leaves this one where absent. */
  peers?: PracticePeers
  now?(): Date
}

/** Bytes of a practice that leaves; the rest of a message is who and for whom. */
const LONGEST_AWAY = MOST_MESSAGE - 8192

const absent = () => refuse('not-found', 'There is nothing here.')
const changedMeanwhile = () => refuse('changed', 'It was changed since it was read.', 'version')
const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
const told = ({ audience, marking, purposes }: Handling) => ({ audience, marking, purposes })

const parsed = <S extends z.ZodType>(shape: S, input: unknown): Outcome<z.output<S>, PracticesRefusal> => {
  const result = shape.safeParse(input)
  if (result.success) return ok(result.data)
  const [issue] = result.error.issues
  return refuse('not-valid', issue?.message ?? 'Not valid.', issue?.path.join('.') || 'input')
}

/** A refusal of the verb is the same answer, after the same parsing, as nothing there. */
export const openPractices = (plan: PracticesPlan): PracticesDesk => {
  const { db, actor, seats, kinds, peers, now = () => new Date() } = plan
  type Trx = Transaction<PracticeTables>
  const inside = <T>(
    verb: Parameters<typeof may>[1],
    work: (trx: Trx) => Promise<Outcome<T, PracticesRefusal>>,
    asked?: { key: string | undefined; what: unknown },
  ) =>
    sitOnce(db, actor, asked?.key === undefined ? undefined : { key: asked.key, what: asked.what }, (trx) =>
      may(actor, verb) ? work(trx) : Promise.resolve(absent()),
    ) as Promise<Outcome<T, PracticesRefusal>>
  const find = async (trx: Trx, id: string) => (isId(id) ? practiceById(trx, id) : undefined)
  const own = async (trx: Trx, id: string) => {
    const row = await find(trx, id)
    return row?.originator === actor.organisation ? row : undefined
  }
  /** What others say is said of something that is published, and not of one's own. */
  const theirs = async (trx: Trx, id: string): Promise<Outcome<PracticeRow, PracticesRefusal>> => {
    const row = await find(trx, id)
    if (!row) return absent()
    if (row.originator === actor.organisation) return refuse('not-now', 'It is your own.')
    return row.status === 'published' ? ok(row) : refuse('not-now', `It is ${row.status}.`)
  }
  const self = async (): Promise<Named | undefined> => {
    const all = await seats([keyOf.organisation(actor.organisation)])
    return all.find(({ organisation }) => organisation.id === actor.organisation)?.organisation
  }
  const shown = async (trx: Trx, row: PracticeRow) => practiceOf(row, await reusesOf(trx, [row.id]), actor)
  const checked = async (trx: Trx, input: unknown): Promise<Outcome<PracticeContent, PracticesRefusal>> => {
    const given = parsed(newPracticeShape, input)
    if (!given.ok) return given
    if (!given.value.audience.every((kind) => kinds.includes(kind)))
      return refuse('not-valid', 'One of these is no kind of organisation.', 'audience')
    const named = await nameable(trx, given.value.partners)
    if (!named || (named.length > 0 && !peers))
      return refuse('not-valid', 'Not all of these may be told now.', 'partners')
    if (named.length > 0 && Buffer.byteLength(JSON.stringify(given.value)) > LONGEST_AWAY)
      return refuse('not-valid', 'It is too long to be told to another node in one message.', 'partners')
    return given
  }
  const noted = async (trx: Trx, verb: string, row: PracticeRow) => {
    const handling = handlingOf(row)
    const { id, changed_at: at } = row
    const text = row.status === 'withdrawn' ? '' : wordsIn(row)
    await fileWords(trx, { kind: 'practice', record: id, at, handling, text })
    await appendLine(trx, actor, { verb, kind: 'practice', ids: [id], content: contentOf(row) })
    await announce(trx, { kind: `practice.${row.status}`, record: id, ...told(handling) })
  }

  return {
    may: verbsOf(actor),
    prepare: (input, key) =>
      inside(
        'prepare',
        async (trx) => {
          const given = await checked(trx, input)
          if (!given.ok) return given
          const row: PracticeRow = {
            ...{ id: randomUUID(), status: 'draft', content: given.value, node: null, changed_at: now() },
            ...{ published_at: null, ended_at: null, reason: null, version: 1 },
            ...columnsOf(bornFor(actor.organisation)),
          }
          await insertPractice(trx, row)
          await noted(trx, 'prepare', row)
          return ok(await shown(trx, row))
        },
        { key, what: { prepare: input } },
      ),
    revise: (id, input, version, key) =>
      inside(
        'revise',
        async (trx) => {
          const row = await own(trx, id)
          if (!row) return absent()
          const given = await checked(trx, input)
          if (!given.ok) return given
          if (row.version !== version) return changedMeanwhile()
          if (!actsOf(row, actor).includes('revise')) return refuse('not-now', 'Only a draft is changed.')
          const changed = await changePractice(trx, { id, version }, { content: given.value }, now())
          if (!changed) return changedMeanwhile()
          await noted(trx, 'revise', changed)
          return ok(await shown(trx, changed))
        },
        { key, what: { revise: input, id, version } },
      ),
    act: async (id, input, version, key) => {
      const from = await self()
      return inside(
        'act',
        async (trx) => {
          const row = await own(trx, id)
          if (!row) return absent()
          const given = parsed(commandShape, input)
          if (!given.ok) return given
          if (row.version !== version) return changedMeanwhile()
          const decided = decide(row.status, given.value, now())
          if (!decided.ok) return refuse('not-now', decided.refusal.detail)
          const isOut = decided.value.status === 'published'
          const named = isOut ? await nameable(trx, row.content.partners) : []
          if (!named || (named.length > 0 && !(peers && from)))
            return refuse('not-valid', 'Not all of these may be told now.', 'partners')
          const { audience, marking } = columnsOf(publishedFor(row.originator, row.content.reach, named))
          const changes = { ...decided.value, ...(isOut && { audience, marking }) }
          const changed = await changePractice(trx, { id, version }, changes, now())
          if (!changed) return changedMeanwhile()
          await noted(trx, given.value.do, changed)
          if (isOut && peers && from) {
            const what = { record: id, originator: row.originator, kind: TOLD }
            const nodes = await tellPartners(trx, peers, what, named, (node, to) =>
              payloadFor(changed, handlingOf(changed), { from, node, to }),
            )
            if (nodes > 0) await appendLine(trx, actor, { verb: 'tell', kind: 'practice', ids: [id] })
          }
          if (given.value.do === 'withdraw') await takeBackAll(trx, peers, id, given.value.reason)
          return ok(await shown(trx, changed))
        },
        { key, what: { act: input, id, version } },
      )
    },
    list: (query = {}) =>
      inside('list', async (trx) => {
        const given = parsed(practiceQueryShape, query)
        if (!given.ok) return given
        const { limit, cursor, ...filter } = given.value
        const before = cursor === undefined ? undefined : readCursor(cursor)
        if (before && !before.ok) return refuse('not-valid', before.refusal.detail, 'cursor')
        const rows = await listPractices(trx, filter, limit, before?.value)
        const page = rows.slice(0, limit)
        const last = page.at(-1)
        const ids = page.map(({ id }) => id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'practice', ids })
        const next = rows.length > limit && last ? writeCursor([last.changed_at.toISOString(), last.id]) : null
        const reuses = await reusesOf(trx, ids)
        return ok({ items: page.map((row) => practiceOf(row, reuses, actor)), next })
      }),
    count: (query = {}) =>
      inside('count', async (trx) => {
        const given = parsed(practiceQueryShape, query)
        return given.ok ? ok(await countPractices(trx, given.value)) : given
      }),
    read: (id) =>
      inside('read', async (trx) => {
        const row = await find(trx, id)
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'practice', ids: [id] })
        const reuses = await reusesOf(trx, [id])
        const isOpen = row.originator !== actor.organisation && row.status === 'published'
        return ok({
          ...practiceOf(row, reuses, actor),
          reuses: reuses.map(reuseOf),
          translations: (await translationsOf(trx, id)).map(translationOf),
          partners: row.originator === actor.organisation && may(actor, 'act') ? row.content.partners : [],
          ...{ mayReuse: isOpen && may(actor, 'reuse'), mayTranslate: isOpen && may(actor, 'translate') },
        })
      }),
    reuse: async (id, input, key) => {
      const from = await self()
      return inside(
        'reuse',
        async (trx) => {
          const found = await theirs(trx, id)
          if (!found.ok) return found
          const given = parsed(reuseShape, input)
          if (!given.ok) return given
          const handling = addedTo(handlingOf(found.value), actor.organisation)
          const row: ReuseRow = { practice: id, ...given.value, at: now(), ...columnsOf(handling) }
          await putReuse(trx, row)
          await appendLine(trx, actor, { verb: 'reuse', kind: 'practice', ids: [id] })
          const arrival = await arrivalOf(trx, id)
          if (!arrival) await tellReuse(trx, found.value, handling)
          const author = arrival && (await partners(trx)).find((each) => each.id === arrival.originator)
          if (arrival && author && peers && from) {
            const said: Reused = { from, message: arrival.message, of: author.organisation, ...given.value }
            const sent = await peers.send(trx, arrival.node, REUSED, said)
            if (!sent.ok && sent.refusal.code !== 'not-found')
              // a node that is suspended learns nothing, and holds up nobody
              throw new Error(`What became of a practice could not be told: ${sent.refusal.detail}`)
          }
          return ok(reuseOf(row))
        },
        { key, what: { reuse: input, id } },
      )
    },
    translate: (id, input, key) =>
      inside(
        'translate',
        async (trx) => {
          const found = await theirs(trx, id)
          if (!found.ok) return found
          const given = parsed(translationShape, input)
          if (!given.ok) return given
          const { language } = given.value
          if (language in found.value.content.texts)
            return refuse('not-valid', 'Its author wrote it in that language.', 'language')
          const handling = addedTo(handlingOf(found.value), actor.organisation)
          const row: TranslationRow = { practice: id, ...given.value, at: now(), ...columnsOf(handling) }
          await putTranslation(trx, row)
          await appendLine(trx, actor, { verb: 'translate', kind: 'practice', ids: [id] })
          return ok(translationOf(row))
        },
        { key, what: { translate: input, id } },
      ),
    partners: () => inside('partners', async (trx) => ok((await partners(trx)).map(partnerOf))),
    deliveries: async (id) => {
      const found = await inside('deliveries', async (trx) =>
        (await own(trx, id)) ? ok({ told: await toldOf(trx, id), all: await partners(trx) }) : absent(),
      )
      if (!found.ok) return found
      return ok(peers ? await deliveriesOf(peers, found.value.told, found.value.all) : [])
    },
  }
}
