// SPDX-License-Identifier: Apache-2.0
/** The board of substances under watch, one of them with all that points to it, and what its officers do with it. */
import { ok, refuse } from '#basis/outcome.ts'
import { describeAttachments } from '#platform/attachments/index.ts'
import { announce } from '#platform/events/index.ts'
import { readCursor, writeCursor } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { keptBy } from './access.ts'
import {
  boardQueryShape,
  type Identity,
  type Sighting,
  type WarningsDesk,
  type Watched,
  watchedCommandShape,
} from './contract.ts'
import { absent, changedMeanwhile, type Inside, isId, parsed, type Trx, type WarningsPlan } from './inside.ts'
import { askRegistry } from './novelty.ts'
import { watchedContent } from './proposing.ts'
import {
  advisoriesAbout,
  changeWatched,
  insertStep,
  listWatched,
  signalsOf,
  stepsOf,
  type WatchedChanges,
  type WatchedRow,
  watchedById,
  weeksOf,
} from './store.ts'
import { folded, registered } from './substance.ts'
import { signalsShown, watchedOf } from './view.ts'
import { decide, noteOf } from './watched.ts'
import { lastWeeks } from './weeks.ts'

type Watching = Pick<WarningsDesk, 'board' | 'open' | 'act'>

const WEEKS = 12
const MOST_SIGNALS = 200

export const watching = (plan: WarningsPlan, inside: Inside): Watching => {
  const { actor, registry, incidents, now = () => new Date() } = plan

  /** With the signals of each that exist for this actor, by week. */
  const counted = async (trx: Trx, rows: readonly WatchedRow[]): Promise<Watched[]> => {
    const found = await weeksOf(
      trx,
      rows.flatMap(({ keys }) => keys),
    )
    const weeks = lastWeeks(WEEKS, now())
    return rows.map((row) => {
      const own = found.filter(({ key }) => row.keys.includes(key))
      const sum = (some: typeof own) => some.reduce((total, { signals }) => total + signals, 0)
      const trend = weeks.map((week) => ({ week, signals: sum(own.filter((each) => each.week === week)) }))
      return watchedOf(row, trend, sum(own))
    })
  }
  /** Incidents whose goods are this substance: read at this moment, by this actor's own right, and kept nowhere. */
  const sightings = async ({ id, name }: Identity): Promise<Sighting[]> => {
    const found = (await incidents?.(name)) ?? []
    const isIt = (goods: string) =>
      folded(goods) === folded(name) || (id !== undefined && registered(goods, registry.match) === id)
    return found.filter(({ goods }) => goods.some(isIt)).map(({ goods: _, ...sighting }) => sighting)
  }
  /** What crossed from the health wing came with a name alone: matching is asked when an officer looks. */
  const askedNow = async ({ name, structure }: Identity) => {
    const known = await askRegistry(registry, { name, ...(structure !== '' && { structure }) }, now())
    return known.ok ? known.value : {}
  }
  const drawn = async ({ structure }: Identity): Promise<string | null> => {
    const molecule = structure === '' ? undefined : await registry.molecule(structure)
    return molecule?.ok ? molecule.value.drawing : null
  }
  const own = async (trx: Trx, id: string) => {
    const row = isId(id) ? await watchedById(trx, id) : undefined
    return row?.originator === actor.organisation ? row : undefined
  }

  return {
    board: (query = {}) =>
      inside('board', async (trx) => {
        const given = parsed(boardQueryShape, query)
        if (!given.ok) return given
        const { status, limit, cursor } = given.value
        const before = cursor === undefined ? undefined : readCursor(cursor)
        if (before && !before.ok) return refuse('not-valid', before.refusal.detail, 'cursor')
        const rows = await listWatched(trx, status, limit, before?.value)
        const page = rows.slice(0, limit)
        const last = page.at(-1)
        const ids = page.map(({ id }) => id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'watched', ids })
        const next = rows.length > limit && last ? writeCursor([last.changed_at.toISOString(), last.id]) : null
        return ok({ items: await counted(trx, page), next })
      }),
    open: async (id) => {
      const read = await inside('open', async (trx) => {
        const row = isId(id) ? await watchedById(trx, id) : undefined
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'watched', ids: [id] })
        const signals = await signalsOf(trx, row.keys, MOST_SIGNALS)
        const files = await describeAttachments(
          trx,
          signals.flatMap(({ attachments }) => attachments),
        )
        const steps = (await stepsOf(trx, id)).map(({ watched: _, at, ...step }) => ({ ...step, at: at.toISOString() }))
        const advisories = (await advisoriesAbout(trx, id)).map((each) => ({
          ...{
            id: each.id,
            watched: id,
            status: each.status,
            headline: each.content.versions.public.en?.headline ?? '',
          },
          ...{ published: each.published_at?.toISOString() ?? null, expires: each.expires_at.toISOString() },
        }))
        const [watched] = await counted(trx, [row])
        if (!watched) return absent()
        const { novelty, assessment } = row
        return ok({ ...watched, novelty, assessment, allSignals: signalsShown(signals, files), steps, advisories })
      })
      if (!read.ok) return read
      const record = { ...read.value, ...(read.value.novelty === null && (await askedNow(read.value.identity))) }
      const { identity } = record
      return ok({ ...record, incidents: await sightings(identity), drawing: await drawn(identity) })
    },
    act: async (id, input, version, key) => {
      const given = watchedCommandShape.safeParse(input)
      const command = given.success ? given.data : undefined
      // What takes long is asked before the transaction begins.
      const asked = command?.do === 'identify' ? command : undefined
      const known = asked && (await askRegistry(registry, asked, now()))
      return inside(
        'act',
        async (trx) => {
          const row = await own(trx, id)
          if (!row) return absent()
          const checked = parsed(watchedCommandShape, input)
          if (!checked.ok) return checked
          if (row.version !== version) return changedMeanwhile()
          const decided = decide(row.status, checked.value)
          if (!decided.ok) return refuse('not-now', decided.refusal.detail)
          if (known && !known.ok) return known
          const at = now()
          const changes: WatchedChanges = { ...decided.value, ...known?.value }
          if (checked.value.do === 'join') {
            const other = checked.value.into === id ? undefined : await own(trx, checked.value.into)
            if (!other || other.status === 'dismissed')
              return refuse('not-valid', 'There is no such substance under watch.', 'into')
            changes.keys = [`joined:${id}`]
            const joined = await changeWatched(trx, other, { keys: [...new Set([...other.keys, ...row.keys])] }, at)
            if (!joined) return changedMeanwhile()
            const step = { watched: other.id, version: joined.version, did: 'take-over', status: joined.status }
            await insertStep(trx, { ...step, at, account: actor.account, note: row.identity.name })
            const line = { verb: 'take-over', kind: 'watched', ids: [other.id], content: watchedContent(joined) }
            await appendLine(trx, actor, line)
          }
          const changed = await changeWatched(trx, { id, version }, changes, at)
          if (!changed) return changedMeanwhile()
          const did = checked.value.do
          const step = {
            watched: id,
            version: changed.version,
            did,
            status: changed.status,
            at,
            account: actor.account,
          }
          await insertStep(trx, { ...step, note: noteOf(checked.value) })
          await appendLine(trx, actor, { verb: did, kind: 'watched', ids: [id], content: watchedContent(changed) })
          await announce(trx, { kind: `warning.${changed.status}`, record: id, ...keptBy(actor.organisation) })
          const [watched] = await counted(trx, [changed])
          return watched ? ok(watched) : absent()
        },
        { key, what: { act: input, id, version } },
      )
    },
  }
}
