// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which a reader proposes a change of an incident, and its author accepts or declines it. */
import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { canonical } from '#basis/canonical.ts'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, handlingOf, keyOf, MARKINGS } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { arrivalOf, toldOf } from '#platform/peers/index.ts'
import { fileWords } from '#platform/search/index.ts'
import { may, OFFICER } from '../access.ts'
import { countriesTold, wordsAgreed } from '../agreed.ts'
import type { IncidentsDesk, IncidentsRefusal } from '../contract.ts'
import { isOpen, wordsIn } from '../incident.ts'
import { parsed } from '../parsed.ts'
import { type OwnUse, refusePersons } from '../persons.ts'
import { keysNaming } from '../requests.ts'
import { newIncidentShape } from '../shapes.ts'
import { type IncidentRow, type IncidentTables, rewriteIncident } from '../store.ts'
import { contentOf, incidentOf } from '../view.ts'
import {
  applied,
  type Change,
  type IncidentProposal,
  isSame,
  newProposalShape,
  partOf,
  reads,
  settleProposalShape,
  settlesOf,
  wasIn,
} from './proposals.ts'
import {
  countOpen,
  holdOpen,
  insertProposal,
  type ProposalRow,
  proposalById,
  proposalsOf,
  settle,
} from './proposals-store.ts'

type Trx = Transaction<IncidentTables>
type Done<T> = Promise<Outcome<T, IncidentsRefusal>>
type Verb = 'propose' | 'proposals' | 'settleProposal'

interface ProposingPlan {
  actor: Actor
  prefixes: ReadonlyMap<string, string>
  ownUse: OwnUse
  now(): Date
  find(trx: Trx, id: string): Promise<IncidentRow | undefined>
  inside<T>(verb: Verb, work: (trx: Trx) => Done<T>, asked?: { key: string; what: unknown }): Done<T>
}

const absent = () => refuse('not-found', 'There is nothing here.')
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** That one organisation may leave unanswered about one incident. */
const MOST_OPEN = 20

const contentOfProposal = ({ incident, change, was, reason, status, answer }: ProposalRow) =>
  canonical([incident, change, was, reason, status, answer])

/** Tells one of the two. As strict as the incident and the part: that there is a proposal tells of what it is about. */
const announceTo = (trx: Trx, row: IncidentRow, proposal: Pick<ProposalRow, 'id' | 'part'>, said: Said) => {
  const { marking, fields, purposes } = handlingOf(row)
  const [all, part] = [marking, fields[proposal.part as 'parties'] ?? 'clear'].map((each) => MARKINGS.indexOf(each))
  const handled = { marking: MARKINGS[Math.max(all ?? 0, part ?? 0)] ?? 'red', purposes }
  const { kind, message, to } = said
  const notify = to.length > 0 ? [{ to, message, link: `/incidents/${row.id}` }] : []
  const audience = [...new Set([keyOf.organisation(row.originator), ...to])]
  return announce(trx, { kind, record: proposal.id, audience, ...handled, notify })
}
interface Said {
  kind: string
  message: string
  to: string[]
}

