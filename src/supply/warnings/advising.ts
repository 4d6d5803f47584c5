// SPDX-License-Identifier: Apache-2.0
/** Advisories as their officers write and decide them, and as their readers read them and say so. */
import { randomUUID } from 'node:crypto'
import { ok, refuse } from '#basis/outcome.ts'
import { columnsOf, type Handling, keyOf, whoSees } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { forgetAnswers, readCursor, writeCursor } from '#platform/http/index.ts'
import { appendLine, eraseRecord } from '#platform/ledger/index.ts'
import { viewersAway } from '#platform/peers/index.ts'
import { acknowledgeAway, mayBecomeOurs, namedAway, selfOf, tellAway } from './abroad.ts'
import { keptBy, may, OFFICER, publishedFor, receiptFor } from './access.ts'
import { actsOf, decide } from './advisory.ts'
import {
  type AdvisoryViewer,
  advisoriesQueryShape,
  advisoryCommandShape,
  newAdvisoryShape,
  READERS,
  type Reader,
  type WarningsDesk,
} from './contract.ts'
import { absent, changedMeanwhile, type Inside, isId, parsed, type Trx, type WarningsPlan } from './inside.ts'
import { publishedOf } from './published.ts'
import { end, publish } from './publishing.ts'
import {
  type AdvisoryRow,
  adoptedFrom,
  advisoryById,
  changeAdvisory,
  discardAdvisory,
  draftsOf,
  insertAdvisory,
  insertReceipt,
  listVersions,
  receiptsOf,
  versionsOf,
  watchedById,
} from './store.ts'
import { advisoryContent, advisoryOf } from './view.ts'
import { withdrawnBelow } from './withdrawing.ts'

type Advising = Pick<
  WarningsDesk,
  | 'prepare'
  | 'revise'
  | 'discard'
  | 'preview'
  | 'drafts'
  | 'decide'
  | 'advisories'
  | 'advisory'
  | 'acknowledge'
  | 'receipts'
>

const told = ({ audience, marking, purposes }: Handling) => ({ audience, marking, purposes })

