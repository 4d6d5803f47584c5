// SPDX-License-Identifier: Apache-2.0
/** A restricted list of the demonstration is matched by whoever is cleared for it, and stands in no other channel. */
import { expect, test } from 'vitest'
import { siteForTests } from './site.testing.ts'

const site = siteForTests()
/** Of the invented list, in lower case. */
const MARKERS = ['zelvoxamorine', 'zelvox oil', 'invented list']
const TEXT = '5 kg Zelvoxamorine, 1 L zelvox oil'

const PAGES = [
  ...['/en', '/en/substances?q=zelvoxamor', '/en/substances/restricted-zelvoxamorine', '/en/bench', '/en/api'],
  ...['/api/substances?q=zelvoxamor', '/api/substances/restricted-zelvoxamorine', '/api/openapi.json'],
  ...['/api/reference', '/api/incidents', '/api/incidents?text=zelvoxamor', '/api/notices?text=zelvoxamor'],
  ...['/taxii2/', '/taxii2/incidents/collections/', '/taxii2/incidents/collections/incidents/objects/'],
  ...['/taxii2/incidents/collections/incidents/manifest/', '/inbox', '/incidents', '/notices', '/feeds', '/webhooks'],
  ...['/corrections', '/administration', '/administration/compartments', '/administration/ledger/supply'],
  ...['/administration/work/supply', '/administration/settings', '/account', '/demonstration/mailbox'],
]
const holds = (text: string) => MARKERS.filter((marker) => text.toLowerCase().includes(marker))

/** Every answer in which a marker stands that was not in the question. */
const leaks = async (headers: Record<string, string>): Promise<string[]> => {
  const found: string[] = []
  for (const page of PAGES) {
    const answer = await fetch(site.origin + page, { headers: { ...headers, accept: '*/*' }, redirect: 'manual' })
    // What was asked for may stand in the answer: questions are beginnings of the name, but for one address.
    const said = (await answer.text()).replaceAll('restricted-zelvoxamorine', '')
    found.push(...holds(said).map((marker) => `${page}: ${marker}`))
  }
  const post = async (path: string, body: string, type: string) => {
    const answer = await fetch(site.origin + path, {
      method: 'POST',
      headers: { ...headers, 'content-type': type },
      body,
    })
    return answer.text()
  }
  const matched = JSON.parse(await post('/api/match', JSON.stringify({ text: TEXT }), 'application/json'))
  if (JSON.stringify(matched.results[0].findings) !== '[]') found.push('/api/match')
  const rows = await post('/api/match/files?input=lines', TEXT, 'text/csv')
  if (JSON.stringify(JSON.parse(rows).findings) !== '[]') found.push('/api/match/files')
  const restricted = new URLSearchParams({ intent: 'match', line: TEXT }).toString()
  const form = await post('/restricted', restricted, 'application/x-www-form-urlencoded')
  if (form.includes('Invented list')) found.push('/restricted')
  return found
}

test('nobody who is not cleared meets a restricted list, in any channel; whoever is, does on one page', async () => {
  expect(await leaks({ origin: site.origin })).toEqual([])
  for (const name of ['Tomás Rivas', 'Petra Valdis', 'Erik Sandberg'])
    expect(await leaks(await site.stepIn(name)), name).toEqual([])
  // The same look finds it where it may be found: it can fail.
  const cleared = await site.stepIn('Farah Osei')
  expect(await leaks(cleared)).toEqual(['/restricted'])
  const { restricted } = await site.house.openDesks(new Headers(await site.stepIn('Olu Adeyemi')))
  const lists = await restricted?.lists()
  const looks = lists?.ok ? await restricted?.looks(lists.value[0]?.id ?? '') : undefined
  expect(looks?.ok && looks.value.some(({ verb }) => verb === 'match')).toBe(true)
}, 120_000)
