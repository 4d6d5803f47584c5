// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Actor, accessMigrations, type Handling, keyOf } from '../access/index.ts'
import { databaseForTests } from '../database/for-tests.ts'
import * as made from './for-tests.ts'
import { type AttachmentTables, attachmentMessages, attachmentMigrations, openAttachments } from './index.ts'
import { disposition } from './serve.ts'

const database = databaseForTests()
const nodeKey = randomBytes(32)
const [police, bank] = [randomUUID(), randomUUID()]
const actor = (organisation = police): Actor => ({
  account: randomUUID(),
  organisation,
  roles: [],
  groups: [],
  clearance: 'red',
  purposes: ['control'],
})
const handling: Handling = {
  originator: police,
  audience: [keyOf.organisation(police)],
  marking: 'amber',
  purposes: ['control'],
  fields: {},
  originatorControlled: false,
  keptUntil: null,
}

const open = async (over: { nodeKey?: Buffer; folder?: string } = {}) => {
  const migrations = { access: accessMigrations, attachments: attachmentMigrations }
  const { db } = await database.open<AttachmentTables>('rooms', migrations)
  const folder = over.folder ?? join(database.folder, `files-${randomUUID()}`)
  return { db, folder, files: openAttachments({ db, folder, nodeKey: over.nodeKey ?? nodeKey }) }
}

async function* inPieces(bytes: Buffer, length: number) {
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length)
}

type Desk = Awaited<ReturnType<typeof open>>['files']

const add = (files: Desk, name: string, bytes: Buffer, piece = 1000) =>
  files.add(actor(), handling, name, inPieces(bytes, piece))

const added = async (files: Desk, name: string, bytes: Buffer) => {
  const answer = await add(files, name, bytes)
  if (!answer.ok) throw new Error(`${name}: ${answer.refusal.detail}`)
  return answer.value
}

const bytesOf = async (files: Desk, id: string, who = actor()) => {
  const answer = await files.read(who, id)
  if (!answer.ok) throw new Error(answer.refusal.code)
  return Buffer.from(await new Response(answer.value.body).arrayBuffer())
}

const said = async (files: Desk, name: string, bytes: Buffer) => {
  const answer = await add(files, name, bytes)
  return answer.ok ? 'taken' : answer.refusal.code
}

const sealedFile = (folder: string, id: string) => join(folder, 'kept', id.slice(0, 2), id)
const lying = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length

const GOOD: [name: string, bytes: Buffer, kept: Buffer | undefined, type: string][] = [
  ['a.png', made.aPng(), made.aPng(false), 'image/png'],
  ['a.jpg', made.aJpeg(), made.aJpeg(false), 'image/jpeg'],
  ['a.webp', made.aWebp(), undefined, 'image/webp'],
  ['a.wav', made.aWav(), undefined, 'audio/wav'],
  ['a.mp3', made.anMp3(), made.anMp3().subarray(10 + 4 + made.SECRET.length, -128), 'audio/mpeg'],
  ['a.pdf', made.aPdf(), made.aPdf(), 'application/pdf'],
  ['a.docx', made.aDocx(), made.aDocx(), expect.stringContaining('wordprocessingml') as never],
  ['a.xlsx', made.aXlsx(), made.aXlsx(), expect.stringContaining('spreadsheetml') as never],
  ['é.txt', Buffer.from('Été, 夏.\n'.repeat(20000)), Buffer.from('Été, 夏.\n'.repeat(20000)), 'text/plain'],
  ['a.csv', Buffer.from('a,b\n1,2\n'), Buffer.from('a,b\n1,2\n'), 'text/csv'],
]

