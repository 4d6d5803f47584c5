// SPDX-License-Identifier: Apache-2.0
/** The notices desk of one actor: parses, authorises, decides, stores, writes the ledger, announces. */
import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import {
  type Actor,
  columnsOf,
  type Handling,
  handlingOf,
  keyOf,
  type Seat,
  sit,
  whoSees,
} from '#platform/access/index.ts'
import { type Attachments, areUsed, attach, describeAttachments, type Received } from '#platform/attachments/index.ts'
import { announce } from '#platform/events/index.ts'
import { type Asked, readCursor, sitOnce, writeCursor } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import {
  deliveriesOf,
  keyOfPartner,
  nameable,
  partnerOf,
  partners,
  type RoomPeers,
  takeBackAll,
  tellPartners,
  toldOf,
  viewersAway,
} from '#platform/peers/index.ts'
import { fileWords } from '#platform/search/index.ts'
import { may, verbsOf } from './access.ts'
import { payloadFor, TOLD } from './between-nodes.ts'
import {
  type HeldFile,
  MOST_ATTACHMENTS,
  type Notice,
  type NoticesDesk,
  type NoticesRefusal,
  newNoticeShape,
  noticeQueryShape,
} from './contract.ts'
import { contentOf, handled, noticeOf, rowOf } from './notice.ts'
import {
  countNotices,
  insertNotice,
  listNotices,
  type NoticeRow,
  type NoticeTables,
  noticeById,
  withdrawNotice,
} from './store.ts'
export type NoticePeers = RoomPeers<NoticeTables>

export interface NoticesPlan {
  db: Kysely<NoticeTables>
  actor: Actor
  /** Who could be given a notice: the organisations, and who sits there. */
  seats(audience: readonly string[]): Promise<Seat[]>
  /** Where files of notices are; none are taken where absent. */
  attachments?: Attachments
  /** Other nodes; no notice leaves this one where absent. */
  peers?: NoticePeers
}

/** Files stay here. */
const fieldsAway = (row: object) => Object.keys(row).filter((field) => field !== 'attachments')

/** Said of what does not exist and of what this actor may not touch. */
const absent = () => refuse('not-found', 'There is nothing here.')

const parsed = <S extends z.ZodType>(shape: S, input: unknown): Outcome<z.output<S>, NoticesRefusal> => {
  const result = shape.safeParse(input)
  if (result.success) return ok(result.data)
  const [issue] = result.error.issues
  return refuse('not-valid', issue?.message ?? 'Not valid.', issue?.path.join('.') || 'input')
}

const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

