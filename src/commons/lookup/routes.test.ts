// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { loadReference } from '#reference/index.ts'
import { createLookup, lookupRoutes } from './index.ts'

const lookup = createLookup(loadReference(), '2026-01-01T00:00:00.000Z')
const api = await lookupRoutes(() => ({ lookup }))

const post = async (path: string, body: string | Uint8Array<ArrayBuffer>, type = 'application/json') => {
  const answer = await api.request(path, { method: 'POST', body, headers: { 'content-type': type } })
  const text = await answer.text()
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text }
}
const match = async (body: object) => {
  const answer = await post('/api/match', JSON.stringify(body))
  return { ...answer, json: JSON.parse(answer.text) }
}
const ids = (row: { findings: { id: string }[] }) => [...new Set(row.findings.map((finding) => finding.id))]

test('one text', async () => {
  const { status, json } = await match({ text: '25 kg PMK ethyl glycidate, CAS 28578-16-7' })
  expect(status).toBe(200)
  expect(ids(json.results[0])).toEqual(['3-4-mdp-2-p-ethyl-glycidate'])
  expect(json.results[0].findings[0].controls[0]).toMatchObject({ jurisdiction: 'INT', instrument: '1988' })
  expect(json.results[0].reference).toBe(json.reference)
})

test('lines, in the order asked', async () => {
  const { json } = await match({ lines: ['ergotamine tartrate', 'a garden chair', 'CAS 108-24-7'] })
  expect(json.results.map(ids)).toEqual([['ergotamine'], [], ['acetic-anhydride']])
  expect(json.results.map((row: { line: number }) => row.line)).toEqual([1, 2, 3])
})

test('a structure', async () => {
  const { json } = await match({ structure: 'CC(=O)OC(C)=O' })
  expect(ids(json.results[0])).toContain('acetic-anhydride')
})

test('controls are those of the day asked for', async () => {
  const on = async (day: string) => (await match({ text: 'acetic anhydride', on: day })).json.results[0].findings[0]
  expect((await on('1995-06-01')).controls).toMatchObject([{ schedule: 'Table II' }])
  expect((await on('2010-06-01')).controls).toMatchObject([{ schedule: 'Table I' }])
  expect((await on('1980-06-01')).controls).toEqual([])
})

test.each([
  [{}, 422, 'Give one of'],
  [{ text: 'a', lines: ['b'] }, 422, 'Give one of'],
  [{ lines: Array.from({ length: 1001 }, () => 'x') }, 422, 'lines'],
  [{ text: 'a', on: '2024-13-01' }, 422, 'on'],
  [{ text: 'a', jurisdictions: ['france'] }, 422, 'jurisdictions.0'],
  [{ text: 'a', unknown: 1 }, 422, 'unknown'],
  [{ structure: 'C1CC' }, 422, 'structure'],
  [{ text: 'x'.repeat((2 << 20) + 1) }, 413, '2 MiB'],
])('a request that is not valid is refused with what and where: %#', async (body, status, said) => {
  const answer = await match(body)
  expect(answer.status).toBe(status)
  expect(answer.type).toBe('application/problem+json')
  expect(answer.json.status).toBe(status)
  expect(answer.text).toContain(said)
})

test('a file streams in as CSV and its findings stream out', async () => {
  const file = 'id;text\r\n1;ketamine hydrochloride\n2;a garden chair\r\n\n3;"50-36-2"\n'
  const { status, type, text } = await post('/api/match/files?column=text', file, 'text/csv')
  const rows = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect([status, type]).toEqual([200, 'application/x-ndjson; charset=utf-8'])
  expect(rows.map((row) => [row.line, ids(row)])).toEqual([
    [1, ['ketamine']],
    [2, []],
    [3, ['cocaine']],
  ])
  const csv = await post('/api/match/files?column=text&format=csv', file, 'text/csv')
  expect(csv.text.split('\n')[0]).toContain('line,text,id,kind')
  expect(csv.text).toContain('1,ketamine hydrochloride,ketamine,watch')
})

