// SPDX-License-Identifier: Apache-2.0
/** Advisories and other nodes, at the desk: who is told, what the nodes said, and an advisory of one's own made from theirs. */
import { randomUUID } from 'node:crypto'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, handlingOf, keyOf } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import {
  arrivalOf,
  deliveriesOf,
  MOST_MESSAGE,
  type Named,
  nameable,
  type PartnerRow,
  partnerOf,
  partners,
  tellPartners,
  toldOf,
} from '#platform/peers/index.ts'
import { keptBy, namedIn, publishedFor } from './access.ts'
import { ACKNOWLEDGED, type Acknowledged, payloadFor, TOLD } from './between-nodes.ts'
import {
  type AdvisoryContent,
  adoptionShape,
  type Identity,
  type Novelty,
  type Texts,
  type WarningsDesk,
  type WarningsRefusal,
} from './contract.ts'
import { absent, type Inside, isId, parsed, type Trx, type WarningsPlan } from './inside.ts'
import { askRegistry } from './novelty.ts'
import { watchedContent } from './proposing.ts'
import { standingAt } from './published.ts'
import {
  type AdvisoryRow,
  adoptedFrom,
  advisoryById,
  insertAdvisory,
  insertStep,
  insertWatched,
  type VersionRow,
  versionsOf,
  watchedByKey,
} from './store.ts'
import { keyOfSubstance } from './substance.ts'
import { advisoryContent, advisoryOf } from './view.ts'

/** Bytes of an advisory that leaves; the rest of a message is who, for whom and how. */
const LONGEST_AWAY = MOST_MESSAGE - 32_768

/** Those who are named and are organisations of other nodes. Refuses a public reader that is none, and what is too long. */
export const namedAway = async (
  trx: Trx,
  content: AdvisoryContent,
): Promise<Outcome<readonly PartnerRow[], WarningsRefusal>> => {
  const ids = namedIn(content.readers)
  const away = ids.length === 0 ? [] : (await partners(trx)).filter(({ id }) => ids.includes(id))
  if (!content.readers.public.every((id) => away.some((each) => each.id === id)))
    return refuse('not-valid', 'One of these is no organisation of another node.', 'readers.public')
  if (away.length > 0 && Buffer.byteLength(JSON.stringify(content)) > LONGEST_AWAY)
    return refuse('not-valid', 'It is too long to be told to another node in one message.', 'readers.public')
  return ok(away)
}

/** Queues one message for each node of those that may be told now; the others are listed as not told. */
export const tellAway = async (
  trx: Trx,
  { peers, actor }: Pick<WarningsPlan, 'peers' | 'actor'>,
  row: AdvisoryRow,
  away: readonly PartnerRow[],
  from: Named | undefined,
): Promise<void> => {
  if (!peers || !from) return
  const named: PartnerRow[] = []
  for (const partner of away) named.push(...((await nameable(trx, [partner.id])) ?? []))
  const what = { record: row.id, originator: row.originator, kind: TOLD }
  const handling = publishedFor(row.originator, row.content.readers, away)
  const nodes = await tellPartners(trx, peers, what, named, (node, to) => payloadFor(row, handling, { from, node, to }))
  if (nodes > 0) await appendLine(trx, actor, { verb: 'tell', kind: 'advisory', ids: [row.id] })
}

/** Says to the node from which it came that somebody here read it: once for an organisation, and no person is named. */
export const acknowledgeAway = async (
  trx: Trx,
  peers: WarningsPlan['peers'],
  id: string,
  from: Named | undefined,
): Promise<void> => {
  const arrival = await arrivalOf(trx, id)
  const author = arrival && (await partners(trx)).find((each) => each.id === arrival.originator)
  if (!arrival || !author || !peers || !from) return
  const payload: Acknowledged = { from, message: arrival.message, of: author.organisation }
  const sent = await peers.send(trx, arrival.node, ACKNOWLEDGED, payload)
  if (!sent.ok && sent.refusal.code !== 'not-found')
    // a node that is suspended learns nothing, and holds up nobody
    throw new Error(`That an advisory was read could not be told: ${sent.refusal.detail}`)
}

/** The texts that may be passed on here: what is clear to everybody, what is green or clear to professionals. */
const passedOn = (rows: readonly VersionRow[]) => {
  const textsOf = (reader: VersionRow['reader'], ...marks: string[]): Texts | undefined => {
    const row = rows.find((each) => each.reader === reader)
    if (!row || !marks.includes(handlingOf(row).marking)) return undefined
    // Somebody there may have read them; nobody here has.
    return Object.fromEntries(
      Object.entries(row.texts).map(([language, text]) => [language, { ...text, reviewed: false }]),
    )
  }
  return { everybody: textsOf('public', 'clear'), professional: textsOf('professional', 'clear', 'green') }
}

