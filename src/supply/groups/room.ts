// SPDX-License-Identifier: Apache-2.0
/** What the parts of this desk have in common: one way to open a transaction, and the words of its refusals. */
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { Actor, Marking, Seat } from '#platform/access/index.ts'
import { sitOnce } from '#platform/http/index.ts'
import { may, OFFICER } from './access.ts'
import type { GroupsRefusal, Linkable, Linked } from './contract.ts'
import type { Taking } from './group.ts'
import type { GroupRow, GroupTables, MemberRow, Trx } from './store.ts'

/** An agreement of this actor's organisation that lets its partner take part, and up to which marking. */
export interface OpenAgreement {
  id: string
  title: string
  partner: string
  most: Marking
}

/** What an actor sees of the records that a finding may be about, each by its own desk; never asked inside a transaction. */
export interface Links {
  incident(id: string): Promise<(Linked & { marking: Marking }) | undefined>
  watched(id: string): Promise<(Linked & { marking: Marking }) | undefined>
  all(): Promise<Linkable>
}

export interface GroupsPlan {
  db: Kysely<GroupTables>
  actor: Actor
  /** Everybody who could be given a record: who may be asked to take part. */
  seats(audience: readonly string[]): Promise<Seat[]>
  /** Agreements in force of this actor's organisation that open groups; none where absent. */
  agreements?(): Promise<readonly OpenAgreement[]>
  links?: Links
  /** Of this node, for ids of meetings that other programs keep. */
  host?: string
  now?(): Date
}

type Verb = Parameters<typeof may>[1]

/** Said of what does not exist and of what this actor may not touch. */
export const absent = () => refuse('not-found', 'There is nothing here.')
export const changed = () => refuse('changed', 'It was changed since it was read.', 'version')
export const notNow = (detail: string) => refuse('not-now', detail)

export const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10)

/** What was sent in this shape; refused with the first thing that is wrong, and where. */
export const parsed = <S extends z.ZodType>(shape: S, input: unknown): Outcome<z.output<S>, GroupsRefusal> => {
  const result = shape.safeParse(input)
  if (result.success) return ok(result.data)
  const [issue] = result.error.issues
  return refuse('not-valid', issue?.message ?? 'Not valid.', issue?.path.join('.') || 'input')
}

/** A refusal of the verb is the same answer as nothing there. */
export const openRoom = (plan: GroupsPlan) => {
  const { db, actor, now = () => new Date() } = plan
  return {
    ...{ actor, now, seats: plan.seats, links: plan.links, host: plan.host ?? 'localhost' },
    agreements: plan.agreements ?? (() => Promise.resolve([])),
    may: (verb: Verb) => may(actor, verb),
    today: () => dayOf(now()),
    inside: <T>(
      verb: Verb,
      work: (trx: Trx) => Promise<Outcome<T, GroupsRefusal>>,
      asked?: { key: string | undefined; what: unknown },
    ) => {
      const once = asked?.key === undefined ? undefined : { key: asked.key, what: asked.what }
      const answer = sitOnce(db, actor, once, (trx) => (may(actor, verb) ? work(trx) : Promise.resolve(absent())))
      return answer as Promise<Outcome<T, GroupsRefusal>>
    },
  }
}
export type Room = ReturnType<typeof openRoom>

/** As what this actor takes part in a group. */
export const takingOf = (
  { organisation, roles }: Actor,
  group: Pick<GroupRow, 'originator'>,
  members: readonly MemberRow[],
): Taking => {
  const isOfficer = roles.includes(OFFICER)
  const own = members.find((each) => each.organisation === organisation && each.left_at === null)
  return { isOfficer, isConvener: isOfficer && group.originator === organisation, part: own?.part }
}

/** Those who take part now. */
export const present = (members: readonly MemberRow[]): MemberRow[] => members.filter(({ left_at }) => left_at === null)