export const proposing = ({ actor, prefixes, ownUse, now, find, inside }: ProposingPlan): Pick<IncidentsDesk, Verb> => {
  const standsFor = { organisation: actor.organisation, isOfficer: may(actor, 'act') }
  const shown = (row: ProposalRow, incident: IncidentRow): IncidentProposal => {
    const { id, organisation: from, change, was, reason, status, answer } = row
    return {
      ...{ id, incident: incident.id, from, change, was, reason, status, made: row.made_at.toISOString(), answer },
      settled: row.settled_at?.toISOString() ?? null,
      may: settlesOf({ status, from }, incident, standsFor),
    }
  }

  /** Changes what others read already: its keys, words, countries and objects with it, and everybody who reads it is told. */
  const change = async (trx: Trx, row: IncidentRow, change: Change): Done<true> => {
    // What other nodes were told would stay as it was, and nobody there would know.
    if ((await toldOf(trx, row.id)).length > 0)
      return refuse('not-now', 'It was told to other nodes, which learn of no change: recall it and report it again.')
    const wanted = applied(row.content, change)
    if (!wanted.ok) return wanted
    const given = parsed(newIncidentShape, wanted.value)
    if (!given.ok) return given
    const named = refusePersons(given.value, ownUse)
    if (!named.ok) return named
    const countries = countriesTold(given.value, handlingOf(row), prefixes)
    const changed = await rewriteIncident(trx, row, given.value, countries, now())
    if (!changed) return refuse('changed', 'It was changed since it was read.', 'version')
    const handling = handlingOf(changed)
    const text = wordsIn(wordsAgreed(changed.content, handling))
    await fileWords(trx, { kind: 'incident', record: row.id, at: changed.reported_at, handling, text })
    await appendLine(trx, actor, { verb: 'change', kind: 'incident', ids: [row.id], content: contentOf(changed) })
    const { audience, marking, purposes } = handling
    await announce(trx, { kind: 'incident.changed', record: row.id, audience, marking, purposes })
    return ok(true)
  }

  return {
    propose: (id, input, key) =>
      inside(
        'propose',
        async (trx) => {
          const row = await find(trx, id)
          if (!row || row.status === 'recalled') return absent()
          const given = parsed(newProposalShape, input)
          if (!given.ok) return given
          const { change: wanted, reason } = given.value
          if (!isOpen(row.status) || row.originator === actor.organisation)
            return refuse('not-now', 'Who was told of an incident proposes, while it is open.')
          // Only what this person reads is looked at: an answer that depends on the rest would tell of it.
          const incident = incidentOf(row, actor)
          const was = wasIn(incident, wanted)
          if (was === undefined) return absent()
          if (await arrivalOf(trx, id))
            return refuse('not-now', 'Its author is at another node, and cannot be asked for a change from here.')
          const after = applied(incident, wanted)
          if (!after.ok) return after
          const { parties = [], identifiers = [] } = after.value
          if (identifiers.length > 50) return refuse('not-valid', 'An incident has 50 of them at most.', 'change.to')
          const named = refusePersons({ ...after.value, parties }, ownUse)
          if (!named.ok) return refuse('not-valid', named.refusal.detail, 'change.to')
          if ((await countOpen(trx, id, actor.organisation)) >= MOST_OPEN)
            return refuse('not-now', `${MOST_OPEN} proposals of this organisation wait for an answer.`)
          const { organisation, account } = actor
          const made = {
            ...{ id: randomUUID(), incident: id, part: partOf(wanted), change: wanted, was, reason },
            ...{ organisation, account, made_at: now() },
          }
          await insertProposal(trx, made)
          const proposal: ProposalRow = { ...made, status: 'open', answer: null, settled_at: null }
          const content = contentOfProposal(proposal)
          await appendLine(trx, actor, { verb: 'propose', kind: 'incident-proposal', ids: [made.id], content })
          const to = [keyOf.role(row.originator, OFFICER)]
          await announceTo(trx, row, proposal, {
            ...{ kind: 'incident-proposal.made', message: 'incident-change-proposed', to },
          })
          return ok(shown(proposal, row))
        },
        key === undefined ? undefined : { key, what: { propose: input, id } },
      ),
    proposals: (id) =>
      inside('proposals', async (trx) => {
        const row = await find(trx, id)
        if (!row) return absent()
        const incident = incidentOf(row, actor)
        const rows = (await proposalsOf(trx, id)).filter(({ part }) => reads(incident, part))
        const ids = rows.map((each) => each.id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'incident-proposal', ids })
        return ok(rows.map((each) => shown(each, row)))
      }),
    settleProposal: (id, input, key) =>
      inside(
        'settleProposal',
        async (trx) => {
          const proposal = ID.test(id) ? await proposalById(trx, id) : undefined
          const row = proposal && (await find(trx, proposal.incident))
          if (!proposal || !row || !reads(incidentOf(row, actor), proposal.part)) return absent()
          const isAuthor = row.originator === actor.organisation
          if (isAuthor && !standsFor.isOfficer) return absent()
          const given = parsed(settleProposalShape, input)
          if (!given.ok) return given
          const command = given.value
          if (!shown(proposal, row).may.includes(command.do))
            return refuse('not-now', 'That cannot be done with this proposal now, or not by this organisation.')
          // A refusal keeps what was written before it: nothing is, until it is sure that nobody settles it meanwhile.
          if (!(await holdOpen(trx, id))) return refuse('changed', 'It was settled meanwhile.')
          if (command.do === 'accept') {
            if (row.version !== command.version || !isSame(wasIn(row.content, proposal.change), proposal.was))
              return refuse('changed', 'It was changed since it was read.', 'version')
            const changed = await change(trx, row, proposal.change)
            if (!changed.ok) return changed
          }
          const status = ({ accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' } as const)[command.do]
          const answer = command.do === 'decline' ? command.reason : null
          const settled = await settle(trx, id, { status, answer, settled_at: now() })
          if (!settled) throw new Error('A proposal was settled by somebody else while it was held.')
          const content = contentOfProposal(settled)
          await appendLine(trx, actor, { verb: command.do, kind: 'incident-proposal', ids: [id], content })
          // Whoever is not named by the incident itself finds the answer on its page, as long as they see that.
          const named = keysNaming(row.audience, proposal.organisation)
          const to = command.do === 'withdraw' ? [] : named
          await announceTo(trx, row, settled, {
            ...{ kind: `incident-proposal.${status}`, message: `incident-change-${status}`, to },
          })
          return ok(shown(settled, row))
        },
        key === undefined ? undefined : { key, what: { settleProposal: input, id } },
      ),
  }
}
