// SPDX-License-Identifier: Apache-2.0
/** The desk of who answers complaints, and of the authority: parses, authorises, decides, stores, writes the ledger, announces. */
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, type Seat } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { readCursor, sitOnce, writeCursor } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { may, officersOf, PROVIDERS, PURPOSE, runnerHandling, type Verb, verbsOf } from './access.ts'
import { dayOf } from './clocks.ts'
import {
  type ComplaintCommand,
  type ComplaintsDesk,
  type ComplaintsRefusal,
  complaintCommandShape,
  complaintQueryShape,
  runnerShape,
} from './contract.ts'
import type { Listed } from './counter.ts'
import * as store from './store.ts'
import { actsOf, complaintOf, contentOf, figuresOf, runnerShown, summaryOf } from './view.ts'

export interface ComplaintsPlan {
  db: Kysely<store.ComplaintsTables>
  actor: Actor
  listing(id: string): Promise<Listed | undefined>
  /** Listed services by words of their name. */
  find(words: string): Promise<{ id: string; name: string }[]>
  /** Organisations and their kinds. */
  seats(audience: readonly string[]): Promise<Seat[]>
  now?(): Date
}

type Changed = Outcome<{ changes: Partial<store.ComplaintRow>; text?: string }, ComplaintsRefusal>
const absent = () => refuse('not-found', 'There is nothing here.')
const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
const askedWith = (key: string | undefined, what: unknown) => (key === undefined ? undefined : { key, what })

const parsed = <S extends z.ZodType>(shape: S, input: unknown): Outcome<z.output<S>, ComplaintsRefusal> => {
  const result = shape.safeParse(input)
  if (result.success) return ok(result.data)
  const [issue] = result.error.issues
  return refuse('not-valid', issue?.message ?? 'Not valid.', issue?.path.join('.') || 'input')
}

