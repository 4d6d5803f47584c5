// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { languageCodes } from '../public/language.ts'
import { qrPath } from '../public/qr.tsx'
import { browserName } from './account/browser.ts'
import { callAuth, refusalOf } from './auth.ts'
import type { Accounts } from './contexts.ts'
import { chosenLanguage, languageCookie } from './cookies.ts'
import { loader as demonstrationIn } from './demonstration-in.ts'
import { workLanguage } from './language.ts'
import { keyOf } from './sign-in/totp.tsx'
import { ownPath } from './who.ts'

test('nobody is sent to another site after signing in', () => {
  for (const path of ['/inbox', '/records/7?sort=-at']) expect(ownPath(path, '/')).toBe(path)
  const foreign = ['//evil.example', '/\\evil.example', 'https://evil.example', 'inbox', '/a\nb', '', null, 7]
  for (const path of foreign) expect(ownPath(path, '/inbox'), String(path)).toBe('/inbox')
  fc.assert(
    fc.property(fc.string(), (path) => {
      const here = 'https://node.example'
      expect(new URL(ownPath(`/${path}`, '/inbox'), here).origin).toBe(here)
    }),
  )
})

test('a language is taken from what was chosen, then from the browser', () => {
  const from = (cookie: string) => chosenLanguage(new Request('http://x/', { headers: { cookie } }))
  expect(from(languageCookie('fr').split(';')[0] ?? '')).toBe('fr')
  expect(from('a=1; language=xx')).toBeNull()
  expect(workLanguage('ar, fr;q=0.9, en;q=0.8')).toBe('fr')
  expect(workLanguage('ar')).toBe('en')
})

test('a form becomes the call that a script would make, with the same cookies and origin', async () => {
  const asked: Request[] = []
  const auth = (request: Request) => {
    asked.push(request)
    const headers = new Headers({ 'content-type': 'application/json' })
    headers.append('set-cookie', 'a=1; Path=/')
    headers.append('set-cookie', 'b=2; Path=/')
    return Promise.resolve(new Response('{"twoFactorRedirect":true}', { headers }))
  }
  const request = new Request('http://node.example/sign-in', {
    method: 'POST',
    headers: { cookie: 'c=3', 'x-from': 'here' },
    body: new URLSearchParams({ email: 'x' }),
  })
  const answer = await callAuth({ auth } as Accounts, request, '/sign-in/email', { email: 'x' })
  expect(asked[0]?.url).toBe('http://node.example/api/auth/sign-in/email')
  expect(asked[0]?.headers.get('cookie')).toBe('c=3')
  expect(await asked[0]?.json()).toEqual({ email: 'x' })
  expect(answer).toMatchObject({ ok: true, body: { twoFactorRedirect: true }, cookies: ['a=1; Path=/', 'b=2; Path=/'] })
})

test('a refusal of signing in never says which part was wrong', () => {
  expect(refusalOf({ status: 401, code: 'invalid-email-or-password' })).toBe('wrong')
  expect(refusalOf({ status: 401, code: 'user-not-found' })).toBe('wrong')
  expect(refusalOf({ status: 429, code: '' })).toBe('tooMany')
  expect(refusalOf({ status: 400, code: 'password-too-short' })).toBe('weak')
  expect(refusalOf({ status: 401, code: 'invalid-two-factor-cookie' })).toBe('expired')
})

test('a secret is shown in groups of four', () => {
  expect(keyOf('otpauth://totp/P:a?secret=JBSWY3DPEHPK3PXP&issuer=P')).toBe('JBSW Y3DP EHPK 3PXP')
  expect(keyOf('')).toBe('')
})

test('the picture of the key is drawn module by module, with room around it', () => {
  const uri = 'otpauth://totp/Passerelle:lea@example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Passerelle'
  const { size, path } = qrPath(uri)
  const drawn = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    drawn[Number(y)]?.fill(true, Number(x), Number(x) + Number(run))
  expect(drawn).toEqual(encode(uri, { ecc: 'M', border: 4 }).data)
  expect(drawn.slice(0, 4).flat().includes(true)).toBe(false)
  expect(drawn[4]?.slice(4, 12)).toEqual([...Array(7).fill(true), false]) // the corner by which it is found
})

test('a browser is named as its owner knows it', () => {
  const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
  expect(browserName(chrome)).toBe('Chrome 141, Linux')
  expect(browserName(`${chrome} Edg/141.0.0.0`)).toBe('Edge 141, Linux')
  expect(browserName('curl/8.0')).toBeNull()
  expect(browserName(null)).toBeNull()
})

type Tree = { [key: string]: string | Tree }

const flat = (tree: Tree, before = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[before + key, value]] : flat(value, `${before}${key}.`),
  )

const plural = /_(one|many|other)$/
const bare = (key: string) => key.replace(plural, '')
const places = (text: string) => [...text.matchAll(/{{\w+}}/g)].map(String).sort()

const source = (path: string): string =>
  readdirSync(path, { withFileTypes: true, recursive: true })
    .filter(({ name }) => /(?<!\.test)\.tsx?$/.test(name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')

for (const folder of ['.', '../kit'])
  test(`every text of ${folder} is there in both languages, with the same places, and is used`, () => {
    const read = (code: string) =>
      flat(JSON.parse(readFileSync(join(import.meta.dirname, folder, `messages/${code}.json`), 'utf8')))
    const english = new Map(read('en'))
    const french = new Map(read('fr'))
    const keys = (texts: Map<string, string>) => [...new Set([...texts.keys()].map(bare))].sort()
    expect(keys(french)).toEqual(keys(english))
    for (const [key, text] of french) {
      const model = english.get(key) ?? english.get(key.replace(plural, '_other')) ?? ''
      expect(places(text), key).toEqual(places(model))
    }
    const code = source(join(import.meta.dirname, folder))
    const unused = keys(english).filter((key) => {
      const parent = key.slice(0, key.lastIndexOf('.') + 1)
      return !code.includes(`'${key}'`) && !(parent && code.includes(`\`${parent}\${`))
    })
    expect(unused).toEqual([])
  })

test('the demonstration is found beside the public pages of every language, and of no other', async () => {
  const ask = async (lang: string) => demonstrationIn({ params: { lang } } as never)
  for (const lang of languageCodes) {
    const { status, headers } = await ask(lang)
    expect([status, headers.get('location')], lang).toEqual([302, '/demonstration'])
    expect(headers.get('set-cookie') ?? '', lang).toContain(lang === 'en' || lang === 'fr' ? `=${lang}` : '')
  }
  await expect(ask('xx')).rejects.toMatchObject({ init: { status: 404 } })
})