export const advising = (plan: WarningsPlan, inside: Inside): Advising => {
  const { actor, seats, peers, onPublished, now = () => new Date() } = plan
  const own = async (trx: Trx, id: string) => {
    const row = isId(id) ? await advisoryById(trx, id) : undefined
    return row?.originator === actor.organisation ? row : undefined
  }
  const standing = ({ status, proposed_by, expires_at }: AdvisoryRow) => ({
    ...{ status, proposedBy: proposed_by, expires: expires_at },
  })
  const shown = (row: AdvisoryRow) => advisoryOf(row, actor.account, now())
  /** The ledger line and the event of what was done with it; its officers alone hear of a draft. */
  const noted = async (trx: Trx, verb: string, row: AdvisoryRow) => {
    await appendLine(trx, actor, { verb, kind: 'advisory', ids: [row.id], content: advisoryContent(row) })
    const link = `/warnings/advisories/${row.id}`
    const officers = [keyOf.role(actor.organisation, OFFICER)]
    const notify = row.status === 'proposed' ? [{ to: officers, message: 'advisory-proposed', link }] : []
    const kind = `warning.advisory-${row.status === 'published' || row.status === 'withdrawn' ? 'decided' : row.status}`
    await announce(trx, { kind, record: row.id, ...told(keptBy(actor.organisation)), notify })
  }

  return {
    prepare: (watched, input, key) =>
      inside(
        'prepare',
        async (trx) => {
          const about = isId(watched) ? await watchedById(trx, watched) : undefined
          if (about?.originator !== actor.organisation) return absent()
          const given = parsed(newAdvisoryShape, input)
          if (!given.ok) return given
          const away = await namedAway(trx, given.value)
          if (!away.ok) return away
          const { id, name } = about.identity
          const at = now()
          const row: AdvisoryRow = {
            ...{ id: randomUUID(), watched, status: 'draft', prepared_at: at, proposed_by: null, published_at: null },
            content: { ...given.value, substance: { ...(id && { id }), name } },
            ...{ expires_at: new Date(given.value.expires), ended_at: null, reason: null, version: 1 },
            ...{ adopted_from: null },
            ...columnsOf(keptBy(actor.organisation)),
          }
          await insertAdvisory(trx, row)
          await noted(trx, 'prepare', row)
          return ok(shown(row))
        },
        { key, what: { prepare: input, watched } },
      ),
    revise: (id, input, version, key) =>
      inside(
        'revise',
        async (trx) => {
          const row = await own(trx, id)
          if (!row) return absent()
          const given = parsed(newAdvisoryShape, input)
          if (!given.ok) return given
          const away = await namedAway(trx, given.value)
          if (!away.ok) return away
          if (row.version !== version) return changedMeanwhile()
          if (!actsOf(standing(row), actor.account, now()).includes('revise'))
            return refuse('not-now', 'Only a draft is changed: another officer agrees to what was read.')
          const content = { ...given.value, substance: row.content.substance }
          const changes = { content, expires_at: new Date(given.value.expires) }
          const changed = await changeAdvisory(trx, { id, version }, changes)
          if (!changed) return changedMeanwhile()
          await noted(trx, 'revise', changed)
          return ok(shown(changed))
        },
        { key, what: { revise: input, id, version } },
      ),
    discard: (id, version) =>
      inside('discard', async (trx) => {
        const row = await own(trx, id)
        if (!row) return absent()
        if (row.version !== version) return changedMeanwhile()
        if (!actsOf(standing(row), actor.account, now()).includes('discard'))
          return refuse('not-now', `An advisory that is ${row.status} is not discarded.`)
        if (!(await discardAdvisory(trx, { id, version }))) return changedMeanwhile()
        await announce(trx, { kind: 'warning.advisory-discarded', record: id, ...told(keptBy(actor.organisation)) })
        await forgetAnswers(trx, id)
        await eraseRecord(trx, 'advisory', id)
        await appendLine(trx, actor, { verb: 'discard', kind: 'advisory', ids: [id] })
        return ok(id)
      }),
    preview: async (input) => {
      if (!may(actor, 'preview')) return absent()
      const given = parsed(newAdvisoryShape, input)
      if (!given.ok) return given
      const { readers, versions } = given.value
      const named = await inside('preview', (trx) => namedAway(trx, given.value))
      if (!named.ok) return named
      const handling = publishedFor(actor.organisation, readers, named.value)
      const all = await seats([])
      const readersOf = (reader: Reader): AdvisoryViewer[] => {
        const away = viewersAway(named.value, handling[reader].audience, []).map(
          ({ organisation, node }): AdvisoryViewer => ({ reader, organisation, node, whom: 'organisation' }),
        )
        if (reader === 'public') return [{ reader, whom: 'everybody' }, ...away]
        const seen = whoSees({ reader }, handling[reader], all)
        const near = seen.map(({ organisation }): AdvisoryViewer => ({ reader, organisation, whom: 'organisation' }))
        const health: AdvisoryViewer[] = reader === 'professional' && readers.health ? [{ reader, whom: 'health' }] : []
        return [...near, ...health, ...away]
      }
      return ok(READERS.filter((reader) => versions[reader]).flatMap(readersOf))
    },
    drafts: () =>
      inside('drafts', async (trx) => {
        const rows = await draftsOf(trx, actor.organisation)
        const ids = rows.map(({ id }) => id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'advisory', ids })
        return ok(rows.map(shown))
      }),
    decide: async (id, input, version, key) => {
      const self = await selfOf(plan)
      return inside(
        'decide',
        async (trx) => {
          const row = await own(trx, id)
          if (!row) return absent()
          const given = parsed(advisoryCommandShape, input)
          if (!given.ok) return given
          if (row.version !== version) return changedMeanwhile()
          const decided = decide(standing(row), given.value, actor.account, now())
          if (!decided.ok) return refuse(decided.refusal.code as 'not-now' | 'second-person', decided.refusal.detail)
          const changed = await changeAdvisory(trx, { id, version }, decided.value)
          if (!changed) return changedMeanwhile()
          await noted(trx, given.value.do, changed)
          if (given.value.do === 'agree') {
            const away = await namedAway(trx, changed.content)
            if (!away.ok) return away
            await publish(trx, changed, self?.name ?? '', away.value, onPublished)
            await tellAway(trx, plan, changed, away.value, self)
          }
          if (given.value.do === 'withdraw') await end(trx, changed, peers)
          return ok(shown(changed))
        },
        { key, what: { decide: input, id, version } },
      )
    },
    advisories: (query = {}) =>
      inside('advisories', async (trx) => {
        const given = parsed(advisoriesQueryShape, query)
        if (!given.ok) return given
        const { limit, cursor } = given.value
        const before = cursor === undefined ? undefined : readCursor(cursor)
        if (before && !before.ok) return refuse('not-valid', before.refusal.detail, 'cursor')
        const rows = await listVersions(trx, limit, before?.value)
        const page = rows.slice(0, limit)
        const last = page.at(-1)
        const ids = page.map(({ advisory }) => advisory)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'advisory', ids })
        const next = rows.length > limit && last ? writeCursor([last.published_at.toISOString(), last.advisory]) : null
        return ok({ items: page.map((row) => publishedOf(row, now())), next })
      }),
    advisory: (id) =>
      inside('advisory', async (trx) => {
        const row = may(actor, 'decide') ? await own(trx, id) : undefined
        const rows = isId(id) ? await versionsOf(trx, id) : []
        if (!row && rows.length === 0) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'advisory', ids: [id] })
        const versions = READERS.flatMap((reader) => rows.filter((each) => each.reader === reader))
        const receipts = await receiptsOf(trx, id)
        const isTheirs = rows[0]?.head.node !== undefined && may(actor, 'adopt')
        const adopted = isTheirs ? await adoptedFrom(trx, actor.organisation, id) : undefined
        const mayAdopt = isTheirs && !adopted && mayBecomeOurs(rows, now())
        return ok({
          own: row ? shown(row) : null,
          withdrawnFinds: row ? await withdrawnBelow(trx, row) : [],
          versions: versions.map((each) => publishedOf(each, now())),
          acknowledged: receipts.some(({ account }) => account === actor.account),
          ...{ adopted: adopted?.id ?? null, mayAdopt },
        })
      }),
    acknowledge: async (id) => {
      const self = await selfOf(plan)
      return inside('acknowledge', async (trx) => {
        const [row] = isId(id) ? await versionsOf(trx, id) : []
        if (!row) return absent()
        const at = now()
        const before = await receiptsOf(trx, id)
        const receipt = { advisory: id, account: actor.account, at, ...columnsOf(receiptFor(actor, row.originator)) }
        if (await insertReceipt(trx, receipt)) {
          await appendLine(trx, actor, { verb: 'acknowledge', kind: 'advisory', ids: [id] })
          if (!before.some(({ originator }) => originator === actor.organisation))
            await acknowledgeAway(trx, peers, id, self)
        }
        const known = (await receiptsOf(trx, id)).find(({ account }) => account === actor.account)
        return ok({ at: (known?.at ?? at).toISOString() })
      })
    },
    receipts: (id) =>
      inside('receipts', async (trx) => {
        if (!(await own(trx, id))) return absent()
        const rows = await receiptsOf(trx, id)
        const organisations = [...new Set(rows.map(({ originator }) => originator))].map((organisation) => {
          const all = rows.filter(({ originator }) => originator === organisation)
          return { organisation, people: all.length, first: all[0]?.at.toISOString() ?? '' }
        })
        return ok({ people: rows.length, organisations })
      }),
  }
}
