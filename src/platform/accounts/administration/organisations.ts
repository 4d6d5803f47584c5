// SPDX-License-Identifier: Apache-2.0
/** Organisations and their groups: for everybody to see, for the administrator of the node to make and to suspend. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { ok, refuse } from '#basis/outcome.ts'
import { type Actor, sit } from '../../access/index.ts'
import { CUSTODIAN } from '../access.ts'
import { type AdministrationDesk, groupShape, newOrganisationShape, type Totals } from '../contract.ts'
import { isId, type Shared } from '../ground.ts'
import { addInvitation, mailInvitation } from '../invitations.ts'
import { parse } from '../parse.ts'
import { organisationColumns } from '../profile.ts'

const PAGE = 50
/** What somebody typed, as plain letters of a pattern. */
const literally = (text: string) => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)

type Part = Pick<
  AdministrationDesk,
  | 'kinds'
  | 'roles'
  | 'organisations'
  | 'createOrganisation'
  | 'suspend'
  | 'resume'
  | 'totals'
  | 'groups'
  | 'createGroup'
  | 'endGroup'
>

export const organisationsPart = (shared: Shared, actor: Actor): Part => {
  const { db, kinds, roles, record } = shared
  const setStatus = (organisation: string, status: 'active' | 'suspended') =>
    sit(db, actor, async (trx) => {
      if (!isId(organisation)) return refuse('not-found', 'No such organisation.', 'organisation')
      const [row] = await trx.updateTable('organisation').set({ status }).where('id', '=', organisation).execute()
      if (row?.numUpdatedRows !== 1n) return refuse('not-found', 'No such organisation.', 'organisation')
      const verb = status === 'active' ? 'resume' : 'suspend'
      await record(trx, actor, { verb, kind: 'organisation', ids: [organisation] })
      return ok(null)
    })
  return {
    kinds: async () => ok([...kinds]),
    roles: async () => {
      const own = await sit(db, actor, (trx) =>
        trx.selectFrom('organisation').select('kind').where('id', '=', actor.organisation).executeTakeFirst(),
      )
      return own ? ok(roles.heldBy(own.kind)) : refuse('not-found', 'No such organisation.')
    },
    organisations: async ({ kind, text, after } = {}) => {
      const items = await sit(db, actor, (trx) =>
        trx
          .selectFrom('organisation')
          .select(organisationColumns)
          .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
          .$if(text !== undefined, (query) => query.where('name', 'ilike', `%${literally(text ?? '')}%`))
          .$if(after !== undefined && isId(after), (query) =>
            query.where(sql<boolean>`(name, id) > (select name, id from organisation where id = ${after})`),
          )
          .orderBy('name')
          .orderBy('id')
          .limit(PAGE + 1)
          .execute(),
      )
      return ok({ items: items.slice(0, PAGE), next: items.length > PAGE ? (items[PAGE - 1]?.id ?? null) : null })
    },
    createOrganisation: async (input) => {
      const parsed = parse(newOrganisationShape, input)
      if (!parsed.ok) return parsed
      const { custodian, deputy, ...organisation } = parsed.value
      if (!kinds.some(({ id }) => id === organisation.kind)) return refuse('not-valid', 'No such kind.', 'kind')
      const id = randomUUID()
      const people = deputy ? [custodian, deputy] : [custodian]
      const plan = { organisation: id, roles: [CUSTODIAN], until: null, invitedBy: actor.account }
      const invited = await sit(db, actor, async (trx) => {
        await trx
          .insertInto('organisation')
          .values({ id, ...organisation })
          .execute()
        await record(trx, actor, { verb: 'create', kind: 'organisation', ids: [id], content: organisation })
        const made = []
        for (const person of people)
          made.push({ person, ...(await addInvitation(trx, shared.baseUrl, { ...person, ...plan })) })
        return made
      })
      const links: (string | undefined)[] = []
      for (const each of invited) {
        const letter = await mailInvitation(shared, each.person, organisation.name, each)
        links.push(letter === 'sent' ? each.link : undefined)
      }
      const [link, deputyLink] = links
      return ok({
        ...{ organisation: id, ...(link !== undefined && { link }), ...(deputyLink !== undefined && { deputyLink }) },
        ...(links.includes(undefined) && { letter: 'waiting' as const }),
      })
    },
    suspend: (organisation) => setStatus(organisation, 'suspended'),
    resume: (organisation) => setStatus(organisation, 'active'),
    totals: () =>
      sit(db, actor, async (trx) => {
        const { rows } = await sql<Omit<Totals, 'oldest' | 'newest'> & { oldest: Date; newest: Date }>`
          select * from totals()`.execute(trx)
        return ok(rows.map((row) => ({ ...row, oldest: row.oldest.toISOString(), newest: row.newest.toISOString() })))
      }),
    groups: () =>
      sit(db, actor, async (trx) => {
        const rows = await trx
          .selectFrom('organisation_group as g')
          .innerJoin('organisation_group_member as m', 'm.group_id', 'g.id')
          .innerJoin('organisation as o', 'o.id', 'm.organisation')
          .select(['g.id', 'g.name', 'g.valid_until', 'o.id as organisation', 'o.name as member'])
          .orderBy('g.name')
          .orderBy('o.name')
          .execute()
        const groups = Map.groupBy(rows, ({ id }) => id)
        return ok(
          [...groups].flatMap(([id, members]) => {
            const [first] = members
            if (!first) return []
            const organisations = members.map((row) => ({ id: row.organisation, name: row.member }))
            return [{ id, name: first.name, organisations, until: first.valid_until.toISOString() }]
          }),
        )
      }),
    createGroup: async (input) => {
      const parsed = parse(groupShape, input)
      if (!parsed.ok) return parsed
      const { name, until, organisations } = parsed.value
      const id = randomUUID()
      if (!(new Date(until) > new Date())) return refuse('not-valid', 'A group ends after now.', 'until')
      return sit(db, actor, async (trx) => {
        const known = await trx
          .selectFrom('organisation')
          .select('id')
          .where('id', 'in', organisations)
          .where('status', '=', 'active') // nobody acts for the others
          .execute()
        if (known.length !== new Set(organisations).size)
          return refuse('not-found', 'An organisation is not here.', 'organisations')
        await trx
          .insertInto('organisation_group')
          .values({ id, name, valid_until: new Date(until) })
          .execute()
        await trx
          .insertInto('organisation_group_member')
          .values(known.map(({ id: organisation }) => ({ group_id: id, organisation })))
          .execute()
        await record(trx, actor, { verb: 'create', kind: 'group', ids: [id], content: parsed.value })
        return ok({ group: id })
      })
    },
    endGroup: (id) =>
      sit(db, actor, async (trx) => {
        const now = new Date()
        const open = trx.updateTable('organisation_group').set({ valid_until: now }).where('valid_until', '>', now)
        const ended = isId(id) ? await open.where('id', '=', id).execute() : []
        if (ended[0]?.numUpdatedRows !== 1n) return refuse('not-found', 'No such group.', 'id')
        await record(trx, actor, { verb: 'end', kind: 'group', ids: [id] })
        return ok(null)
      }),
  }
}
