// SPDX-License-Identifier: Apache-2.0

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NoticeViewer } from '#commons/notices/contract.ts'
import { markingsUpTo } from '../../workspace/readers/marking.tsx'
import { readersOf } from '../../workspace/readers/readers.ts'
import { sourceOf } from '../../workspace/records/source.testing.ts'
import { checked, choiceOf, type Given, givenOf, problemAt } from './given.ts'
import { fieldsOf } from './readers.ts'

const formOf = (fields: Record<string, string | string[]>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, each)
  return form
}
const bank = randomUUID()
const filled = { title: 'Meeting', body: 'One\r\ntwo', contact: '', marking: 'amber', contactMarking: '' }

test('a form becomes the notice that the desk takes, its lines as they were typed', () => {
  const { notice, problems } = checked(givenOf(formOf({ ...filled, audience: 'chosen', organisation: [bank] })))
  expect(problems).toEqual([])
  expect(notice).toEqual({
    title: 'Meeting',
    body: 'One\ntwo',
    contact: '',
    marking: 'amber',
    audience: [bank],
    attachments: [],
    partners: [],
  })
  const all = checked(givenOf(formOf({ ...filled, contactMarking: 'red', audience: 'everyone', organisation: [bank] })))
  expect(all.notice).toMatchObject({ audience: 'everyone', contactMarking: 'red' })
})

test('every field that is not in order is told at once, in the order of the form', () => {
  const empty = checked(givenOf(formOf({ contact: 'x'.repeat(501), contactMarking: 'pink' })))
  expect(empty.notice).toBeUndefined()
  expect(empty.problems).toEqual(['title', 'body', 'contact', 'marking', 'contactMarking', 'organisation'])
  expect(checked(givenOf(formOf({ ...filled, audience: 'chosen' }))).problems).toEqual(['organisation'])
  expect(problemAt('audience.0')).toBe('organisation')
})

const given: fc.Arbitrary<Given> = fc.record({
  title: fc.string(),
  body: fc.string(),
  contact: fc.constantFrom('', 'A', 'B'),
  marking: fc.constantFrom('green', 'amber'),
  contactMarking: fc.constantFrom('', 'red'),
  audience: fc.constantFrom('everyone', 'chosen'),
  organisations: fc.subarray(['1', '2', '3']),
  partners: fc.subarray(['4', '5']),
  attachments: fc.subarray(['body.one', 'body.two']),
})

test('the choice changes exactly with who reads what', () => {
  fc.assert(
    fc.property(given, given, (one, other) => {
      const decides = (given: Given) => {
        const { marking, contactMarking, audience, organisations, partners, contact, attachments } = given
        const named = audience === 'chosen' && organisations.join()
        return [marking, contactMarking, audience, named, contact === '', attachments, partners].join('|')
      }
      expect(choiceOf(one) === choiceOf(other)).toBe(decides(one) === decides(other))
      const turned = { ...one, organisations: [...one.organisations].reverse(), title: 'x' }
      expect(choiceOf(turned)).toBe(choiceOf(one))
    }),
  )
})

test('those of one organisation who read the same are one line, and those who read less are another', () => {
  const seat = (id: string, fields: string[], because = `organisation:${id}`): NoticeViewer => ({
    organisation: { id, name: id.toUpperCase(), kind: 'bank' },
    ...{ because: [because], fields },
  })
  const all = ['title', 'body', 'contact']
  const viewers = [seat('a', all), seat('b', all), seat('b', ['title', 'body'])]
  const named = { own: 'a', kinds: new Map([['bank', 'Banque']]) }
  const lines = readersOf(viewers, { ...named, fields: fieldsOf('x', 0) })
  expect(lines.map(({ name, kind, why, sees }) => [name, kind, why, sees.length])).toEqual([
    ['A', 'Banque', 'own', 3],
    ['B', 'Banque', 'named', 3],
    ['B', 'Banque', 'named', 2],
  ])
  expect(readersOf(viewers, { ...named, fields: fieldsOf('', 0) })).toHaveLength(2)
  expect([fieldsOf('', 2), fieldsOf('x', 1)]).toEqual([
    ['title', 'body', 'attachments'],
    ['title', 'body', 'contact', 'attachments'],
  ])
  const everyone = [seat('b', all, 'everyone')]
  expect(readersOf(everyone, { own: 'a', kinds: new Map(), fields: fieldsOf('', 0) })).toEqual([
    { organisation: 'b', name: 'B', kind: '', why: 'everyone', node: null, sees: ['title', 'body'] },
  ])
})

test('nobody is offered a marking above their clearance', () => {
  expect(markingsUpTo('clear')).toEqual(['clear'])
  expect(markingsUpTo('amber')).toEqual(['clear', 'green', 'amber'])
  expect(markingsUpTo('red')).toHaveLength(5)
})

type Tree = { [key: string]: string | Tree }

const flat = (tree: Tree, before = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[before + key, value]] : flat(value, `${before}${key}.`),
  )
const bare = (key: string) => key.replace(/_(one|many|other)$/, '')
const filling = (text: string) => [...text.matchAll(/{{\w+}}/g)].map(String).sort()

test('every text is there in both languages, with the same places, and is used', () => {
  const read = (code: string) =>
    new Map(flat(JSON.parse(readFileSync(join(import.meta.dirname, `messages/${code}.json`), 'utf8'))))
  const [english, french] = [read('en'), read('fr')]
  const keys = (texts: Map<string, string>) => [...new Set([...texts.keys()].map(bare))].sort()
  expect(keys(french)).toEqual(keys(english))
  for (const [key, text] of french)
    expect(filling(text), key).toEqual(filling(english.get(key) ?? english.get(`${bare(key)}_other`) ?? ''))
  const source = sourceOf(import.meta.dirname)
  const unused = keys(english).filter((key) => {
    const parent = key.slice(0, key.lastIndexOf('.') + 1)
    return !source.includes(`'${key}'`) && !(parent && source.includes(`\`${parent}\${`))
  })
  expect(unused).toEqual([])
})
