// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RouterContextProvider } from 'react-router'
import { expect, test } from 'vitest'
import { ok, refuse } from '#basis/outcome.ts'
import type { AdministrationDesk, Me } from '#platform/accounts/contract.ts'
import { speak } from '../public/words.tsx'
import { type Accounts, accountsContext } from '../workspace/contexts.ts'
import { custodyContext, type KeptCompartment } from './contexts.ts'
import { atDesk, compartmentsOf, pages } from './desk.ts'
import { act, formWords, problemOf } from './form.ts'
import { kept } from './ledger/find.ts'
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import type { AdminKey, AdminWords } from './words.tsx'

const url = new URL('http://node.example/administration')

/** Somebody who may use these verbs, and has to do with these compartments. */
const signedInWith = (may: string[], compartments: KeptCompartment[] = []) => {
  const context = new RouterContextProvider()
  const profile = { me: () => Promise.resolve(ok({ account: 'a', memberships: [] } as unknown as Me)) }
  const administration = { may } as unknown as AdministrationDesk
  context.set(accountsContext, { profile, administration, half: null } as unknown as Accounts)
  context.set(custodyContext, { compartments })
  return { context, url }
}

const statusOf = (work: Promise<unknown>): Promise<number> =>
  work.then(
    () => 200,
    (thrown: unknown) =>
      thrown instanceof Response ? thrown.status : ((thrown as { init?: { status?: number } }).init?.status ?? 500),
  )

test('a page without its verb does not exist, and whoever is not signed in is sent to sign in', async () => {
  for (const { verb } of pages) {
    expect(await statusOf(atDesk(signedInWith([verb]), verb)), verb).toBe(200)
    const others = pages.map((page) => page.verb).filter((other) => other !== verb)
    expect(await statusOf(atDesk(signedInWith(others), verb)), verb).toBe(404)
  }
  const context = new RouterContextProvider()
  expect(await statusOf(atDesk({ context, url }, 'people'))).toBe(404)
  context.set(accountsContext, { profile: null, administration: null, half: null } as unknown as Accounts)
  expect(await statusOf(atDesk({ context, url }, 'people'))).toBe(302)
})

test('a compartment that is not kept, not known or sealed has the same answer', async () => {
  const words = { en: 'One', fr: 'Un' }
  const healthy = () => Promise.resolve(true)
  const desk = (may: string[]) => ({ may }) as unknown as KeptCompartment['desk']
  const compartments = [
    { name: 'mine', words, healthy, desk: desk(['ledger']) },
    { name: 'totals', words, healthy, desk: desk(['health', 'kinds']) },
    { name: 'sealed', words, healthy, desk: null },
  ]
  const at = (compartment: string) => statusOf(kept({ ...signedInWith([], compartments), params: { compartment } }))
  expect(await Promise.all(['mine', 'totals', 'sealed', 'unknown'].map(at))).toEqual([200, 404, 404, 404])
  expect(await statusOf(compartmentsOf(signedInWith(['people'])))).toBe(404)
})

const post = (fields: Record<string, string>) => new Request(url, { method: 'POST', body: new URLSearchParams(fields) })
const words: AdminWords = { ...speak<AdminKey>('en', en), language: 'en', moment: String }

test('a refused form keeps what was written, with the error at its field; another form stays as new', async () => {
  const refused = () => Promise.resolve(refuse('not-valid', 'no address', 'custodian.email'))
  const { data, init } = await act(post({ intent: 'make', 'custodian.email': 'x@', roles: 'a' }), { make: refused })
  expect(init?.status).toBe(422)
  const form = formWords(data, 'make', words)
  expect(form.error('custodian.email')).toEqual({ error: en.wrong.email })
  expect(form.error('deputy.email')).toEqual({})
  expect(form.typed('custodian.email')).toBe('x@')
  expect([form.ticked('roles', 'a'), form.ticked('roles', 'b', true)]).toEqual([true, false])
  const other = formWords(data, 'other', words)
  expect([other.typed('custodian.email', 'new'), other.error('custodian.email')]).toEqual(['new', {}])
  expect(problemOf({ code: 'second-person', field: 'membership' }, words)).toBe(en.refused['second-person'])
  expect(problemOf({ code: 'not-valid', field: 'roles' }, words)).toBe(en.wrong.roles)
  expect(problemOf({ code: 'made-up', field: null }, words)).toBe(en.refused.other)
})

test('where somebody else was first, the form shows what is so by now', async () => {
  const changed = () => Promise.resolve(refuse('changed', 'changed', 'membership'))
  const { data, init } = await act(post({ intent: 'change', roles: 'a' }), { change: changed })
  expect(init?.status).toBe(412)
  expect(formWords(data, 'change', words).ticked('roles', 'a')).toBe(false)
  expect(formWords(data, 'change', words).ticked('roles', 'b', true)).toBe(true)
  const waits = await act(post({ intent: 'invite' }), { invite: async () => ok({ state: 'done', letter: 'waiting' }) })
  expect(waits.data).toMatchObject({ state: 'done', letterWaits: true, secrets: [] })
})

test('an intent that this person does not have is an address that does not exist', async () => {
  const done = () => Promise.resolve(ok(null))
  expect(await statusOf(act(post({ intent: 'go' }), { go: done }))).toBe(200)
  expect(await statusOf(act(post({ intent: 'go' }), { go: null }))).toBe(404)
  for (const intent of ['', 'other', 'toString', '__proto__'])
    expect(await statusOf(act(post({ intent }), { go: done })), intent).toBe(404)
})

test('what is shown once is told apart, and what waits for a second person says so', async () => {
  const made = await act(post({ intent: 'make' }), { make: async () => ok({ link: 'https://x/1', organisation: 'o' }) })
  expect(made.data).toMatchObject({ state: 'done', secrets: [{ what: 'link', value: 'https://x/1' }], typed: {} })
  const waits = await act(post({ intent: 'make' }), { make: async () => ok({ state: 'waiting', approval: 'a' }) })
  expect(waits.data).toMatchObject({ state: 'waiting', secrets: [] })
})

type Tree = { [key: string]: string | Tree }

const flat = (tree: Tree, before = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[before + key, value]] : flat(value, `${before}${key}.`),
  )
const bare = (key: string) => key.replace(/_(one|many|other)$/, '')
const places = (text: string) => [...text.matchAll(/{{\w+}}/g)].map(String).sort()

test('every text is there in both languages, with the same places, and is used', () => {
  const english = new Map(flat(en))
  const keys = (tree: Tree) => [...new Set(flat(tree).map(([key]) => bare(key)))].sort()
  expect(keys(fr)).toEqual(keys(en))
  for (const [key, text] of flat(fr))
    expect(places(text), key).toEqual(places(english.get(key) ?? english.get(`${bare(key)}_other`) ?? ''))
  const code = readdirSync(import.meta.dirname, { withFileTypes: true, recursive: true })
    .filter(({ name }) => /(?<!\.test)\.tsx?$/.test(name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
  const unused = keys(en).filter((key) => {
    const parent = key.slice(0, key.lastIndexOf('.') + 1)
    return !code.includes(`'${key}'`) && !code.includes(`\`${parent}\${`)
  })
  expect(unused).toEqual([])
})