/** Whether an authority may begin one of its own from it. */
export const mayBecomeOurs = (rows: readonly VersionRow[], at: Date): boolean =>
  rows[0] !== undefined && standingAt(rows[0], at) === 'published' && passedOn(rows).everybody !== undefined

/** Of this authority, about this substance: the one that it watches, or one that is proposed to it from now on. */
const watchedFor = async (trx: Trx, actor: Actor, known: { identity: Identity; novelty: Novelty }, at: Date) => {
  const key = keyOfSubstance(known.identity)
  const watched = await watchedByKey(trx, actor.organisation, key)
  if (watched) return watched.id
  const row = {
    ...{ id: randomUUID(), keys: [key], status: 'proposed' as const, ...known, assessment: null, recommendation: null },
    ...{ opened_at: at, changed_at: at, reason: null, version: 1, ...columnsOf(keptBy(actor.organisation)) },
  }
  await insertWatched(trx, row)
  const step = { watched: row.id, version: 1, did: 'adopt', status: row.status, at, account: actor.account, note: '' }
  await insertStep(trx, step)
  await appendLine(trx, actor, { verb: 'propose', kind: 'watched', ids: [row.id], content: watchedContent(row) })
  return row.id
}

type Abroad = Pick<WarningsDesk, 'partners' | 'deliveries' | 'adopt'>

export const abroad = (plan: WarningsPlan, inside: Inside): Abroad => {
  const { actor, peers, registry, now = () => new Date() } = plan
  return {
    partners: () => inside('partners', async (trx) => ok((await partners(trx)).map(partnerOf))),
    deliveries: async (id) => {
      const found = await inside('deliveries', async (trx) => {
        const row = isId(id) ? await advisoryById(trx, id) : undefined
        if (row?.originator !== actor.organisation) return absent()
        const all = await partners(trx)
        const told = await toldOf(trx, id)
        const ids = row.published_at === null ? [] : namedIn(row.content.readers)
        const untold = all.filter((each) => ids.includes(each.id) && !told.some(({ node }) => node === each.node))
        return ok({ told, all, untold: untold.map(partnerOf) })
      })
      if (!found.ok) return found
      const { told, all, untold } = found.value
      return ok({ deliveries: peers ? await deliveriesOf(peers, told, all) : [], untold })
    },
    adopt: async (id, input, key) => {
      // The registry is asked before the transaction begins: matching may take long.
      const read = await inside('adopt', async (trx) => ok(isId(id) ? (await versionsOf(trx, id))[0] : undefined))
      if (!read.ok) return read
      const name = read.value?.head.substance.name
      const known = name === undefined ? undefined : await askRegistry(registry, { name }, now())
      return inside(
        'adopt',
        async (trx) => {
          const rows = isId(id) ? await versionsOf(trx, id) : []
          const [first] = rows
          if (!first?.head.node || !known?.ok) return absent()
          const given = parsed(adoptionShape, input)
          if (!given.ok) return given
          const at = now()
          const { everybody, professional } = passedOn(rows)
          if (standingAt(first, at) !== 'published') return refuse('not-now', 'It does not hold any more.')
          if (!everybody) return refuse('not-now', 'Its author does not let it be made public.')
          if (await adoptedFrom(trx, actor.organisation, id)) return refuse('not-now', 'It was adopted before.')
          const { severity, urgency, certainty } = first.head
          const { identity } = known.value
          const row: AdvisoryRow = {
            ...{ id: randomUUID(), watched: await watchedFor(trx, actor, known.value, at), status: 'draft' },
            ...{ prepared_at: at, proposed_by: null, published_at: null, ended_at: null, reason: null, version: 1 },
            ...{ expires_at: first.expires_at, adopted_from: id },
            content: {
              ...{
                severity,
                urgency,
                certainty,
                regions: given.value.regions,
                expires: first.expires_at.toISOString(),
              },
              versions: { public: everybody, ...(professional && { professional }) },
              readers: { public: [], professional: [], restricted: [], health: false },
              substance: { ...(identity.id && { id: identity.id }), name: identity.name },
            },
            ...columnsOf(keptBy(actor.organisation)),
          }
          await insertAdvisory(trx, row)
          const line = { verb: 'prepare', kind: 'advisory', ids: [row.id], content: advisoryContent(row) }
          await appendLine(trx, actor, line)
          await appendLine(trx, actor, { verb: 'adopt', kind: 'advisory', ids: [id] })
          return ok(advisoryOf(row, actor.account, at))
        },
        { key, what: { adopt: input, id } },
      )
    },
  }
}

/** The organisation that sits here, by the name that it has among the seats. */
export const selfOf = async ({ seats, actor }: Pick<WarningsPlan, 'seats' | 'actor'>): Promise<Named | undefined> => {
  const found = (await seats([keyOf.organisation(actor.organisation)])).find(
    ({ organisation }) => organisation.id === actor.organisation,
  )?.organisation
  return found && { id: found.id, name: found.name, kind: found.kind }
}