test.each([
  ['/api/match/files?column=nope', 'a,b\n1,2\n', 400, 'The columns are: a, b'],
  ['/api/match/files?column=a', '', 400, 'empty'],
  ['/api/match/files?column=a', 'a;b;a\n1;2;3\n', 400, 'Columns 1, 3 are all named'],
  ['/api/match/files', 'a,b\n', 400, 'column'],
  ['/api/match/files?column=a&encoding=klingon', 'a\n', 400, 'klingon'],
  ['/api/match/files?column=a&format=pdf', 'a\n', 422, 'format'],
  ['/api/match/files?column=a&structure=a', 'a\n', 422, 'not both'],
  ['/api/match/files?column=a&input=lines', 'a\n', 422, 'no columns'],
  ['/api/match/files?column=a&colour=red', 'a\n', 400, 'colour'],
  ['/api/match/files?column=a&jurisdictions=INT,france', 'a\n', 422, 'jurisdictions'],
  ['/api/match/files?column=a&spelling=no', 'a\n', 422, 'spelling'],
])('a file that cannot be judged is refused: %s', async (path, body, status, said) => {
  const answer = await post(path, body, 'text/csv')
  expect(answer.status).toBe(status)
  expect(answer.text).toContain(said)
})

test.each([
  ['/api/match', 'application/x-www-form-urlencoded', 415],
  ['/api/match', 'application/json; charset=utf-8', 200],
  ['/api/match/files?input=lines', 'application/json', 415],
  ['/api/match/files?input=lines', 'multipart/form-data; boundary=x', 415],
  ['/api/match/files?input=lines', 'text/plain; charset=utf-8', 200],
  ['/api/match/files?input=lines', 'application/octet-stream', 200],
  ['/api/match/files?input=lines', '', 200],
])('%s takes its own content types: %s', async (path, type, expected) => {
  const { status, text } = await post(path, '{"text":"heroin"}', type)
  expect(status).toBe(expected)
  if (expected === 415) expect(JSON.parse(text).code).toBe('not-supported')
})

test('a file is judged for the jurisdictions asked for, and without misspellings where asked', async () => {
  const first = async (query: string, line: string) =>
    JSON.parse((await post(`/api/match/files?input=lines${query}`, line, 'text/plain')).text).findings[0]
  expect((await first('&jurisdictions=INT,FR', 'heroin')).controls.length).toBeGreaterThan(0)
  expect((await first('&jurisdictions=ZZ', 'heroin')).controls).toEqual([])
  expect((await first('&spelling=true', '5 kg methamphetamne')).by).toBe('spelling')
  expect(await first('&spelling=false', '5 kg methamphetamne')).toBeUndefined()
})

test('a bad row is told with its line, and the good ones are kept', async () => {
  const bytes = new Uint8Array([
    ...new TextEncoder().encode('t\nheroin\n'),
    0xff,
    0xfe,
    10,
    ...new TextEncoder().encode('cocaine\n'),
  ])
  const { text } = await post('/api/match/files?column=t', bytes, 'text/csv')
  const rows = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(rows.map((row) => row.error?.code ?? ids(row)[0])).toEqual(['heroin', 'bad-encoding', 'cocaine'])
  expect(rows[1].error.detail).toContain('Line 3')
})

test('a substance is found by a name in any language and shown whole', async () => {
  const page = await (await api.request('/api/substances?q=éphédrine')).json()
  expect(page.items[0].id).toBe('ephedrine')
  const answer = await api.request('/api/substances/ephedrine?on=2020-01-01')
  const record = await answer.json()
  expect(record.controls).toHaveLength(1)
  expect(record.drawing).toContain('<svg')
  expect(record.neighbours.length).toBeGreaterThan(0)
  expect(record.names.length).toBeGreaterThan(3)
  expect((await api.request('/api/substances/nothing-of-that-name')).status).toBe(404)
})

test('substances can be narrowed to a kind or to an instrument in force', async () => {
  const page = async (query: string) => (await api.request(`/api/substances?${query}`)).json()
  const watched = await page('kind=watch')
  expect(watched.items.every((item: { kind: string }) => item.kind === 'watch')).toBe(true)
  const precursors = await page('kind=listed&instrument=1988')
  expect(precursors.total).toBeGreaterThan(30)
  expect(precursors.total).toBeLessThan(80)
  expect((await page('q=listed')).total).toBe(0)
})

test.each([
  ['/api/substances?kinds=watch', '"kinds" is not known here; known are q, kind, instrument, page, on.'],
  ['/api/substances?q=heroin&page=0&sort=name', '"sort" is not known here'],
  ['/api/substances/ephedrine?day=2020-01-01', '"day" is not known here; known are on.'],
])('a key of the query that is not known is refused, and the known ones are told: %s', async (path, said) => {
  const answer = await api.request(path)
  const problem = await answer.json()
  expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
  expect(problem).toMatchObject({ status: 400, code: 'unknown-key', detail: expect.stringContaining(said) })
})