export const openComplaints = (plan: ComplaintsPlan): ComplaintsDesk => {
  const { db, actor, now = () => new Date() } = plan
  const today = () => dayOf(now())
  const inside = <T>(
    verb: Verb,
    work: (trx: store.Trx) => Promise<Outcome<T, ComplaintsRefusal>>,
    asked?: { key: string; what: unknown },
  ) =>
    sitOnce(db, actor, asked, (trx) => (may(actor, verb) ? work(trx) : Promise.resolve(absent()))) as Promise<
      Outcome<T, ComplaintsRefusal>
    >
  const opened = async (trx: store.Trx, row: store.ComplaintRow) =>
    complaintOf(row, await store.lettersOfComplaint(trx, row.id), actor, today())

  /** Whoever had a part in the first answer does not judge it. */
  const changesOf = (row: store.ComplaintRow, command: ComplaintCommand): Changed => {
    const handled_by = [...new Set([...row.handled_by, actor.account])]
    switch (command.do) {
      case 'acknowledge':
        return ok({ changes: { acknowledged_at: now(), handled_by } })
      case 'answer': {
        const first = { acknowledged_at: row.acknowledged_at ?? now(), answered_at: row.answered_at ?? now() }
        return ok({ changes: { ...first, handled_by }, text: command.text })
      }
      case 'decide':
        return row.handled_by.includes(actor.account)
          ? refuse('second-person', 'Who had a part in the first answer does not decide the appeal.')
          : ok({ changes: { decided_at: now(), outcome: command.outcome }, text: command.text })
    }
  }
  const organisations = async () =>
    [...new Map((await plan.seats([])).map(({ organisation }) => [organisation.id, organisation])).values()]
      .filter(({ kind }) => PROVIDERS.includes(kind))
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))

  return {
    may: verbsOf(actor),
    list: (query = {}) =>
      inside('list', async (trx) => {
        const given = parsed(complaintQueryShape, query)
        if (!given.ok) return given
        const { limit, cursor, ...filter } = given.value
        const before = cursor === undefined ? undefined : readCursor(cursor)
        if (before && !before.ok) return refuse('not-valid', before.refusal.detail, 'cursor')
        const rows = await store.listComplaints(trx, filter, { limit, before: before?.value, today: today() })
        const page = rows.slice(0, limit)
        const last = page.at(-1)
        const ids = page.map(({ id }) => id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'complaint', ids })
        const next = rows.length > limit && last ? writeCursor([last.received_at.toISOString(), last.id]) : null
        return ok({ items: page.map((row) => summaryOf(row, today())), next })
      }),
    count: (query = {}) =>
      inside('count', async (trx) => {
        const given = parsed(complaintQueryShape, query)
        return given.ok ? ok(await store.countComplaints(trx, given.value, today())) : given
      }),
    open: (id) =>
      inside('open', async (trx) => {
        const row = isId(id) ? await store.complaintById(trx, id) : undefined
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'complaint', ids: [id] })
        return ok(await opened(trx, row))
      }),
    act: (id, input, version, key) =>
      inside(
        'act',
        async (trx) => {
          const row = isId(id) ? await store.complaintById(trx, id) : undefined
          if (!row) return absent()
          const given = parsed(complaintCommandShape, input)
          if (!given.ok) return given
          if (row.version !== version) return refuse('changed', 'It was changed since it was read.', 'version')
          const command = given.value
          if (!actsOf(row, actor, today()).includes(command.do))
            return refuse('not-now', 'As it stands, this cannot be done.')
          const changed = changesOf(row, command)
          if (!changed.ok) return changed
          const { changes, text } = changed.value
          if (!(await store.changeComplaint(trx, row, changes)))
            return refuse('changed', 'It was changed since it was read.', 'version')
          const letters = await store.lettersOfComplaint(trx, id)
          const number = (letters.at(-1)?.number ?? 0) + 1
          const writer = command.do === 'decide' ? ('authority' as const) : ('first' as const)
          const letter = { complaint: id, number, writer, at: now(), account: actor.account }
          if (text !== undefined) await store.insertLetter(trx, { ...letter, text })
          const after = { ...row, ...changes, version: version + 1 }
          const written = await store.lettersOfComplaint(trx, id)
          const line = { verb: command.do, kind: 'complaint', ids: [id], content: contentOf(after, written) }
          await appendLine(trx, actor, line)
          const audience = row.appealed_at ? [officersOf(row.authority)] : row.audience.slice(0, 1)
          const handled = { audience, marking: 'amber', purposes: [PURPOSE] } as const
          await announce(trx, { kind: `complaint.${command.do}`, record: id, ...handled })
          return ok(await opened(trx, after))
        },
        askedWith(key, { act: input, id, version }),
      ),
    figures: () =>
      inside('figures', async (trx) => ok(figuresOf(await store.clocksOfAll(trx), actor.organisation, today()))),
    runners: () =>
      inside('runners', async (trx) => ok((await store.runnersBy(trx, actor.organisation)).map(runnerShown))),
    choices: (words) =>
      inside('choices', async () =>
        ok({ services: await plan.find(words.slice(0, 120)), organisations: await organisations() }),
      ),
    nameRunner: (input, key) =>
      inside(
        'nameRunner',
        async (trx) => {
          const given = parsed(runnerShape, input)
          if (!given.ok) return given
          const { service, provider } = given.value
          const listed = await plan.listing(service)
          if (listed?.keeper !== actor.organisation)
            return refuse('not-valid', 'This authority keeps no such listing.', 'service')
          if (!(await organisations()).some(({ id }) => id === provider))
            return refuse('not-valid', 'This organisation runs no services.', 'provider')
          const known = await store.runnerOf(trx, service)
          const said = { service_name: listed.name, provider, named_by: actor.account, named_at: now() }
          const version = (known?.version ?? 0) + 1
          // Of one that another authority kept before, only that one can change what it said.
          if (known && known.originator !== actor.organisation)
            return refuse('not-now', 'Another authority said who runs it.')
          if (known) await store.changeRunner(trx, service, { ...said, version })
          else {
            const handling = columnsOf(runnerHandling(actor.organisation))
            await store.insertRunner(trx, { id: service, ...said, version, ...handling })
          }
          const content = JSON.stringify([service, provider])
          await appendLine(trx, actor, { verb: 'name', kind: 'service-runner', ids: [service], content })
          const { audience, marking, purposes } = runnerHandling(actor.organisation)
          await announce(trx, { kind: 'service-runner.named', record: service, audience, marking, purposes })
          return ok({ service, name: listed.name, provider, version })
        },
        askedWith(key, { nameRunner: input }),
      ),
  }
}
