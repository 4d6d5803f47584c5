// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which two reports of one event are told to be one: by their author, or by both authors. */
import type { Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, keyOf } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { arrivalOf, type Named, type RoomPeers } from '#platform/peers/index.ts'
import { may, OFFICER } from '../access.ts'
import { isAgreed } from '../agreed.ts'
import type { IncidentsDesk, IncidentsRefusal } from '../contract.ts'
import { incidentsById } from '../links/links-store.ts'
import { parsed } from '../parsed.ts'
import { keysNaming } from '../requests.ts'
import type { IncidentRow, IncidentTables } from '../store.ts'
import { incidentOf } from '../view.ts'
import { tellStep } from './between-nodes-merges.ts'
import { type Merge, mergeShape, mergesOf, stateOf, stepFor } from './merge.ts'
import { addStep, forBoth, inPairs, type PairOfSteps, stepOf, stepsOf } from './merge-store.ts'

type Trx = Transaction<IncidentTables>
type Done<T> = Promise<Outcome<T, IncidentsRefusal>>

interface MergingPlan {
  actor: Actor
  peers: RoomPeers<IncidentTables> | undefined
  now(): Date
  /** The organisation that sits here. */
  self(): Promise<Named | undefined>
  find(trx: Trx, id: string): Promise<IncidentRow | undefined>
  inside<T>(verb: 'merge' | 'merges', work: (trx: Trx) => Done<T>, asked?: { key: string; what: unknown }): Done<T>
}

const absent = () => refuse('not-found', 'There is nothing here.')

/** Whether an organisation may see an incident, by a key of its own or of an agreement: a proposal tells it of one. */
const mayReach = ({ audience }: IncidentRow, organisation: string) =>
  keysNaming(audience, organisation).length > 0 || audience.some(isAgreed)

export const merging = ({
  actor,
  peers,
  now,
  self,
  find,
  inside,
}: MergingPlan): Pick<IncidentsDesk, 'merge' | 'merges'> => {
  const shown = (rows: ReadonlyMap<string, IncidentRow>, { duplicate, kept, steps: given }: PairOfSteps): Merge[] => {
    const [one, other] = [rows.get(duplicate), rows.get(kept)]
    const steps = given.map(stepOf)
    const state = stateOf(steps)
    if (!one || !other || !state) return []
    const named = (row: IncidentRow) => ({ id: row.id, title: incidentOf(row, actor).title, from: row.originator })
    const pair = { authors: [one.originator, other.originator], statuses: [one.status, other.status], steps } as const
    const acts = may(actor, 'merge') ? mergesOf(pair, actor.organisation) : []
    return [{ duplicate: named(one), kept: named(other), state, steps, may: acts }]
  }

  return {
    merges: (id) =>
      inside('merges', async (trx) => {
        if (!(await find(trx, id))) return absent()
        const pairs = inPairs(await stepsOf(trx, [id]))
        const ids = [...new Set(pairs.flatMap(({ duplicate, kept }) => [duplicate, kept]))]
        const rows = new Map((await incidentsById(trx, ids)).map((row) => [row.id, row]))
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'merges', kind: 'incident', ids })
        return ok(pairs.flatMap((pair) => shown(rows, pair)))
      }),
    merge: (input, key) =>
      inside(
        'merge',
        async (trx) => {
          const given = parsed(mergeShape, input)
          if (!given.ok) return given
          const { duplicate, kept, reason, do: command } = given.value
          const [one, other] = [await find(trx, duplicate), await find(trx, kept)]
          if (!one || !other || duplicate === kept) return absent()
          if (![one, other].some(({ originator }) => originator === actor.organisation)) return absent()
          const all = inPairs(await stepsOf(trx, [duplicate, kept]))
          const steps = all.find((pair) => pair.duplicate === duplicate && pair.kept === kept)?.steps ?? []
          // What is proposed already may be agreed to at any moment.
          const elsewhere = all.filter(
            (pair) =>
              pair.steps !== steps &&
              (stateOf(pair.steps) === 'merged' ||
                (stateOf(pair.steps) === 'proposed' && pair.steps.at(-1)?.organisation === actor.organisation)),
          )
          if (
            command === 'merge' &&
            elsewhere.some((pair) => pair.duplicate === kept || pair.kept === duplicate || pair.duplicate === duplicate)
          )
            return refuse(
              'not-now',
              'One of them is merged with another one, or you proposed that: undo it, or merge into the one that is kept.',
            )
          const [mine, theirs] = one.originator === actor.organisation ? [one, other] : [other, one]
          const isAway = (await arrivalOf(trx, theirs.id)) !== undefined
          const pair = {
            authors: [one.originator, other.originator],
            statuses: [one.status, other.status],
            steps: steps.map(stepOf),
          } as const
          const step = stepFor(pair, command, actor.organisation)
          if (!step.ok) return step as Outcome<never, IncidentsRefusal>
          if (step.value === 'propose' && !isAway && !mayReach(mine, theirs.originator))
            return refuse('not-now', 'The author of the other was not told of yours, and could not agree.')
          const at = now()
          const { account, organisation } = actor
          const line = { duplicate, kept, turn: steps.length + 1, step: step.value, organisation, account, reason, at }
          if (!(await addStep(trx, line))) return refuse('changed', 'It was changed since it was read.')
          if (isAway) {
            const told = { duplicate: one, kept: other, step: step.value, reason }
            const sent = await tellStep(trx, peers, await self(), told)
            if (!sent.ok) return sent as Outcome<never, IncidentsRefusal>
          }
          const verb = step.value === 'merge' ? 'merge' : `${step.value}-merge`
          await appendLine(trx, actor, { verb, kind: 'incident', ids: [duplicate, kept] })
          const notify =
            step.value === 'propose' && !isAway
              ? [
                  {
                    to: [keyOf.role(theirs.originator, OFFICER)],
                    message: 'incident-merge',
                    link: `/incidents/${duplicate}`,
                  },
                ]
              : []
          const handled = forBoth(one, other, step.value)
          await announce(trx, { kind: `incident.merge-${step.value}`, record: duplicate, ...handled, notify })
          const rows = new Map([one, other].map((row) => [row.id, row]))
          const [merge] = shown(rows, { duplicate, kept, steps: [...steps, line] })
          return merge ? ok(merge) : absent()
        },
        key === undefined ? undefined : { key, what: { merge: input } },
      ),
  }
}
