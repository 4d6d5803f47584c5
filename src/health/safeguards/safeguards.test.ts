// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { fromBase64Url, newKeyPair, toBase64Url } from '#basis/hpke.ts'
import type { Actor } from '#platform/access/index.ts'
import { OFFICER, ROLES } from './access.ts'
import { codeIn, keyIn, keysOf, newReference, openLetter, sealLetter } from './code.ts'
import { faultsIn, keyFileOf } from './index.ts'
import { codeOf, NAME, officer, roomForTests, TEXT, value } from './room.testing.ts'
import { recordingForTests, TAGS } from './voice.testing.ts'
import { MOST_VOICE, VOICE_RATE, voiceInWav } from './voice.ts'

const room = roomForTests()
const { counter, deskOf, report, idOf, asSuperuser, first, second } = room

test('a report reaches the body alone, its answer the person alone, and both clocks run', async () => {
  room.at('2026-03-02T10:00:00Z')
  const { code, holder, keys } = await report()
  const id = await idOf(holder.reference)
  const read = value(await deskOf(first).open(id))
  const [letter] = read.content
  expect((await openLetter(room.pair, 'report', holder.reference, letter?.sealedBody ?? '')).text).toBe(TEXT)
  expect(read).toMatchObject({ acknowledgeBy: '2026-03-05', answerBy: '2026-04-01', acknowledged: null, waits: true })
  room.at('2026-03-03T10:00:00Z')
  const acknowledged = value(await deskOf(first).decide(id, { do: 'acknowledge' }, read.version))
  const told = { text: 'We visit the place this week.' }
  const answer = {
    do: 'answer' as const,
    bodyKey: read.bodyKey,
    sealedBody: await sealLetter(room.pair.publicKey, 'answer', holder.reference, told),
    sealedPerson: await sealLetter(read.personKey, 'answer', holder.reference, told),
  }
  expect(codeOf(await deskOf(first).decide(id, answer, read.version))).toBe('changed')
  const key = randomUUID()
  const once = await deskOf(first).decide(id, answer, acknowledged.version, key)
  expect(await deskOf(first).decide(id, answer, acknowledged.version, key)).toEqual(once)
  // With the code, however it was copied.
  const copied = codeIn(` ${code.toLowerCase().replaceAll('-', ' ')} `)
  const again = await keysOf(copied ?? { reference: '', secret: '' })
  expect(again).toEqual(keys)
  const shown = value(await counter().follow({ ...holder, token: again.token }))
  if (shown.state !== 'kept') throw new Error('It is there.')
  expect(shown).toMatchObject({
    acknowledged: '2026-03-03T10:00:00.000Z',
    isDamaged: false,
    reprisalFrom: '2026-04-01',
  })
  expect(shown.letters).toHaveLength(2)
  expect(shown.letters[0]?.sealedPerson).toBeNull()
  const sealed = shown.letters[1]?.sealedPerson ?? ''
  expect(await openLetter(again.pair, 'answer', holder.reference, sealed)).toEqual(told)
  await expect(openLetter(room.pair, 'answer', holder.reference, sealed)).rejects.toThrow()
  // More, and whether they suffered for it.
  const sealedMore = await sealLetter(room.pair.publicKey, 'reprisal', holder.reference, { text: '', happened: true })
  const added = value(await counter().add(holder, { kind: 'reprisal', bodyKey: read.bodyKey, sealed: sealedMore }))
  expect(added.state === 'kept' && added.letters.at(-1)?.kind).toBe('reprisal')
  const last = value(await deskOf(second).open(id)).content.at(-1)
  expect((await openLetter(room.pair, 'reprisal', holder.reference, last?.sealedBody ?? '')).happened).toBe(true)
})

test('a voice is sealed as text is: the database has neither samples nor marks of it, and its length to a minute alone', async () => {
  const send = async (voice: Uint8Array, text = '') => {
    const { id: bodyKey, publicKey } = (await counter().body()) ?? { id: '', publicKey: '' }
    const reference = newReference()
    const { token, pair } = await keysOf({ reference, secret: 'A'.repeat(12) })
    const sealed = await sealLetter(publicKey, 'report', reference, { text, voice: toBase64Url(voice) })
    value(await counter().report({ reference, token, personKey: pair.publicKey, bodyKey, sealed }))
    return { reference, sealed }
  }
  const voice = voiceInWav(recordingForTests()) ?? new Uint8Array()
  const { reference } = await send(voice)
  const [rows = []] = await asSuperuser(
    `select r::text || coalesce(l::text, '') as all from report r join letter l on l.report = r.id where reference = '${reference}'`,
  )
  const kept = rows[0]?.all ?? ''
  expect(kept.length).toBeGreaterThan(600_000)
  const samples = toBase64Url(voice)
  for (const hidden of [...TAGS, samples.slice(0, 40), samples.slice(4_000, 4_040)])
    expect(kept.includes(hidden), hidden).toBe(false)
  const { content } = value(await deskOf(first).open(await idOf(reference)))
  const told = await openLetter(room.pair, 'report', reference, content[0]?.sealedBody ?? '')
  expect(Buffer.compare(fromBase64Url(told.voice ?? ''), voice)).toBe(0)
  // One second and fifty look alike; the longest, with the longest text, is taken in.
  const lengths = [1, 50].map((seconds) => new Uint8Array(seconds * VOICE_RATE).fill(7))
  const sizes = await Promise.all(lengths.map(async (each) => (await send(each)).sealed.length))
  expect(new Set(sizes).size).toBe(1)
  await send(new Uint8Array(MOST_VOICE * VOICE_RATE).fill(7), '\u0001'.repeat(20_000))
})

