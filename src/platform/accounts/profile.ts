// SPDX-License-Identifier: Apache-2.0
/** The profile desk: what a person sees and does about itself. Programs' keys do not sit here. */
import { z } from 'zod'
import { ok, refuse } from '#basis/outcome.ts'
import { MARKINGS, sit } from '../access/index.ts'
import {
  LANGUAGES,
  type MembershipSummary,
  type ProfileDesk,
  type SessionSummary,
  type SignInMethod,
} from './contract.ts'
import type { Shared } from './ground.ts'
import { parse } from './parse.ts'
import type { SignedIn } from './sign-in/index.ts'
import { type Asking, actorOfAccount, deskCookie, ORGANISATION_HEADER } from './standing.ts'

const iso = (moment: Date | string) => new Date(moment).toISOString()

export const organisationColumns = ['id', 'kind', 'name', 'country', 'area', 'status'] as const

const membershipsOf = async ({ db }: Shared, { actor }: Asking): Promise<MembershipSummary[]> => {
  const rows = await sit(db, actor, (trx) =>
    trx
      .selectFrom('membership as m')
      .innerJoin('organisation as o', 'o.id', 'm.organisation')
      .select(['m.id', 'm.roles', 'm.clearance', 'm.purposes', 'm.valid_from', 'm.valid_until'])
      .select(['o.id as organisation', 'o.kind', 'o.name', 'o.country', 'o.area', 'o.status'])
      .where('m.account', '=', actor.account)
      .orderBy('m.valid_from')
      .execute(),
  )
  return rows.map(({ id, roles, clearance, purposes, valid_from, valid_until, organisation, ...rest }) => ({
    id,
    organisation: { id: organisation, ...rest },
    roles,
    clearance: MARKINGS[clearance] ?? 'clear',
    purposes,
    from: iso(valid_from),
    until: valid_until === null ? null : iso(valid_until),
  }))
}

type SessionRow = Awaited<ReturnType<Shared['signIn']['sessions']>>[number]
const summary =
  (current: string) =>
  (row: SessionRow): SessionSummary => ({
    id: row.id,
    current: row.id === current,
    method: ((row as { method?: string | null }).method ?? 'password') as SignInMethod,
    since: iso(row.createdAt),
    expires: iso(row.expiresAt),
    address: row.ipAddress || null,
    browser: row.userAgent || null,
  })

export const createProfileDesk = (shared: Shared, asking: Asking & { session: SignedIn }): ProfileDesk => {
  const { db, signIn, roles, record } = shared
  const { actor, session } = asking
  const noteSession = (verb: string, ids: string[]) =>
    sit(db, actor, (trx) => record(trx, actor, { verb, kind: 'session', ids }))
  const change = async (set: { name: string } | { language: 'en' | 'fr' }) => {
    await sit(db, actor, async (trx) => {
      await trx.updateTable('account').set(set).where('id', '=', actor.account).execute()
      await record(trx, actor, { verb: 'change', kind: 'account', ids: [actor.account], content: set })
    })
    return ok(null)
  }
  return {
    me: async () => {
      const memberships = await membershipsOf(shared, asking)
      const factors = await signIn.factors(actor.account)
      const account = await sit(db, actor, (trx) =>
        trx.selectFrom('account').selectAll().where('id', '=', actor.account).executeTakeFirst(),
      )
      const desk = memberships.find(({ organisation }) => organisation.id === actor.organisation)
      if (!account || !desk) return refuse('not-found', 'The membership is over.')
      const { name, language } = account
      const held = roles.all
        .filter(({ id }) => actor.roles.includes(id))
        .map(({ id, name: words }) => ({ id, name: words }))
      const { clearance, purposes } = actor
      return ok({
        ...{ account: actor.account, name, email: session.email, language, organisation: desk.organisation },
        ...{ roles: held, clearance, purposes: [...purposes], memberships, factors },
      })
    },
    memberships: async () => ok(await membershipsOf(shared, asking)),
    sessions: async () => ok((await signIn.sessions(actor.account)).map(summary(session.session))),
    endSession: async (id) => {
      const found = (await signIn.sessions(actor.account)).find((row) => row.id === id)
      if (!found) return refuse('not-found', 'No such session.', 'id')
      await signIn.end([found.token])
      await noteSession('end', [id])
      return ok(null)
    },
    signOutEverywhere: async () => {
      const rows = await signIn.sessions(actor.account)
      await signIn.end(rows.map(({ token }) => token))
      await noteSession(
        'end',
        rows.map(({ id }) => id),
      )
      return ok(null)
    },
    passkeys: async () => ok(await signIn.passkeys(actor.account)),
    switchTo: async (organisation) => {
      const there = await actorOfAccount(shared, actor.account, new Headers({ [ORGANISATION_HEADER]: organisation }))
      if (!there) return refuse('not-found', 'No membership is in force there.', 'organisation')
      const secure = shared.baseUrl.startsWith('https:') ? '; Secure' : ''
      const setCookie = `${deskCookie(shared.baseUrl)}=${there.organisation}; Path=/; HttpOnly; SameSite=Lax${secure}`
      return ok({ setCookie })
    },
    setLanguage: async (language) => {
      const parsed = parse(z.enum(LANGUAGES), language)
      return parsed.ok ? change({ language: parsed.value }) : parsed
    },
    setName: async (name) => {
      const parsed = parse(z.string().trim().min(1).max(200), name)
      return parsed.ok ? change({ name: parsed.value }) : parsed
    },
  }
}
