// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IDENTIFIER_TYPES, KINDS, STATUSES, type Suggestion, UNITS, URGENCIES } from '#supply/incidents/contract.ts'
import { choiceOf, commandOf, inParts, partsOf, releaseOf } from './acting.ts'
import { clockOf } from './clock.ts'
import { countriesIn } from './countries.ts'
import { rowsIn } from './fields.ts'
import { checked, givenOf, numberOf, problemAt } from './given.ts'
import { filledFrom, stillRead, withoutStrayIds } from './read.ts'
import { isSought, receiverGroups } from './receivers.ts'

const formOf = (fields: Record<string, string | string[]>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, each)
  return form
}
/** What a browser sends of rows that nobody touched. */
const untouched = {
  ...{ 'goods.0.amount.unit': 'kg', 'goods.0.certainty': 'declared', 'goods.0.name': '', 'goods.0.amount.value': '' },
  ...{ 'route.0.role': 'origin', 'parties.0.role': 'consignee', 'identifiers.0.type': 'container' },
}
const least = { kind: 'seizure', urgency: 'routine', title: 'Drums', account: 'One\r\ntwo', 'place.country': 'ZZ' }

test('a form becomes the report that the desk takes, without rows that say nothing', () => {
  const { incident, problems } = checked(givenOf(formOf({ ...untouched, ...least })))
  expect(problems).toEqual([])
  expect(incident).toMatchObject({ title: 'Drums', account: 'One\ntwo', place: { country: 'ZZ', name: '' } })
  expect(incident).toMatchObject({ goods: [], equipment: [], route: [], parties: [], identifiers: [] })
  const full = checked(
    givenOf(
      formOf({
        ...{ ...untouched, ...least },
        ...{ 'goods.2.name': 'acetone', 'goods.2.amount.value': '1 200,5', 'goods.2.amount.unit': 'L' },
        ...{ 'equipment.1.name': 'press', 'equipment.1.count': '2', 'route.0.country': 'NL' },
        ...{
          'parties.0.name': 'Firm',
          'parties.0.necessity': 'left over from before',
          'identifiers.0.value': 'CSQU3054383',
        },
      }),
    ),
  )
  expect(full.incident).toMatchObject({
    goods: [{ name: 'acetone', amount: { value: '1200.5', unit: 'L' } }],
    equipment: [{ name: 'press', count: 2 }],
    route: [{ role: 'origin', country: 'NL' }],
    parties: [{ name: 'Firm', person: false, necessity: '' }],
    identifiers: [{ type: 'container', value: 'CSQU3054383' }],
  })
})

test('a comma before three digits is a thousand to some and a part to others: it is asked, not guessed', () => {
  expect(['0,5', '1 200', '1\u202f200,25', '12'].map(numberOf)).toEqual(['0.5', '1200', '1200.25', '12'])
  const given = givenOf(
    formOf({ ...least, 'goods.0.name': 'x', 'goods.0.amount.value': '1,200', 'goods.0.amount.unit': 'kg' }),
  )
  expect(checked(given).problems).toEqual([{ field: 'goods.0.amount.value', say: 'goods.amount.value', row: 1 }])
})

test('every field that is not in order is told at once, at the row where it stands after empty ones are gone', () => {
  const given = givenOf(
    formOf({
      ...{ account: 'x', 'goods.1.amount.value': '3', 'goods.1.amount.unit': 'kg' },
      ...{ 'parties.0.name': 'A. Person', 'parties.0.role': 'driver', 'parties.0.person': 'yes' },
      ...{ 'identifiers.3.type': 'container', 'identifiers.3.value': 'CSQU3054384' },
    }),
  )
  expect(checked(given).problems.map(({ field, say }) => [field, say])).toEqual([
    ['kind', 'kind'],
    ['title', 'title'],
    ['place.country', 'place.country'],
    ['goods.0.name', 'goods.name'],
    ['parties.0.necessity', 'parties.necessity'],
    ['identifiers.0.value', 'identifiers.container'],
  ])
  expect(problemAt('place', {}).field).toBe('place.country')
  expect(problemAt('goods.0.amount', {}).field).toBe('goods.0.name')
})

test('rows close up whatever was left empty, and none is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('', ' ', 'a', 'b'), { maxLength: 50 }), (names) => {
      const given = givenOf(formOf(Object.fromEntries(names.map((name, row) => [`goods.${row}.name`, name]))))
      const kept = names.filter((name) => name.trim() !== '')
      expect(rowsIn(given, 'goods')).toBe(kept.length)
      expect(kept.map((_, row) => given[`goods.${row}.name`])).toEqual(kept)
    }),
  )
})