/** A refusal of the verb is the same answer, after the same parsing, as nothing there. */
export const openNotices = ({ db, actor, seats, attachments, peers }: NoticesPlan): NoticesDesk => {
  type Trx = Transaction<NoticeTables>
  const inside = <T>(
    verb: Parameters<typeof may>[1],
    asked: Asked | undefined,
    work: (trx: Trx) => Promise<Outcome<T, NoticesRefusal>>,
  ) =>
    sitOnce(db, actor, asked, (trx) => (may(actor, verb) ? work(trx) : Promise.resolve(absent()))) as Promise<
      Outcome<T, NoticesRefusal>
    >
  const askedWith = (key: string | undefined, what: unknown) => (key === undefined ? undefined : { key, what })
  const told = (handling: Handling) => ({
    audience: handling.audience,
    marking: handling.marking,
    purposes: handling.purposes,
  })

  const shown = async (trx: Trx, row: NoticeRow) =>
    noticeOf(row, actor, await describeAttachments(trx, row.attachments))
  const holdOf = ({ id, name, type, size }: Received, claim: string): HeldFile => ({ id, name, type, size, claim })
  const claimed = (claims: readonly string[]) =>
    claims.map((claim) => attachments?.claimed(actor, claim)).filter((file) => file !== undefined)

  /** The organisation that sits here, by the name that it has among the seats. */
  const self = async () =>
    (await seats([keyOf.organisation(actor.organisation)])).find(
      ({ organisation }) => organisation.id === actor.organisation,
    )?.organisation

  return {
    may: verbsOf(actor),
    post: async (input, key) => {
      const from = input.partners?.length ? await self() : undefined
      return inside('post', askedWith(key, { post: input }), async (trx) => {
        const given = parsed(newNoticeShape, input)
        if (!given.ok) return given
        const { attachments: claims } = given.value
        const files = claimed(claims)
        const ids = files.map((file) => file.id)
        if (new Set(ids).size < claims.length || (await areUsed(trx, ids)))
          return refuse('not-valid', 'A file was not kept: send it again.', 'attachments')
        const named = await nameable(trx, given.value.partners)
        if (!named || (named.length > 0 && !(peers && from)))
          return refuse('not-valid', 'Not all of these may be told now.', 'partners')
        const handling = handled(given.value, actor, named.map(keyOfPartner))
        const { title, body, contact } = given.value
        const row = {
          ...{ id: randomUUID(), title, body, contact, posted_at: new Date(), attachments: ids },
          ...{ withdrawn_at: null, reason: null, version: 1, ...columnsOf(handling) },
        }
        await insertNotice(trx, row)
        await attach(trx, files, handling)
        for (const { id, sha256 } of files)
          await appendLine(trx, actor, { verb: 'attach', kind: 'attachment', ids: [id], content: sha256 })
        const { id, posted_at: at } = row
        await fileWords(trx, { kind: 'notice', record: id, at, handling, text: `${title}\n${body}` })
        await appendLine(trx, actor, { verb: 'post', kind: 'notice', ids: [id], content: contentOf(row) })
        const others = handling.audience.filter((each) => each !== keyOf.organisation(actor.organisation))
        const notify = [{ to: others, message: 'notice-posted', link: `/notices/${id}` }]
        await announce(trx, { kind: 'notice.posted', record: id, ...told(handling), notify })
        if (peers && from) {
          const what = { record: row.id, originator: row.originator, kind: TOLD }
          const nodes = await tellPartners(trx, peers, what, named, (node, to) =>
            payloadFor(row, handling, { from, node, to }),
          )
          if (nodes > 0) await appendLine(trx, actor, { verb: 'tell', kind: 'notice', ids: [row.id] })
        }
        return ok(await shown(trx, row))
      })
    },
    receive: async (name, bytes) => {
      if (!attachments || !may(actor, 'receive')) return absent()
      const received = await attachments.receive(name, bytes)
      return received.ok ? ok(holdOf(received.value, attachments.claim(actor, received.value))) : received
    },
    held: async (claims) => {
      if (!may(actor, 'held')) return absent()
      const held = claims.slice(0, MOST_ATTACHMENTS).map((claim) => claimed([claim]).map((file) => holdOf(file, claim)))
      return ok(held.flat())
    },
    preview: async (input) => {
      if (!may(actor, 'preview')) return absent()
      const given = parsed(newNoticeShape, input)
      if (!given.ok) return given
      const { partners: ids } = given.value
      const named = await sit(db, actor, (trx) => nameable(trx, ids))
      if (!named) return refuse('not-valid', 'Not all of these may be told now.', 'partners')
      const handling = handled(given.value, actor, named.map(keyOfPartner))
      const row = rowOf(given.value)
      const away = viewersAway(named, handling.audience, fieldsAway(row))
      return ok([...whoSees(row, handling, await seats(handling.audience)), ...away])
    },
    list: (query = {}) =>
      inside('list', undefined, async (trx) => {
        const given = parsed(noticeQueryShape, query)
        if (!given.ok) return given
        const { limit, cursor, ...filter } = given.value
        const before = cursor === undefined ? undefined : readCursor(cursor)
        if (before && !before.ok) return refuse('not-valid', before.refusal.detail, 'cursor')
        const rows = await listNotices(trx, filter, limit, before?.value)
        const page = rows.slice(0, limit)
        const last = page.at(-1)
        const ids = page.map(({ id }) => id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'notice', ids })
        const next = rows.length > limit && last ? writeCursor([last.posted_at.toISOString(), last.id]) : null
        const files = await describeAttachments(
          trx,
          page.flatMap(({ attachments: own }) => own),
        )
        return ok({ items: page.map((row) => noticeOf(row, actor, files)), next })
      }),
    count: (query = {}) =>
      inside('count', undefined, async (trx) => {
        const given = parsed(noticeQueryShape, query)
        return given.ok ? ok(await countNotices(trx, given.value)) : given
      }),
    read: (id) =>
      inside('read', undefined, async (trx) => {
        const row = isId(id) ? await noticeById(trx, id) : undefined
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'notice', ids: [id] })
        return ok(await shown(trx, row))
      }),
    download: async (id, attachment) => {
      const found = await inside('download', undefined, async (trx) => {
        const row = isId(id) ? await noticeById(trx, id) : undefined
        if (!row?.attachments.includes(attachment)) return absent()
        await appendLine(trx, actor, { verb: 'download', kind: 'attachment', ids: [attachment] })
        return ok(attachment)
      })
      if (!found.ok) return found
      return attachments ? attachments.read(actor, attachment) : absent()
    },
    viewers: (id) =>
      inside('viewers', undefined, async (trx) => {
        const row = isId(id) ? await noticeById(trx, id) : undefined
        if (row?.originator !== actor.organisation) return absent()
        const away = viewersAway(await partners(trx), row.audience, fieldsAway(rowOf(row)))
        return ok([...whoSees(rowOf(row), handlingOf(row), await seats(row.audience)), ...away])
      }),
    partners: () => inside('partners', undefined, async (trx) => ok((await partners(trx)).map(partnerOf))),
    deliveries: async (id) => {
      const found = await inside('deliveries', undefined, async (trx) => {
        const row = isId(id) ? await noticeById(trx, id) : undefined
        if (row?.originator !== actor.organisation) return absent()
        return ok({ told: await toldOf(trx, id), all: await partners(trx) })
      })
      if (!found.ok) return found
      return ok(peers ? await deliveriesOf(peers, found.value.told, found.value.all) : [])
    },
    withdraw: (id, reason, version, key) =>
      inside('withdraw', askedWith(key, { withdraw: id, reason, version }), async (trx) => {
        const row = isId(id) ? await noticeById(trx, id) : undefined
        if (row?.originator !== actor.organisation) return absent()
        if (reason.trim() === '' || reason.length > 500)
          return refuse('not-valid', 'Say why, in at most 500 characters.', 'reason')
        const changed = await withdrawNotice(trx, { id, version, reason: reason.trim(), at: new Date() })
        if (!changed) return refuse('changed', 'It was changed since it was read.', 'version')
        await appendLine(trx, actor, { verb: 'withdraw', kind: 'notice', ids: [id], content: contentOf(changed) })
        await takeBackAll(trx, peers, id, reason.trim())
        await announce(trx, { kind: 'notice.withdrawn', record: id, ...told(handlingOf(changed)) })
        return ok<Notice>(await shown(trx, changed))
      }),
  }
}
