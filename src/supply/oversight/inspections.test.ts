// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sit } from '#platform/access/index.ts'
import { readLedger } from '#platform/ledger/index.ts'
import { floorTable } from '../../commitments/floor.ts'
import type { Finding, Inspection, InspectionCommand } from './contract.ts'
import { oversightFacts } from './facts.ts'
import { authority, codeOf, dealer, newLicence, roomForTests, somebody, value } from './oversight.testing.ts'
import { remindOfFindings } from './reminding.ts'

const room = roomForTests()
const officer = somebody(authority, ['officer'])
const inspector = somebody(authority, ['inspector'])
const licensee = somebody(dealer, ['licensee'])
const desk = (actor = inspector) => room.deskOf(actor)

const planned = async (announced: boolean) => {
  const licence = value(await desk(officer).record(newLicence()))
  return value(await desk().plan({ licence: licence.id, announced, on: '2026-03-01', brief: 'A neighbour wrote.' }))
}
const visit = (findings = 1): InspectionCommand => ({
  ...{ do: 'visit', on: '2026-03-01', report: 'The store was open.' },
  findings: Array.from({ length: findings }, () => ({
    ...{ severity: 'major' as const, found: 'No lock.', action: 'Put one there.', due: '2026-03-20' },
  })),
})
const act = (inspection: Inspection, command: InspectionCommand) =>
  desk().inspect(inspection.id, command, inspection.version)
const only = ({ findings }: Inspection) => findings[0] as Finding

test('a firm learns of an inspection that is not announced by its report, and never what made inspectors come', async () => {
  const hidden = await planned(false)
  const told = await planned(true)
  const firm = desk(licensee)
  expect(await firm.inspection(hidden.id)).toEqual(await firm.inspection(randomUUID()))
  expect(value(await firm.inspections()).items.map(({ id }) => id)).toEqual([told.id])
  expect(value(await firm.countInspections())).toBe(1)
  const events = () =>
    sit(room.db, licensee, async (trx) => (await sql<{ record: string }>`select record from event`.execute(trx)).rows)
  expect((await events()).map(({ record }) => record)).not.toContain(hidden.id)
  const visited = value(await act(hidden, visit()))
  expect((await events()).map(({ record }) => record)).toContain(hidden.id)
  const read = value(await firm.inspection(hidden.id))
  expect(read).toMatchObject({ status: 'visited', report: 'The store was open.', may: [] })
  expect(JSON.stringify(read)).not.toContain('neighbour')
  expect(visited.brief).toBe('A neighbour wrote.')
  expect(only(read).may).toEqual(['answer'])
  expect(only(visited).may).toEqual(['verify'])
})

test('the firm answers, an inspector returns or verifies, and an inspection closes once every finding is', async () => {
  const visited = value(await act(await planned(false), visit()))
  expect(codeOf(await act(visited, { do: 'close' }))).toBe('not-now')
  const finding = only(visited)
  const settle = (actor: typeof inspector, did: 'answer' | 'return' | 'verify', version: number) =>
    desk(actor).settle(finding.id, { do: did, text: `${did}: done` }, version)
  expect(codeOf(await settle(licensee, 'verify', finding.version))).toBe('not-now')
  expect(codeOf(await settle(inspector, 'answer', finding.version))).toBe('not-now')
  expect(codeOf(await settle(inspector, 'return', finding.version))).toBe('not-now')
  const answered = value(await settle(licensee, 'answer', finding.version))
  expect(codeOf(await settle(inspector, 'verify', finding.version))).toBe('changed')
  const returned = value(await settle(inspector, 'return', answered.version))
  const again = value(await settle(licensee, 'answer', returned.version))
  const closed = value(await settle(inspector, 'verify', again.version))
  expect(closed).toMatchObject({ status: 'closed', note: 'verify: done', answer: { text: 'answer: done' }, may: [] })
  expect(codeOf(await settle(licensee, 'answer', closed.version))).toBe('not-now')
  expect(value(await act(visited, { do: 'close' })).status).toBe('closed')
  const { lines } = value(await readLedger(room.db, { kind: 'finding', id: finding.id }))
  expect(lines.map(({ verb }) => verb)).toEqual(['verify', 'answer', 'return', 'answer'])
})