const paragraph = 'Seized 640 kg of cocaine at Antwerp.'
const suggestion: Suggestion = {
  incident: {
    ...{
      kind: 'seizure',
      title: 'Seizure: 640 kg cocaine',
      urgency: 'routine',
      place: { country: 'BE', name: 'Antwerp' },
    },
    goods: [{ name: 'Cocaine', id: 'cocaine', amount: { value: '640', unit: 'kg' }, certainty: 'declared' }],
  },
  spans: [
    { span: [0, 6], part: 'kind' },
    { span: [17, 24], part: 'goods.0' },
    { span: [7, 13], part: 'goods.0' },
    { span: [28, 35], part: 'place' },
  ],
}

test('what was read stands in its field with its words; what stands there anyway is not said to be read', () => {
  const { given, read } = filledFrom(paragraph, suggestion, 'ZZ')
  expect(given).toMatchObject({ account: paragraph, 'goods.0.amount.value': '640', 'goods.0.id': 'cocaine' })
  expect(read['place.country']?.words).toBe('Antwerp')
  expect(read['goods.0.name']?.words).toBe('cocaine … 640 kg')
  expect(read.title?.words).toBe('')
  for (const field of ['goods.0.certainty', 'goods.0.id', 'account']) expect(read).not.toHaveProperty([field])
  for (const field of ['urgency', 'occurred']) expect(read[field]?.missing, field).toBe(true)
})

test('a mark moves with its row, and is gone with the first change of its field', () => {
  const { given, read } = filledFrom(paragraph, suggestion, 'ZZ')
  const moved = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.replace('goods.0', 'goods.4'), value]),
  )
  const marks = JSON.stringify(read).replaceAll('goods.0', 'goods.4')
  const same = formOf({ ...moved, read: marks })
  expect(stillRead(same, givenOf(same))).toEqual(read)
  const other = formOf({ ...moved, 'goods.4.name': 'Cocaine base', read: marks })
  const left = stillRead(other, givenOf(other))
  expect(left).not.toHaveProperty(['goods.0.name'])
  expect(left).toHaveProperty(['goods.0.amount.value'])
  expect(withoutStrayIds(givenOf(other), left)).not.toHaveProperty(['goods.0.id'])
  expect(withoutStrayIds(givenOf(same), read)).toHaveProperty(['goods.0.id'])
})

test('marks that somebody made up are left out', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (sent) => {
      const form = formOf({ title: 'x', read: sent })
      expect(Object.keys(stillRead(form, givenOf(form))).every((field) => field === 'title')).toBe(true)
    }),
  )
})

test('a clock counts down in the nearest units, then says by how long it is late, and stops when somebody looks', () => {
  const at = Date.parse('2026-11-20T10:00:00Z')
  const clock = (minutes: number, status: 'released' | 'closed' = 'released') =>
    clockOf({ status, lookBy: new Date(at + minutes * 60_000).toISOString() }, at)
  expect(clock(15)).toEqual({ state: 'due', unit: 'minutes', count: 15 })
  expect(clock(-90)).toEqual({ state: 'overdue', unit: 'hours', count: 1 })
  // Some seconds after the release, what was asked for still stands there.
  for (const [minutes, unit, count] of [
    [7 * 24 * 60, 'days', 7],
    [24 * 60, 'hours', 24],
    [60, 'minutes', 60],
  ] as const)
    for (const gone of [0, 0.1]) expect(clock(minutes - gone)).toEqual({ state: 'due', unit, count })
  expect(clock(-90, 'closed')).toBeNull()
  expect(clockOf({ status: 'draft', lookBy: null }, at)).toBeNull()
})

test('receivers stand in groups: authorities first and health services last, countries concerned before others', () => {
  const one = (name: string, set: 'authorities' | 'rest' | 'health', code = 'ZZ') => ({
    ...{ name, set, code, country: `Country ${code}`, abroad: code !== 'ZZ' },
  })
  const all = [
    ...[one('Clinic', 'health'), one('School', 'rest'), one('Police', 'authorities'), one('Customs', 'authorities')],
    ...[one('A hospital', 'health', 'NL'), one('Douane', 'authorities', 'NL'), one('Zoll', 'authorities', 'BE')],
  ]
  const { near, far } = receiverGroups(all, ['NL'])
  expect(near.map(({ of, receivers }) => [of, ...receivers.map(({ name }) => name)])).toEqual([
    ['authorities', 'Customs', 'Police'],
    ['rest', 'School'],
    ['health', 'Clinic'],
  ])
  expect(
    far.map(({ country, isConcerned, receivers }) => [country, isConcerned, ...receivers.map((each) => each.name)]),
  ).toEqual([
    ['Country NL', true, 'Douane', 'A hospital'],
    ['Country BE', false, 'Zoll'],
  ])
  expect([isSought('Élysée Hôpital', ' hopi'), isSought('Police', 'zoll'), isSought('Police', '')]).toEqual([
    ...[true, false, true],
  ])
})