test.each(GOOD)(
  '%s is taken, kept without metadata, sealed and served as it was kept',
  async (name, bytes, kept, type) => {
    const { files, folder } = await open()
    for (const piece of [1, 7, 65536]) {
      const answer = await add(files, name, bytes, bytes.length > 5000 ? Math.max(piece, 997) : piece)
      if (!answer.ok) throw new Error(answer.refusal.detail)
      const { id, size, sha256 } = answer.value
      const back = await bytesOf(files, id)
      if (kept) expect(back.equals(kept)).toBe(true)
      expect(back.includes(made.SECRET)).toBe(false)
      expect([back.length, createHash('sha256').update(back).digest('hex')]).toEqual([size, sha256])
      const atRest = readFileSync(sealedFile(folder, id))
      expect(atRest.includes(back.subarray(0, 16))).toBe(false)
      const read = await files.read(actor(), id)
      if (!read.ok) throw new Error(read.refusal.code)
      await read.value.body.cancel()
      expect(read.value.type).toEqual(type)
      expect(read.value.headers).toMatchObject({
        'content-length': String(size),
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'content-disposition': expect.stringMatching(/^attachment; filename="/),
      })
    }
  },
)

test('a WebP and a WAV keep their lengths and lose what they told', async () => {
  const { files } = await open()
  for (const [name, bytes] of [
    ['a.webp', made.aWebp()],
    ['a.wav', made.aWav()],
  ] as const) {
    const back = await bytesOf(files, (await added(files, name, bytes)).id)
    expect(back.length).toBe(bytes.length)
    expect(back.includes('JUNK')).toBe(true)
    if (name === 'a.webp') expect(back[20]).toBe(0)
  }
})

test('a photograph keeps which way up it is, and nothing else of its Exif', async () => {
  const { files } = await open()
  for (const turn of [1, 6, 8, 99]) {
    const bytes = made.aJpeg(true, made.exifWithTurn(turn))
    const back = await bytesOf(files, (await added(files, 'a.jpg', bytes)).id)
    const at = back.indexOf('Exif')
    expect(back.includes(made.SECRET)).toBe(false)
    if (turn === 1 || turn === 99) expect(at).toBe(-1)
    else expect([back.length - made.aJpeg(false).length, back[at + 25]]).toEqual([4 + 32, turn])
  }
})

const zeros = Buffer.alloc(320 << 20)
const external = '<Relationship Id="1" Type="x/attachedTemplate" Target="https://x.example" TargetMode="External"/>'
const BAD: [why: string, name: string, bytes: () => Buffer, code: string][] = [
  ['a picture named as a document', 'a.pdf', () => made.aPng(), 'wrong-name'],
  ['a program named as a picture', 'a.png', () => Buffer.from('\x7fELF program'), 'wrong-name'],
  ['a program', 'a.exe', () => Buffer.from('MZ program'), 'not-supported'],
  ['a page', 'a.html', () => Buffer.from('<html>'), 'not-supported'],
  ['a picture without an ending', 'a', () => made.aPng(), 'wrong-name'],
  ['bytes named as text', 'a.txt', () => Buffer.from([65, 0, 66]), 'broken'],
  ['Latin-1 named as text', 'a.csv', () => Buffer.from('\xe9t\xe9', 'latin1'), 'broken'],
  ['nothing', 'a.txt', () => Buffer.alloc(0), 'broken'],
  ['a PDF without its end', 'a.pdf', () => made.aPdf().subarray(0, -8), 'broken'],
  ['a sheet named as a text', 'a.docx', () => made.aXlsx(), 'broken'],
  ['a plain zip', 'a.docx', () => made.aZip([{ name: 'x', data: Buffer.from('x') }]), 'broken'],
  ['a bomb', 'a.docx', () => made.aDocx([{ name: 'word/x.xml', data: zeros }]), 'unsafe'],
  ['a bomb that lies', 'a.docx', () => made.aDocx([{ name: 'word/x.xml', data: zeros, size: 10 }]), 'unsafe'],
  ['macros', 'a.docx', () => made.aDocx([{ name: 'word/vbaProject.bin', data: Buffer.from('x') }]), 'unsafe'],
  [
    'a type with macros',
    'a.docx',
    () => made.aDocx([], 'application/vnd.ms-word.document.macroEnabled.main+xml'),
    'unsafe',
  ],
  [
    'a template from elsewhere',
    'a.docx',
    () => made.aDocx([{ name: 'word/_rels/x.rels', data: Buffer.from(external) }]),
    'unsafe',
  ],
  ['a name that leaves', 'a.docx', () => made.aDocx([{ name: '../x', data: Buffer.from('x') }]), 'unsafe'],
  ['two names', 'a.docx', () => made.aDocx([{ name: 'x', nameThere: 'y', data: Buffer.from('x') }]), 'unsafe'],
  ['something in front', 'a.docx', () => Buffer.concat([Buffer.from('PK\x03\x04'), made.aDocx()]), 'broken'],
]

test.each(BAD)('%s is refused and leaves nothing on the disk', async (_, name, bytes, code) => {
  const { files, folder } = await open()
  expect(await said(files, name, bytes())).toBe(code)
  expect(lying(folder)).toBe(0)
  for (const language of ['en', 'fr']) expect(attachmentMessages(language)(code)).not.toBe(code)
})

test('a file that is cut off anywhere is refused, one that is changed anywhere is refused or harmless', async () => {
  const { files } = await open()
  const whole = GOOD.filter(([name]) => /png|jpg|webp|wav|docx/.test(name)).map(([name, bytes]) => ({ name, bytes }))
  for (const { name, bytes } of [
    { name: 'a.png', bytes: made.aPng(false) },
    { name: 'a.jpg', bytes: made.aJpeg(false) },
    ...whole.filter((own) => /webp|wav|docx/.test(own.name)),
  ])
    for (let length = 0; length < bytes.length; length += 1 + Math.floor(bytes.length / 60))
      expect(['broken', 'wrong-name'], `${name} ${length}`).toContain(
        await said(files, name, bytes.subarray(0, length)),
      )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...whole),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      async ({ name, bytes }, changes) => {
        const changed = Buffer.from(bytes)
        for (const [at, byte] of changes) changed[at % changed.length] = byte
        const answer = await files.receive(name, inPieces(changed, 64))
        if (answer.ok) expect(answer.value.size).toBeLessThanOrEqual(changed.length)
      },
    ),
    { numRuns: 150 },
  )
})

