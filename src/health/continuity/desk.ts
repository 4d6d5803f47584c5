// SPDX-License-Identifier: Apache-2.0
/** The desk of continuity: who runs a service says how it stands, and an authority reads what is closed without an alternative. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, type Handling } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { sitOnce } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { isOverseer, may, type Verb, verbsOf, volumeOf, wordOf } from './access.ts'
import {
  type Alternative,
  baselineShape,
  type ContinuityDesk,
  type ContinuityRefusal,
  type Found,
  newVolumeShape,
  newWordShape,
  PAGE,
} from './contract.ts'
import {
  baselineYear,
  besides,
  type ContinuityTables,
  insertBaseline,
  insertVolume,
  insertWord,
  listRows,
  lockService,
  newestBy,
  ownVolumes,
  standing,
  type Trx,
  type WordRow,
} from './store.ts'
import { monthBefore, monthsBeside, standingOf } from './view.ts'
import { shownWords } from './words.ts'

type Listed = Found & { runner?: string | undefined; editors?: { key: string; purpose: string } | undefined }

export interface ContinuityPlan {
  db: Kysely<ContinuityTables>
  actor: Actor
  /** The directory: services by words of their name, and one by its id. */
  directory: {
    find(words: string): Promise<Found[]>
    /** `runner`: who runs it, where an authority said so; `editors`: who looks after its listing, by the key and purpose they carry. */
    open(id: string): Promise<Listed | undefined>
  }
  now?(): Date
}

interface What {
  id: string
  kind: string
  said: unknown
  handling: Handling
  notify?: Parameters<typeof announce>[1]['notify']
}
type Answer<T> = Promise<Outcome<T, ContinuityRefusal>>
const absent = () => refuse('not-found', 'There is nothing here.')
const notValid = (where: string, why = 'Not valid.') => refuse('not-valid', why, where)
/** What is further back is told by no clock any more. */
const OLDEST_MS = 366 * 86_400_000
/** So far back a list is read. */
const MOST_BACK = 100_000

const parsed = <S extends z.ZodType>(shape: S, input: unknown): Outcome<z.output<S>, ContinuityRefusal> => {
  const result = shape.safeParse(input)
  return result.success ? ok(result.data) : notValid(result.error.issues[0]?.path.join('.') || 'input')
}