test('a release takes somebody to tell and a marking, and the choice changes exactly with who reads what', () => {
  const chosen = { organisations: ['b', 'a'], partners: [], agreements: [], marking: 'amber', partiesMarking: '' }
  expect(releaseOf(chosen).release).toEqual({ audience: ['b', 'a'], partners: [], agreements: [], marking: 'amber' })
  expect(releaseOf({ ...chosen, partiesMarking: 'red' }).release).toMatchObject({ partiesMarking: 'red' })
  expect(
    releaseOf({ organisations: [], partners: [], agreements: [], marking: 'pink', partiesMarking: 'x' }).problems,
  ).toHaveLength(3)
  expect(releaseOf({ ...chosen, organisations: [], partners: ['p'] }).release).toMatchObject({ partners: ['p'] })
  expect(choiceOf(chosen)).toBe(choiceOf({ ...chosen, organisations: ['a', 'b'] }))
  for (const other of [
    { organisations: ['a'] },
    { partners: ['p'] },
    { agreements: ['x'] },
    { marking: 'red' },
    { partiesMarking: 'red' },
  ])
    expect(choiceOf({ ...chosen, ...other })).not.toBe(choiceOf(chosen))
})

test('parts in which nothing stands are none, and those that were kept back are', () => {
  expect(partsOf({ parties: [], identifiers: [] })).toEqual(['facts'])
  expect(partsOf({ identifiers: [{ type: 'seal', value: 'ABC' }] })).toEqual(['facts', 'parties', 'identifiers'])
  expect(inParts([{ fields: ['title', 'goods', 'parties'] }])).toEqual([{ fields: ['facts', 'goods', 'parties'] }])
})

test('an act takes its reason along, and what is no act is none', () => {
  expect(commandOf(formOf({ do: 'recall', 'reason-recall': ' Wrong\r\nfirm. ' }))).toEqual({
    do: 'recall',
    reason: 'Wrong\nfirm.',
  })
  expect(commandOf(formOf({ do: 'agree', 'reason-recall': 'x' }))).toEqual({ do: 'agree' })
  expect([commandOf(formOf({ do: 'release' })), commandOf(formOf({ do: 'erase' }))]).toEqual([undefined, undefined])
})

test('countries are those that exist, the own one first; an invented one stands for itself', () => {
  const { options, name } = countriesIn('fr', 'ZZ')
  expect(options[0]).toEqual(['ZZ', 'Orvane'])
  expect([name('XV'), options.some(([code]) => code === 'XV')]).toEqual(['Valmora', true])
  expect(countriesIn('fr', 'NL').options.some(([code]) => code === 'XV' || code === 'ZZ')).toBe(false)
  expect(options).toContainEqual(['DE', 'Allemagne'])
  expect(options.length).toBeGreaterThan(240)
  expect(options.map(([code]) => code)).not.toContain('EU')
  expect(name('NL')).toBe('Pays-Bas')
})

type Tree = { [key: string]: string | Tree }
const flat = (tree: Tree, before = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[before + key, value]] : flat(value, `${before}${key}.`),
  )
const bare = (key: string) => key.replace(/_(one|many|other)$/, '')
const filling = (text: string) => [...text.matchAll(/{{\w+}}/g)].map(String).sort()
const read = (code: string) =>
  new Map(flat(JSON.parse(readFileSync(join(import.meta.dirname, `messages/${code}.json`), 'utf8'))))

test('every text is there in both languages, with the same places, and is used', () => {
  const [english, french] = [read('en'), read('fr')]
  const keys = (texts: Map<string, string>) => [...new Set([...texts.keys()].map(bare))].sort()
  expect(keys(french)).toEqual(keys(english))
  for (const [key, text] of french)
    expect(filling(text), key).toEqual(filling(english.get(key) ?? english.get(`${bare(key)}_other`) ?? ''))
  const source = readdirSync(import.meta.dirname)
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    .join('\n')
  /** Keys that are put together, as `problem.${say}`. */
  const made = [...source.matchAll(/`([\w-]+\.[\w.]*\$\{[\w.]+\}\w*|\$\{\w+\}\.\w+)`/g)].map(
    ([, text = '']) => new RegExp(`^${text.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '.+')}$`),
  )
  const isUsed = (key: string) => source.includes(`'${key}'`) || made.some((pattern) => pattern.test(key))
  expect(keys(english).filter((key) => !isUsed(key))).toEqual([])
})

test('every entry of the code lists has its words', () => {
  const english = read('en')
  const lists = {
    kind: KINDS,
    status: STATUSES,
    unit: UNITS,
    identifier: IDENTIFIER_TYPES,
    'problem.identifiers': IDENTIFIER_TYPES,
  }
  for (const [group, codes] of Object.entries({ ...lists, urgency: Object.keys(URGENCIES) }))
    for (const code of codes)
      expect(english.has(`${group}.${code}`) || english.has(`${group}.${code}_one`), `${group}.${code}`).toBe(true)
})