test('whoever may not see it gets the answer of whoever asks for what is not there', async () => {
  const { files } = await open()
  const { id } = await added(files, 'a.txt', Buffer.from('for the police alone'))
  const forbidden = await files.read(actor(bank), id)
  expect(forbidden).toEqual(await files.read(actor(bank), randomUUID()))
  expect(forbidden).toEqual(await files.read(actor(bank), 'no id'))
  expect(forbidden).toMatchObject({ refusal: { code: 'not-found' } })
  expect(await files.read({ ...actor(), clearance: 'clear' }, id)).toEqual(forbidden)
  expect(await files.erase(actor(bank), id)).toEqual(forbidden)
  expect((await bytesOf(files, id)).toString()).toBe('for the police alone')
  await expect(files.add(actor(bank), handling, 'a.txt', inPieces(Buffer.from('x'), 1))).rejects.toMatchObject({
    code: '42501',
  })
})

test('bytes that were changed, cut off, moved or swapped on the disk are never served', async () => {
  const { files, folder } = await open()
  const text = Buffer.from('0123456789abcdef'.repeat(20000))
  const fault = async (change: (path: string, bytes: Buffer) => void) => {
    const { id } = await added(files, 'a.txt', text)
    const path = sealedFile(folder, id)
    change(path, readFileSync(path))
    return bytesOf(files, id).then(
      () => 'served',
      () => 'refused',
    )
  }
  for (const at of [0, 40_000, 65_536 + 3, 200_000])
    expect(await fault((path, bytes) => writeFileSync(path, bytes.fill((bytes[at] ?? 0) ^ 1, at, at + 1)))).toBe(
      'refused',
    )
  expect(await fault((path) => truncateSync(path, 65_552))).toBe('refused')
  const frame = 65_552
  const swap = (bytes: Buffer) =>
    Buffer.concat([bytes.subarray(frame, 2 * frame), bytes.subarray(0, frame), bytes.subarray(2 * frame)])
  expect(await fault((path, bytes) => writeFileSync(path, swap(bytes)))).toBe('refused')
  const other = await added(files, 'a.txt', text)
  expect(await fault((path) => writeFileSync(path, readFileSync(sealedFile(folder, other.id))))).toBe('refused')
  const thief = await open({ nodeKey: randomBytes(32), folder })
  expect(await thief.files.read(actor(), other.id)).toMatchObject({ refusal: { code: 'damaged' } })
})

test('once erased it is gone: no key, no name, no file, and a copy of the file stays closed', async () => {
  const { files, folder, db } = await open()
  const { id } = await added(files, 'name.txt', Buffer.from('erase me'))
  const copy = readFileSync(sealedFile(folder, id))
  expect(await files.erase(actor(), id)).toEqual({ ok: true, value: undefined })
  expect(lying(folder)).toBe(0)
  writeFileSync(sealedFile(folder, id), copy)
  expect(await files.read(actor(), id)).toMatchObject({ refusal: { code: 'not-found' } })
  expect(await files.sweep(0)).toEqual({ removed: 1 })
  expect(await db.selectFrom('attachment').selectAll().execute()).toEqual([])
  expect(await files.erase(actor(), id)).toMatchObject({ refusal: { code: 'not-found' } })
})

test('the sweeper takes what nobody uses, when it is old, and nothing else', async () => {
  const { files, folder } = await open()
  const { id } = await added(files, 'a.txt', Buffer.from('used'))
  await files.receive('b.txt', inPieces(Buffer.from('never used'), 4))
  writeFileSync(join(folder, 'incoming', randomUUID()), 'half')
  expect(await files.sweep()).toEqual({ removed: 0 })
  expect(await files.sweep(0)).toEqual({ removed: 2 })
  expect((await bytesOf(files, id)).toString()).toBe('used')
})

test('a name is told as it is and does nothing else', async () => {
  const { files } = await open()
  const { id, name } = await added(files, '..\\C:/x/"a\u202Etxt.exe"\r\n‘é’.txt', Buffer.from('x'))
  expect(name).toBe('"atxt.exe"‘é’.txt')
  const read = await files.read(actor(), id)
  expect(read.ok && read.value.headers['content-disposition']).toBe(
    `attachment; filename="_atxt.exe____.txt"; filename*=UTF-8''%22atxt.exe%22%E2%80%98%C3%A9%E2%80%99.txt`,
  )
  expect(disposition("it's (1)*.txt")).toContain('it%27s%20%281%29%2A.txt')
  if (read.ok) await read.value.body.cancel()
})
