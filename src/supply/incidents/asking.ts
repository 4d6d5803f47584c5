// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which authorities ask each other about an incident, here and at other nodes. */
import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, handlingOf } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import {
  arrivalOf,
  isActive,
  keyOfPartner,
  type Named,
  type PartnerRow,
  partners,
  type RoomPeers,
  tellPartners,
  toldOf,
} from '#platform/peers/index.ts'
import { ANSWERED, type AnswerTold, ASKED, type Asked } from './between-nodes-requests.ts'
import type { IncidentsDesk, IncidentsRefusal } from './contract.ts'
import { isOpen } from './incident.ts'
import { parsed } from './parsed.ts'
import { isDue, keysNaming, newRequestShape, settle, settleShape } from './requests.ts'
import {
  changeRequest,
  contentOfRequest,
  insertRequest,
  requestById,
  requestOf,
  requestsOf,
  rowOfRequest,
  standingOfRequest,
} from './requests-store.ts'
import type { IncidentRow, IncidentTables, RequestRow } from './store.ts'

type Trx = Transaction<IncidentTables>
type Verb = 'ask' | 'settle' | 'requests'
type Done<T> = Promise<Outcome<T, IncidentsRefusal>>

interface AskingPlan {
  actor: Actor
  peers: RoomPeers<IncidentTables> | undefined
  now(): Date
  /** The organisation that sits here. */
  self(): Promise<Named | undefined>
  find(trx: Trx, id: string): Promise<IncidentRow | undefined>
  inside<T>(verb: Verb, work: (trx: Trx) => Done<T>, asked?: { key: string; what: unknown }): Done<T>
}

const absent = () => refuse('not-found', 'There is nothing here.')
const away = () => refuse('not-now', 'The node of this organisation is not reached now.')

/** The message by which both nodes know an incident, and which of them sent it. */
const incidentThere = async (trx: Trx, row: IncidentRow, node: string): Promise<Asked['incident'] | undefined> => {
  const arrival = await arrivalOf(trx, row.id)
  if (arrival) return arrival.node === node ? { message: arrival.message, by: 'receiver' } : undefined
  const told = (await toldOf(trx, row.id)).find((each) => each.node === node)
  return told && { message: told.message, by: 'sender' }
}

/** Keys of an incident's audience that name this organisation, of this node or another. */
const naming = (row: IncidentRow, organisation: string, partner: PartnerRow | undefined): string[] => [
  ...keysNaming(row.audience, organisation),
  ...(partner && row.audience.includes(keyOfPartner(partner)) ? [keyOfPartner(partner)] : []),
]

export const asking = (plan: AskingPlan): Pick<IncidentsDesk, 'ask' | 'settle' | 'requests'> => {
  const { actor, peers, now, self, find, inside } = plan
  const partnerOfId = async (trx: Trx, id: string) => (await partners(trx)).find((each) => each.id === id)
  /** Tells those who are here, and the ledger. */
  const record = async (trx: Trx, row: RequestRow, verb: string, to: string, message: string) => {
    await appendLine(trx, actor, { verb, kind: 'incident-request', ids: [row.id], content: contentOfRequest(row) })
    const { audience, marking, purposes } = handlingOf(row)
    const notify = [{ to: keysNaming(audience, to), message, link: `/incidents/${row.incident}` }]
    const handled = { audience, marking, purposes }
    await announce(trx, { kind: `incident-request.${row.status}`, record: row.id, ...handled, notify })
  }
  return {
    ask: (id, input, key) =>
      inside(
        'ask',
        async (trx) => {
          const row = await find(trx, id)
          if (!row) return absent()
          const given = parsed(newRequestShape, input)
          if (!given.ok) return given
          const { to, due, kind, question } = given.value
          if (!isOpen(row.status)) return refuse('not-now', `An incident that is ${row.status} is not asked about.`)
          if (!isDue(due, now())) return refuse('not-valid', 'A day from today on, within a year.', 'due')
          const partner = await partnerOfId(trx, to)
          const asked = naming(row, to, partner)
          // Who was told asks who told: whom else the author told is not theirs to try out.
          const isOwn = row.originator === actor.organisation
          if (to === actor.organisation || asked.length === 0 || !(isOwn || to === row.originator))
            return refuse('not-valid', 'It can be asked of who reported the incident, or by them of a receiver.', 'to')
          const own = naming(row, actor.organisation, undefined)
          const handling = {
            ...handlingOf(row),
            ...{ originator: actor.organisation, audience: [...new Set([...own, ...asked])], fields: {} },
            originatorControlled: true,
          }
          const request = rowOfRequest({ id: randomUUID(), incident: row.id, at: now() }, given.value, handling)
          if (partner) {
            const from = await self()
            const incident = await incidentThere(trx, row, partner.node)
            if (!peers || !from || !incident || !(await isActive(trx, partner.node))) return away()
            const what = { record: request.id, originator: actor.organisation, kind: ASKED }
            const payload: Asked = { from, to: partner.organisation, incident, kind, question, due }
            await tellPartners(trx, peers, what, [partner], () => payload)
          }
          await insertRequest(trx, request)
          await record(trx, request, 'ask', to, 'incident-asked')
          return ok(requestOf(request, actor, now()))
        },
        key === undefined ? undefined : { key, what: { ask: input, id } },
      ),
    settle: (id, input, version, key) =>
      inside(
        'settle',
        async (trx) => {
          const request = /^[0-9a-f-]{36}$/.test(id) ? await requestById(trx, id) : undefined
          const row = request?.asked === actor.organisation ? await find(trx, request.incident) : undefined
          if (!request || !row) return absent()
          const given = parsed(settleShape, input)
          if (!given.ok) return given
          if (row.status === 'recalled') return refuse('not-now', 'The incident was recalled.')
          if (request.version !== version) return refuse('changed', 'It was changed since it was read.', 'version')
          const settled = settle(standingOfRequest(request), given.value, now())
          if (!settled.ok) return settled as Outcome<never, IncidentsRefusal>
          const arrival = await arrivalOf(trx, id)
          if (arrival && !(peers && (await isActive(trx, arrival.node)))) return away()
          const changed = await changeRequest(trx, { id, version }, settled.value)
          if (!changed) return refuse('changed', 'It was changed since it was read.', 'version')
          const asker = arrival && (await partnerOfId(trx, arrival.originator))
          if (peers && arrival && asker) {
            const payload: AnswerTold = { request: arrival.message, of: asker.organisation, did: given.value }
            const sent = await peers.send(trx, arrival.node, ANSWERED, payload)
            if (!sent.ok) throw new Error(`An answer could not be sent: ${sent.refusal.detail}`)
          }
          await record(trx, changed, given.value.do, changed.originator, 'incident-answered')
          return ok(requestOf(changed, actor, now()))
        },
        key === undefined ? undefined : { key, what: { settle: input, id, version } },
      ),
    requests: (id) =>
      inside('requests', async (trx) => {
        const row = await find(trx, id)
        if (!row) return absent()
        // Of an incident that was recalled its receivers keep nothing that was said about it either.
        const isGone = row.status === 'recalled' && row.originator !== actor.organisation
        const rows = isGone ? [] : await requestsOf(trx, id)
        const ids = rows.map((each) => each.id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'incident-request', ids })
        return ok(rows.map((each) => requestOf(each, actor, now())))
      }),
  }
}