export const openContinuity = ({ db, actor, directory, now = () => new Date() }: ContinuityPlan): ContinuityDesk => {
  const inside = <T>(verb: Verb, work: (trx: Trx) => Answer<T>, asked?: { key: string; what: unknown }): Answer<T> =>
    sitOnce(db, actor, asked, (trx) => (may(actor, verb) ? work(trx) : Promise.resolve(absent()))) as Answer<T>
  const askedWith = (key: string | undefined, what: unknown) => (key === undefined ? undefined : { key, what })

  /** A service is spoken for by who runs it, as an authority said: or anybody could close any. Authorities speak of any. */
  const serviceAt = async (id: string): Promise<Outcome<Listed, ContinuityRefusal>> => {
    const listed = await directory.open(id)
    if (!listed) return notValid('service', 'The directory has no such service.')
    if (!isOverseer(actor) && listed.runner !== actor.organisation)
      return notValid('service', 'The authority that keeps its listing has not said that your organisation runs it.')
    return ok(listed)
  }

  const named = async (
    trx: Trx,
    given: z.output<typeof newWordShape>['alternatives'],
    service: string,
  ): Promise<Outcome<Alternative[], ContinuityRefusal>> => {
    const all: Alternative[] = []
    for (const { service: id, ...rest } of given) {
      const other = id === null || id === service ? undefined : await directory.open(id)
      if (id !== null && !other) return notValid('alternatives', 'Name another service of the directory, or a number.')
      const [stands] = other ? await standing(trx, [other.id]) : []
      if (stands?.state === 'closed') return notValid('closed', `${stands.service_name} is closed itself.`)
      all.push({ ...rest, service: other ? { id: other.id, name: other.name } : null })
    }
    return ok(all)
  }

  const told = async (trx: Trx, { id, kind, said, handling, notify = [] }: What) => {
    await appendLine(trx, actor, { verb: 'say', kind, ids: [id], content: JSON.stringify(said) })
    const { audience, marking, purposes } = handling
    await announce(trx, { kind: `${kind}.say`, record: id, audience, marking, purposes, notify })
  }

  const volumes = async (trx: Trx) => {
    const baseline = await baselineYear(trx)
    const plan = { baseline: baseline ?? 0, first: monthBefore(now(), 12), beyond: monthBefore(now(), 0) }
    const months = monthsBeside(baseline === null ? [] : await besides(trx, plan), now())
    const own = (await ownVolumes(trx)).map(({ service_name: serviceName, ...rest }) => ({ ...rest, serviceName }))
    return ok({ baseline, months, own })
  }

  return {
    may: verbsOf(actor),
    services: (words) => inside('services', async () => ok(await directory.find(words.slice(0, 120)))),
    list: (from = 0) =>
      inside('list', async (trx) => {
        if (!Number.isSafeInteger(from) || from < 0 || from > MOST_BACK) return notValid('from')
        const organisation = isOverseer(actor) ? null : actor.organisation
        const rows = await listRows(trx, { organisation, limit: PAGE + 1, offset: from })
        const items = await shownWords(trx, rows.slice(0, PAGE), now())
        return ok({ items, next: rows.length > PAGE ? from + PAGE : null })
      }),
    say: (input, key) =>
      inside(
        'say',
        async (trx) => {
          const word = parsed(newWordShape, input)
          if (!word.ok) return word
          const { service, state, expected, reasons } = word.value
          const [at, since] = [now(), new Date(word.value.since)]
          if (since > at || at.getTime() - since.getTime() > OLDEST_MS) return notValid('since')
          if (expected !== null && expected < at.toISOString().slice(0, 10)) return notValid('expected')
          if (state === 'open' && reasons.length > 0) return notValid('reasons', 'Open as usual has no reason.')
          const listed = await serviceAt(service)
          if (!listed.ok) return listed
          const alternatives = await named(trx, word.value.alternatives, service)
          if (!alternatives.ok) return alternatives
          const handling = wordOf(actor.organisation)
          const { name, city, region } = listed.value
          const by = isOverseer(actor) ? 'authority' : 'provider'
          const what = { id: randomUUID(), by, state, since, said_at: at, alternatives: alternatives.value } as const
          await lockService(trx, service)
          const [last] = await standing(trx, [service])
          const [authority] = await newestBy(trx, 'authority', [service])
          const row: WordRow = {
            ...{ ...what, service, service_name: name, city, region, expected },
            ...{ reasons: [...new Set(reasons)], ...standingOf(what, last, authority), ...columnsOf(handling) },
          }
          await insertWord(trx, row)
          // What everybody reads from now on: where it does not stand, the authority’s, with this one beside it.
          const [said] = await shownWords(trx, await standing(trx, [service]), at)
          if (!said) throw new Error('What was said of a service does not stand, and nothing else does.')
          const { editors } = listed.value
          // Public: that the editors of the listing read it under the purpose that they carry widens nothing.
          const known = editors ? { ...handling, purposes: [...handling.purposes, editors.purpose] } : handling
          const link = `/directory/${service}`
          const notify = editors ? [{ to: [editors.key], message: 'service-status', link }] : []
          await told(trx, { id: row.id, kind: 'continuity', said: row, handling: known, notify })
          return ok(said)
        },
        askedWith(key, { say: input }),
      ),
    volumes: () => inside('volumes', volumes),
    count: (input, key) =>
      inside(
        'count',
        async (trx) => {
          const volume = parsed(newVolumeShape, input)
          if (!volume.ok) return volume
          const { service, month, contacts } = volume.value
          if (month >= monthBefore(now(), 0).slice(0, 7)) return notValid('month', 'A month that is over.')
          const listed = await serviceAt(service)
          if (!listed.ok) return listed
          const handling = volumeOf(actor.organisation)
          const row = { id: randomUUID(), service, service_name: listed.value.name, month: `${month}-01`, contacts }
          await insertVolume(trx, { ...row, entered_at: now(), ...columnsOf(handling) })
          const said = { service, serviceName: listed.value.name, month, contacts }
          await told(trx, { id: row.id, kind: 'continuity-volume', said, handling })
          return ok(said)
        },
        askedWith(key, { count: input }),
      ),
    compareWith: (input, key) =>
      inside(
        'compareWith',
        async (trx) => {
          const named = parsed(baselineShape, input)
          if (!named.ok) return named
          const handling = wordOf(actor.organisation)
          const row = { id: randomUUID(), year: named.value.year, named_at: now(), ...columnsOf(handling) }
          await insertBaseline(trx, row)
          await told(trx, { id: row.id, kind: 'continuity-baseline', said: named.value, handling })
          return ok(named.value)
        },
        askedWith(key, { compareWith: input }),
      ),
  }
}