test('the database itself lets a firm say what it did and nothing else, and another firm nothing at all', async () => {
  const finding = only(value(await act(await planned(false), visit())))
  const change = (actor: typeof licensee, set: string) =>
    sit(room.db, actor, async (trx) => {
      const { numAffectedRows } = await sql`update finding set ${sql.raw(set)} where id = ${finding.id}`.execute(trx)
      return numAffectedRows
    }).catch((error: { code: string }) => error.code)
  expect(await change(licensee, `status = 'closed', note = 'fine', closed_at = now()`)).toBe('42501')
  expect(await change(licensee, `due_on = '2030-01-01'`)).toBe('42501')
  expect(
    await change(somebody(randomUUID(), ['licensee']), `status = 'answered', answer = 'x', answered_at = now()`),
  ).toBe(0n)
  expect(await change(licensee, `status = 'answered', answer = 'x', answered_at = now()`)).toBe(1n)
})

test('an officer plans and verifies nothing, a stranger sees nothing, and a visit is not in the future', async () => {
  const inspection = await planned(true)
  const second = desk(officer)
  expect(codeOf(await second.plan({ licence: inspection.licence, announced: true, on: '2026-03-01' }))).toBe(
    'not-found',
  )
  expect(codeOf(await act(inspection, { ...visit(), on: '2026-03-03' } as InspectionCommand))).toBe('not-valid')
  const visited = value(await act(inspection, visit(2)))
  expect(codeOf(await second.settle(only(visited).id, { do: 'verify', text: 'x' }, 1))).toBe('not-found')
  for (const stranger of [somebody(randomUUID(), ['officer', 'inspector', 'licensee']), somebody(authority, [])]) {
    const other = desk(stranger)
    expect(await other.inspection(inspection.id)).toEqual(await other.inspection(randomUUID()))
    expect(codeOf(await other.settle(only(visited).id, { do: 'answer', text: 'x' }, 1))).toBe('not-found')
    expect(codeOf(await other.inspect(inspection.id, { do: 'close' }, visited.version))).toBe('not-found')
    const counted = await other.countInspections()
    expect(counted.ok ? counted.value : 0).toBe(0)
  }
  const foreign = { licence: randomUUID(), announced: true, on: '2026-03-01' }
  expect(await desk().plan(foreign)).toMatchObject({ refusal: { code: 'not-valid', where: 'licence' } })
  const cancelled = value(await act(await planned(true), { do: 'cancel', reason: 'Ill.' }))
  expect([cancelled.status, cancelled.reason, cancelled.may]).toEqual(['cancelled', 'Ill.', []])
})

const text = async function* (words: string) {
  yield Buffer.from(words)
}

