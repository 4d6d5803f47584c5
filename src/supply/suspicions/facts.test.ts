// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { floorTable } from '../../commitments/index.ts'
import { suspicionFacts } from './facts.ts'
import { authority, bank, dealer, fiu, oddOrder, rival, roomForTests, somebody, value } from './suspicions.testing.ts'

const [analyst, officer] = [somebody(dealer, 'analyst'), somebody(authority, 'officer')]
const [watcher, unit] = [somebody(bank, 'payments'), somebody(fiu, 'fiu')]
const room = roomForTests([analyst, officer, watcher, unit])
const factsIn = async (now: string, organisations: string[] = [dealer]) => {
  const facts = await suspicionFacts({ db: room.db, organisations, country: 'ZZ', now: new Date(now), floorTable })
  return Object.fromEntries(facts.map(({ indicator, value: shown }) => [indicator, shown]))
}
const NOTHING = {
  ...{ 'IND-150': null, 'IND-151': null, 'IND-152': null, 'IND-153': null, 'IND-154': null, 'IND-155': null },
  'IND-156': null,
}

test('figures are of whole months and of many, and few are never shown', async () => {
  const desk = room.deskOf(analyst)
  const circumstances = 'A press and a precursor together, paid in crypto.'
  const made = async (answered: boolean, late: boolean) => {
    const ref = randomUUID()
    room.now = new Date('2026-04-02T10:00:00Z')
    const { alert } = value(
      await desk.take(oddOrder({ ref, customer: { ...oddOrder().customer, name: ref, phone: '' } })),
    )
    const { version } = value(await desk.alert(alert ?? ''))
    room.now = new Date(late ? '2026-04-05T10:00:00Z' : '2026-04-02T12:00:00Z')
    const sent = value(await desk.report(alert ?? '', { to: authority, circumstances }, version))
    if (answered) value(await room.deskOf(officer).answer(sent.id, { do: 'answer', feedback: 'useful' }, sent.version))
    const after = value(await desk.alert(alert ?? ''))
    room.now = new Date('2026-04-04T10:00:00Z')
    value(await desk.act(after.id, { do: 'release', text: 'Known by telephone.' }, after.version))
  }
  for (let i = 0; i < 7; i++) await made(true, false)
  expect(await factsIn('2026-05-03T00:00:00Z')).toEqual(NOTHING)
  for (let i = 0; i < 9; i++) await made(i < 3, i >= 3)
  // 10 of 16 answered, and in time; of April, told in May and not before.
  expect(await factsIn('2026-04-30T00:00:00Z')).toEqual(NOTHING)
  expect(await factsIn('2026-05-03T00:00:00Z')).toEqual({ ...NOTHING, 'IND-153': 2 })
  for (let i = 0; i < 4; i++) await made(false, true)
  expect(await factsIn('2026-05-03T00:00:00Z')).toEqual({ ...NOTHING, 'IND-150': 50, 'IND-151': 50, 'IND-153': 2 })
  expect(await factsIn('2026-05-03T00:00:00Z', [rival])).toEqual(NOTHING)
})

test('reports of transactions are counted apart from those of orders', async () => {
  const desk = room.deskOf(watcher)
  for (let i = 0; i < 20; i++) {
    room.now = new Date('2026-03-10T10:00:00Z')
    const account = `collects ${i}`
    const rows = Array.from(
      { length: 12 },
      (_, n) => `${i}-${n},2026-03-0${1 + (n % 5)},200,${account} ${n},${account}`,
    )
    const file = ['payment,at,amount,from_account,to_account', ...rows, `${i}-out,2026-03-06,2300,${account},boss ${i}`]
    value(await desk.takePayments(Buffer.from(file.join('\n'))))
    const { items } = value(await desk.alerts({ limit: 100 }))
    const { id = '', version = 0 } = items.find(({ ref }) => ref === account) ?? {}
    room.now = new Date(i < 10 ? '2026-03-10T12:00:00Z' : '2026-03-20T12:00:00Z')
    const sent = value(await desk.report(id, { to: fiu, circumstances: 'Many pay in, and all of it leaves.' }, version))
    if (i < 10) value(await room.deskOf(unit).answer(sent.id, { do: 'answer', feedback: 'useful' }, sent.version))
  }
  expect(await factsIn('2026-04-03T00:00:00Z', [bank])).toEqual({ ...NOTHING, 'IND-154': 50, 'IND-155': 50 })
})
