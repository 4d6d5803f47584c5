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
const HEALTH = [
  'signals',
  'advice',
  'directory',
  'assurance',
  'inspections',
  'complaints',
  'liberty',
  'legal-aid',
  'continuity',
  'visits',
  'experience',
  'safeguards',
]
const ELSEWHERE = [...HEALTH, 'notices', 'practices', 'oversight', 'webhooks', 'custody']

test('officers and inspectors are kept apart from every role of the compartment of supply', () => {
  const { roles } = rooms()
  const apart = roles.filter((role) => role.apart && role.id.startsWith('oversight:'))
  expect(apart.map(({ id }) => id)).toEqual(['oversight:officer', 'oversight:inspector'])
  const isNamed = ({ apart: own }: RoleDeclaration, id: string) =>
    own?.roles.some((each) => (each.endsWith(':*') ? id.startsWith(each.slice(0, -1)) : each === id))
  const others = roles.map(({ id }) => id).filter((id) => !ELSEWHERE.includes(id.split(':')[0] ?? ''))
  expect(others.length).toBeGreaterThan(5)
  for (const role of apart)
    for (const id of [...others, 'custody:supply']) expect(isNamed(role, id), `${role.id} and ${id}`).toBe(true)
  // No pattern that names nothing: a room that is renamed would fall out of it.
  for (const pattern of roles.flatMap((role) => role.apart?.roles ?? []))
    expect(
      roles.some(({ id }) => (pattern.endsWith(':*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern)),
      pattern,
    ).toBe(true)
})

test('who reads what firms report neither supervises them nor prepares agreements with them', () => {
  const officer = rooms().roles.find(({ id }) => id === 'suspicions:officer')
  const apart = ['oversight:officer', 'oversight:inspector', 'partnerships:*', 'custody:supply-suspicions']
  expect(officer?.apart?.roles).toEqual(apart)
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
    'oversight:licensee',
  ]) {
    const outcome = await custodian.invite({ ...invited, roles: ['oversight:inspector', other] })
    expect(['roles-apart', 'role-not-held'], other).toContain(outcome.ok ? 'ok' : outcome.refusal.code)
  }
  // Who prepares agreements with firms at an authority does not become an inspector elsewhere, nor an inspector that.
  for (const [name, role, at] of [
    ['Jean-Marc Oyono', 'oversight:inspector', 'Leïla Haddad'],
    ['Viktor Sorel', 'partnerships:officer', 'Inès Bakari'],
  ] as const) {
    const headers = new Headers(await site.stepIn(name))
    const { email = '' } = (await site.house.accounts.signedIn(headers)) ?? {}
    const { administration } = (await desksOf(at)).accounts ?? {}
    if (!administration) throw new Error('No desk.')
    const { link = '' } = value(await administration.invite({ email, language: 'en', roles: [role] }))
    const token = link.split('/').at(-1) ?? ''
    const accepted = await site.house.accounts.accept({ token, name, language: 'en' }, headers, '192.0.2.9')
    expect(accepted, name).toMatchObject({ ok: false, refusal: { code: 'roles-apart' } })
  }
  const customs = (await desksOf('Inès Bakari')).accounts?.administration as AdministrationDesk
  expect(await customs.invite({ ...invited, roles: ['incidents:officer', 'oversight:inspector'] })).toMatchObject({
    ok: false,
  })
})

/** What is the same from moment to moment: ids of requests, dates of answers and marks of time are not of the record. */
const plain = (text: string) => text.replace(/"(?:requestId|trace)":"[^"]*"/g, '')

/** Everything that an inspector can ask, and what comes back: bodies, status codes, headers that tell of content. */
const everythingAsked = async (name: string, ids: readonly string[]): Promise<Record<string, unknown>> => {
  const headers = { ...(await site.stepIn(name)), 'accept-language': 'en' }
  const desks = await site.house.openDesks(new Headers(headers))
  const seen: Record<string, unknown> = { desks: Object.keys(desks).sort(), places: desks.places }
  const collections = [
    'incidents',
    'agreements',
    'assessments',
    'warnings',
    'advisories',
    'signals',
    'licences',
    'inspections',
    'notices',
  ]
  const paths = [
    ...collections.map((each) => `/api/${each}`),
    ...['licences', 'inspections', 'incidents'].map((each) => `/api/${each}?limit=1`),
    ...['Lindqvist', 'drums', 'acetone'].flatMap((text) => [
      `/api/licences?text=${text}`,
      `/api/incidents?text=${text}`,
    ]),
    ...ids.flatMap((id) => collections.map((each) => `/api/${each}/${id}`)),
    ...['/taxii2/', '/api/openapi.json', '/api/health/ready', '/api/webhooks'],
  ]
  for (const path of paths) {
    const answer = await fetch(site.origin + path, { headers })
    const told = ['etag', 'content-length', 'location'].map((header) => answer.headers.get(header))
    seen[path] = [answer.status, told, plain(await answer.text())]
  }
  for (const path of [
    '/incidents',
    '/agreements',
    '/assessments',
    '/warnings',
    '/corrections',
    '/feeds',
    ...ids.map((id) => `/incidents/${id}`),
  ])
    seen[path] = (await fetch(site.origin + path, { headers, redirect: 'manual' })).status
  const { oversight, inbox, accounts } = desks
  seen.counts = [
    await oversight?.countLicences(),
    await oversight?.countLicences({ text: 'lindqvist' }),
    await oversight?.countInspections(),
  ]
  seen.inbox = [await inbox?.unread(), await inbox?.list({ limit: 100 })]
  seen.accounts = [await accounts?.administration.organisations(), await accounts?.administration.groups()]
  seen.seats = await site.house.accounts.seats([])
  return seen
}

test('nothing that an inspector can ask changes with what a firm sees, reads, is asked and asks of its own will', async () => {
  const inspector = 'Viktor Sorel'
  const officer = (await desksOf('Tomás Rivas')).incidents
  const seats = await site.house.accounts.seats([])
  const idOf = (name: string) => seats.find(({ organisation }) => organisation.name === name)?.organisation.id ?? ''
  const [firm, authority] = [idOf('Lindqvist Solvents'), idOf('National Drug Control Authority of Orvane')]
  if (!officer) throw new Error('No desk.')
  const seen = { type: 'invoice' as const, value: 'INV 4471' }
  // An incident that the firm was told of long before; its ids are known to the inspector, by whatever way.
  const draft = value(
    await officer.report({
      kind: 'theft-loss',
      title: 'Drums of acetone',
      place: { country: 'ZZ' },
      identifiers: [seen],
    }),
  )
  const practice = (await desksOf('Astrid Nyholm')).assessments
  if (!practice) throw new Error('No desk.')
  const begun = value(await practice.begin({ kind: 'chemical-operator' }))
  const ids = [draft.id, begun.id, randomUUID()]
  await everythingAsked(inspector, ids) // looking itself is done once before, so that both looks are second ones
  const before = await everythingAsked(inspector, ids)

  const released = value(
    await officer.act(
      draft.id,
      { do: 'release', release: { audience: [firm, authority], marking: 'amber' } },
      draft.version,
    ),
  )
  const partner = (await desksOf('Erik Sandberg')).incidents
  expect((await partner?.open(draft.id))?.ok).toBe(true)
  value(
    (await partner?.sight(draft.id, { part: 'identifiers', value: seen.value })) ?? {
      ok: false,
      refusal: { code: 'none', detail: '' },
    },
  )
  const due = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  value(await officer.ask(draft.id, { to: authority, kind: 'backtrack', question: 'Who bought them?', due }))
  value(await officer.act(released.id, { do: 'investigate' }, released.version))
  const counter = (await desksOf('Erik Sandberg')).counter
  if (!counter) throw new Error('No counter.')
  value(await counter.ask({ concerns: 'firm', name: 'Lindqvist Solvents', wrong: 'We saw this buyer too.' }))

  // A self-assessment that says of the firm what no inspector knows, signed off and shown to officers of partnerships.
  const answers = Object.fromEntries(
    begun.questions.map((each) => [each.id, { reply: 'no' as const, note: 'Forty drums were never counted.' }]),
  )
  const answered = value(await practice.act(begun.id, { do: 'answer', answers }, begun.version))
  const signed = value(await practice.act(begun.id, { do: 'complete' }, answered.version))
  const to = value(await practice.authorities()).map((each) => each.id)
  value(await practice.act(begun.id, { do: 'show', to }, signed.version))
  const shown = (await desksOf('Jean-Marc Oyono')).assessments
  expect(JSON.stringify(await shown?.open(begun.id))).toContain('never counted')

  expect(await everythingAsked(inspector, ids)).toEqual(before)
  // The look would see it: whoever may read incidents is told another thing than before.
  const told = await everythingAsked('Erik Sandberg', ids)
  expect(JSON.stringify(told)).toContain('Drums of acetone')
})
