// SPDX-License-Identifier: Apache-2.0
/** The kinds of file that are taken, by their first bytes. What is not here is refused. */
import { type Bytes, Stopped } from './bytes.ts'
import { jpeg, png, webp } from './pictures.ts'
import { mp3, wav } from './sounds.ts'
import { asItIs, pdf, text } from './texts.ts'

export interface Kind {
  type: string
  endings: readonly string[]
  /** Bytes. */
  most: number
  begins(head: Buffer): boolean
  /** The bytes as they are kept: checked, and without metadata where that can be taken out. */
  pass(bytes: Bytes): AsyncGenerator<Buffer>
}

const MiB = 1 << 20
const at = (head: Buffer, offset: number, said: string) =>
  head.toString('latin1', offset, offset + said.length) === said

const OFFICE = 'application/vnd.openxmlformats-officedocument'
export const DOCX = `${OFFICE}.wordprocessingml.document`
export const XLSX = `${OFFICE}.spreadsheetml.sheet`

/** Text has no first bytes of its own, so it comes last and only by its ending. */
export const KINDS: readonly Kind[] = [
  { type: 'application/pdf', endings: ['pdf'], most: 100 * MiB, begins: (head) => at(head, 0, '%PDF-'), pass: pdf },
  {
    type: 'image/png',
    endings: ['png'],
    most: 50 * MiB,
    begins: (head) => at(head, 0, '\x89PNG\r\n\x1a\n'),
    pass: png,
  },
  {
    type: 'image/jpeg',
    endings: ['jpg', 'jpeg'],
    most: 50 * MiB,
    begins: (head) => at(head, 0, '\xff\xd8\xff'),
    pass: jpeg,
  },
  {
    type: 'image/webp',
    endings: ['webp'],
    most: 50 * MiB,
    begins: (head) => at(head, 0, 'RIFF') && at(head, 8, 'WEBP'),
    pass: webp,
  },
  {
    type: 'audio/wav',
    endings: ['wav'],
    most: 200 * MiB,
    begins: (head) => at(head, 0, 'RIFF') && at(head, 8, 'WAVE'),
    pass: wav,
  },
  {
    type: 'audio/mpeg',
    endings: ['mp3'],
    most: 200 * MiB,
    begins: (head) => at(head, 0, 'ID3') || (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2),
    pass: mp3,
  },
  { type: DOCX, endings: ['docx'], most: 50 * MiB, begins: (head) => at(head, 0, 'PK\x03\x04'), pass: asItIs },
  { type: XLSX, endings: ['xlsx'], most: 50 * MiB, begins: (head) => at(head, 0, 'PK\x03\x04'), pass: asItIs },
  { type: 'text/csv', endings: ['csv'], most: 500 * MiB, begins: () => false, pass: text },
  { type: 'text/plain', endings: ['txt'], most: 500 * MiB, begins: () => false, pass: text },
]

export const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** The kind of a file. Throws where there is none, or where its name says another than its bytes. */
export const kindOf = (name: string, head: Buffer): Kind => {
  const ending = endingOf(name)
  const byBytes = KINDS.filter((kind) => kind.begins(head))
  const byName = KINDS.find((kind) => kind.endings.includes(ending))
  if (byBytes.length === 0) {
    if (byName?.pass === text) return byName
    if (byName) throw new Stopped('wrong-name', `Named .${ending}, but its bytes are something else.`)
    throw new Stopped('not-supported', `Taken are ${KINDS.flatMap(({ endings }) => endings).join(', ')}.`)
  }
  const kind = byBytes.find((own) => own === byName)
  if (!kind) throw new Stopped('wrong-name', `Its bytes are ${byBytes.map(({ type }) => type).join(' or ')}.`)
  return kind
}
