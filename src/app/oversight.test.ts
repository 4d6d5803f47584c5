// SPDX-License-Identifier: Apache-2.0
/** Supervision and voluntary co-operation in the whole house: apart for people, and nothing of one tells of the other. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { AdministrationDesk, RoleDeclaration } from '#platform/accounts/index.ts'
import type { Desks } from './house.ts'
import { rooms } from './rooms.ts'
import { siteForTests } from './site.testing.ts'

const site = siteForTests()
const desksOf = async (name: string): Promise<Desks> => site.house.openDesks(new Headers(await site.stepIn(name)))
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}

/** Rooms in which firms do nothing of their own will, of health, or of which every actor sees what it sees anyway. */
const ELSEWHERE = ['notices', 'signals', 'advice', 'oversight', 'webhooks', 'custody']

test('officers and inspectors are kept apart from every role of the compartment of supply', () => {
  const { roles } = rooms()
  const apart = roles.filter((role) => role.apart)
  expect(apart.map(({ id }) => id)).toEqual(['oversight:officer', 'oversight:inspector'])
  const isNamed = ({ apart: own }: RoleDeclaration, id: string) =>
    own?.roles.some((each) => (each.endsWith(':*') ? id.startsWith(each.slice(0, -1)) : each === id))
  const others = roles.map(({ id }) => id).filter((id) => !ELSEWHERE.includes(id.split(':')[0] ?? ''))
  expect(others.length).toBeGreaterThan(5)
  for (const role of apart)
    for (const id of [...others, 'custody:supply']) expect(isNamed(role, id), `${role.id} and ${id}`).toBe(true)
  // No pattern that names nothing: a room that is renamed would fall out of it.
  for (const pattern of apart.flatMap((role) => role.apart?.roles ?? []))
    expect(
      roles.some(({ id }) => (pattern.endsWith(':*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern)),
      pattern,
    ).toBe(true)
})

test('the custodian of the inspectorate cannot make an inspector a partner, nor the other way round', async () => {
  const custodian = (await desksOf('Leïla Haddad')).accounts?.administration as AdministrationDesk
  const sorel = value(await custodian.people()).find(({ name }) => name === 'Viktor Sorel')
  const { membership = '', roles = [] } = sorel ?? {}
  expect(roles).toEqual(['oversight:inspector', 'oversight:officer'])
  const refused = await custodian.changeRoles({ membership, roles: [...roles, 'incidents:officer'] })
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'roles-apart' } })
  expect(JSON.stringify(refused)).toContain('who supervises firms takes no part in what firms do of their own will')
  const invited = { email: `${randomUUID()}@zz.example`, language: 'en' as const }
  for (const other of [
    'partnerships:officer',
    'partnerships:reader',
    'incidents:reader',
    'warnings:reader',
    'custody:supply',
  ]) {
    const outcome = await custodian.invite({ ...invited, roles: ['oversight:inspector', other] })
    expect(['roles-apart', 'role-not-held'], other).toContain(outcome.ok ? 'ok' : outcome.refusal.code)
  }
  const customs = (await desksOf('Inès Bakari')).accounts?.administration as AdministrationDesk
  expect(await customs.invite({ ...invited, roles: ['incidents:officer', 'oversight:inspector'] })).toMatchObject({
    ok: false,
  })
})