test('nothing that was told stands anywhere in the database, nor the secret of a code', async () => {
  const { code, holder } = await report('zqxplanted Ödön')
  const [tables = []] = await asSuperuser(`select tablename from pg_tables where schemaname = '${NAME}'`)
  const all = JSON.stringify(
    await asSuperuser(...tables.map(({ tablename }) => `select t::text from ${NAME}.${tablename} t`)),
  )
  expect(all).toContain(holder.reference)
  const { secret = '' } = codeIn(code) ?? {}
  const hidden = ['zqxplanted', 'Ödön', secret, code, holder.token, room.pair.privateKey, `${first.account}:`]
  for (const each of hidden) expect(all.includes(each), each).toBe(false)
})

test('who reads reports is chosen by two custodians of the body, and so are its custodians', () => {
  expect(ROLES).toMatchObject([{ id: OFFICER, kinds: ['complaints-body'], secondPerson: true, ownCustodians: true }])
})

test('nobody but officers of the body sees that there is a report; without a seat not one row exists', async () => {
  const { holder } = await report()
  const id = await idOf(holder.reference)
  const others: Partial<Actor>[] = [
    { organisation: randomUUID() },
    { roles: ['custody:health-safeguards', 'signals:clinician'] },
    { purposes: ['care'] },
    { clearance: 'green' },
  ]
  for (const over of others) {
    const desk = deskOf(officer(over))
    const seen = await desk.list()
    expect(seen.ok ? seen.value : []).toEqual([])
    expect(codeOf(await desk.open(id))).toBe('not-found')
    expect(codeOf(await desk.decide(id, { do: 'acknowledge' }, 1))).toBe('not-found')
  }
  for (const table of ['report', 'letter'] as const)
    expect(await room.db.selectFrom(table).selectAll().execute()).toEqual([])
  const events = await room.db.selectFrom('event').selectAll().execute()
  expect(events).toEqual([])
  for (const wrong of [
    { ...holder, token: 'A'.repeat(43) },
    { ...holder, reference: newReference() },
    { ...holder, reference: 'everyone' },
  ])
    expect(codeOf(await counter().follow(wrong))).toBe('not-found')
})

test('retention ends by two officers of the body; then nothing can be opened, and the code says so', async () => {
  const { holder, input } = await report()
  const id = await idOf(holder.reference)
  const asked = value(await deskOf(first).decide(id, { do: 'propose-end' }, 1))
  expect(codeOf(await deskOf(first).decide(id, { do: 'agree-end' }, asked.version))).toBe('second-person')
  value(await deskOf(second).decide(id, { do: 'agree-end' }, asked.version))
  const { content, ended } = value(await deskOf(first).open(id))
  expect([content[0]?.sealedBody, ended]).toEqual([null, room.now().toISOString()])
  expect(value(await counter().follow(holder))).toMatchObject({ state: 'kept', ended, isDamaged: false })
  const more = { kind: 'more' as const, bodyKey: input.bodyKey, sealed: input.sealed }
  expect(codeOf(await counter().add(holder, more))).toBe('not-now')
  expect(await faultsIn(room.db)).toEqual([])
})

test('the same report twice is kept once, a key that is over takes none, and what is not valid is told', async () => {
  const { input, holder } = await report()
  value(await counter().report(input))
  expect(value(await deskOf(first).list()).filter(({ reference }) => reference === holder.reference)).toHaveLength(1)
  expect(codeOf(await counter().report({ ...input, token: 'B'.repeat(43) }))).toBe('not-valid')
  expect(codeOf(await counter().report({ ...input, reference: newReference(), bodyKey: randomUUID() }))).toBe(
    'key-changed',
  )
  expect(codeOf(await counter().report({ ...input, sealed: 'plain words' }))).toBe('not-valid')
  expect(await keyIn(await keyFileOf(room.pair, '2026-03-02'))).toEqual(room.pair)
  for (const none of ['', '{}', 'null', '{"privateKey":"x"}']) expect(await keyIn(none)).toBeUndefined()
})

test('a body that replaces its key keeps its place before another, and is told when the public page names another', async () => {
  const [one, two] = [{ organisation: randomUUID() }, { organisation: randomUUID() }].map((over) => [
    officer(over),
    officer(over),
  ])
  const put = async ([first, second]: Actor[] = []) => {
    const { publicKey } = await newKeyPair()
    const { id } = value(await deskOf(first ?? officer()).settleKey({ do: 'propose', publicKey }))
    value(await deskOf(second ?? officer()).settleKey({ do: 'agree', id }))
    return id
  }
  const named = async (who: Actor[] | undefined) => value(await deskOf(who?.[0] ?? officer()).watch()).named
  await put(one)
  expect([await named([first]), await named(one), await named(two)]).toEqual(['own', 'other', 'none'])
  const next = await put([first, second])
  expect((await counter().body())?.id).toBe(next)
  expect([await named([first]), await named(one)]).toEqual(['own', 'other'])
  // Somebody who may do anything with the database puts another before it, or takes it from the page.
  await asSuperuser(`update body_key set receives_since = '2020-01-01' where originator = '${one?.[0]?.organisation}'`)
  expect(await named([first])).toBe('other')
  expect(value(await deskOf(first).watch()).faults).toEqual([
    expect.objectContaining({ kind: 'key', fault: 'changed' }),
  ])
})