test('both sides add files to a finding, who reads it reads them, and what was answered to stays', async () => {
  const visited = value(await act(await planned(false), visit()))
  const finding = only(visited)
  const firm = desk(licensee)
  const photo = value(await desk().attach(finding.id, 'door.txt', text('An open door.')))
  room.now = new Date(room.now.getTime() + 1000)
  const proof = value(await firm.attach(finding.id, 'lock.txt', text('A new lock.')))
  expect([photo.from, proof.from]).toEqual(['inspector', 'firm'])
  expect(codeOf(await firm.attach(finding.id, 'x.exe', text('MZ')))).toBe('not-supported')
  const read = async (actor: typeof inspector, file: string) =>
    new Response(value(await desk(actor).download(finding.id, file)).body).text()
  for (const actor of [licensee, inspector, officer])
    expect([await read(actor, photo.id), await read(actor, proof.id)]).toEqual(['An open door.', 'A new lock.'])
  const files = async (actor: typeof inspector) => only(value(await desk(actor).inspection(visited.id))).files
  expect((await files(licensee)).map(({ name, mayTakeOut }) => [name, mayTakeOut])).toEqual([
    ['door.txt', false],
    ['lock.txt', true],
  ])
  expect((await files(inspector)).map(({ sha256 }) => sha256)).toEqual([photo.sha256, proof.sha256])
  // Neither side takes out what the other added, whatever the desk would do.
  expect(codeOf(await firm.detach(finding.id, photo.id))).toBe('not-found')
  const byHand = await sit(room.db, licensee, (trx) =>
    sql`delete from finding_file where attachment = ${photo.id}`.execute(trx),
  )
  expect(byHand.numAffectedRows).toBe(0n)
  // For others there is nothing: not the file, and not a finding to add one to.
  const other = value(await act(await planned(false), visit()))
  for (const stranger of [somebody(randomUUID(), ['inspector', 'licensee', 'officer']), somebody(dealer, [])]) {
    const theirs = desk(stranger)
    expect(await theirs.download(finding.id, photo.id)).toEqual(await theirs.download(randomUUID(), randomUUID()))
    expect(codeOf(await theirs.attach(finding.id, 'x.txt', text('x')))).toBe('not-found')
  }
  expect(codeOf(await firm.download(only(other).id, photo.id))).toBe('not-found') // through its own finding alone
  expect(codeOf(await desk(officer).attach(finding.id, 'x.txt', text('x')))).toBe('not-found')

  value(await firm.detach(finding.id, proof.id))
  expect(codeOf(await firm.download(finding.id, proof.id))).toBe('not-found')
  room.now = new Date(room.now.getTime() + 1000)
  const again = value(await firm.attach(finding.id, 'lock.txt', text('A new lock, closed.')))
  const answered = value(await firm.settle(finding.id, { do: 'answer', text: 'See the file.' }, finding.version))
  expect(answered.files.map(({ id }) => id)).toEqual([photo.id, again.id])
  expect(codeOf(await firm.detach(finding.id, again.id))).toBe('not-now')
  value(await desk().settle(finding.id, { do: 'verify', text: 'Seen.' }, answered.version))
  expect(codeOf(await firm.attach(finding.id, 'late.txt', text('late')))).toBe('not-now')
  expect(await read(licensee, again.id)).toBe('A new lock, closed.')
  const { lines } = value(await readLedger(room.db, { kind: 'attachment', id: again.id }))
  expect(lines.map(({ verb }) => verb)).toEqual(['download', 'attach'])
})

test('the firm is reminded of a finding before its day, inspectors after it, once each; figures come under the floor', async () => {
  const finding = only(value(await act(await planned(false), visit())))
  const remind = (day: string) => remindOfFindings(room.db, [authority], new Date(`${day}T08:00:00Z`))
  expect(await remind('2026-03-12')).toBe(0)
  const open = await remind('2026-03-13')
  expect(open).toBeGreaterThan(0) // the others of this file too
  expect(await remind('2026-03-20')).toBe(0)
  expect(await remind('2026-03-21')).toBe(open)
  expect(await remind('2026-03-22')).toBe(0)
  const { rows } = await sit(room.db, inspector, (trx) =>
    sql<{ kind: string }>`select kind from event where kind in ('finding.due', 'finding.late')`.execute(trx),
  )
  expect(rows.filter(({ kind }) => kind === 'finding.due')).toHaveLength(open)
  expect(rows.filter(({ kind }) => kind === 'finding.late')).toHaveLength(open)
  const { version } = finding
  value(await desk().settle(finding.id, { do: 'verify', text: 'Seen.' }, version))

  const factsOf = (plan: typeof floorTable, organisations = [authority]) =>
    oversightFacts({ db: room.db, organisations, country: 'ZZ', now: new Date('2026-04-01'), floorTable: plan })
  const all = (await factsOf(floorTable)).map(({ value: shown }) => shown)
  expect(all.every((shown) => shown === null || shown >= 10)).toBe(true)
  const bare: typeof floorTable = (_, counts) => [
    ...counts.map(({ at, count }) => ({ at: [...at], value: count })),
    { at: ['*'], value: counts.reduce((sum, { count }) => sum + count, 0) },
  ]
  const counted = await sit(room.db, inspector, async (trx) => {
    const { rows: found } = await sql<{ visits: number; due: number; closed: number }>`select
      (select count(*)::integer from inspection where visited_on is not null) as visits,
      (select count(*)::integer from finding) as due,
      (select count(*)::integer from finding where status = 'closed') as closed`.execute(trx)
    return found[0] ?? { visits: 0, due: 0, closed: 0 }
  })
  const [licences, visits, inTime] = await factsOf(bare)
  expect([licences?.value, visits?.value]).toEqual([0, counted.visits]) // none was granted in this file
  expect(inTime?.value).toBe(Math.round((counted.closed / counted.due) * 1000) / 10)
  expect((await factsOf(bare, [randomUUID()])).map(({ value: shown }) => shown)).toEqual([0, 0, null])
})
