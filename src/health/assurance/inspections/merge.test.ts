// SPDX-License-Identifier: Apache-2.0
/** What several devices brought, as one: nothing is lost, no order matters, and only a person decides between two. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toldBy } from './exif.ts'
import { type Brought, countedOf, mergeOf } from './merge.ts'
import { SEEN, type SheetAnswer } from './sheet.ts'

const answer = fc.record<SheetAnswer>({
  reply: fc.constantFrom(...SEEN),
  note: fc.constantFrom('', 'Seen.'),
  at: fc.constant('2026-03-02T10:00:00Z'),
  photographs: fc.constant([]),
})
const brought = fc.record<Brought>({
  device: fc.constantFrom('d1', 'd2', null),
  author: fc.constantFrom('a1', 'a2'),
  number: fc.integer({ min: 1, max: 3 }),
  isOld: fc.boolean(),
  isLate: fc.boolean(),
  isRevoked: fc.boolean(),
  answers: fc.dictionary(fc.constantFrom('A-1', 'A-2'), answer, { maxKeys: 2 }),
})
const streamOf = ({ device, author, isRevoked }: Brought) => (device ? `${device} ${isRevoked}` : author)

test('in whatever order and however often sheets come, the same is shown, and the last of each device is among it', () => {
  fc.assert(
    fc.property(fc.array(brought, { maxLength: 8 }), (all) => {
      const merged = mergeOf(all, [])
      expect(mergeOf([...all].reverse(), [])).toEqual(merged)
      expect(mergeOf([...all, ...all], [])).toEqual(merged)
      for (const one of all)
        for (const [criterion, { reply, note }] of Object.entries(one.answers)) {
          const isLast = all.every(
            (each) => streamOf(each) !== streamOf(one) || !each.answers[criterion] || each.number <= one.number,
          )
          const shown = merged.find((each) => each.criterion === criterion)?.entries ?? []
          if (isLast) expect(shown.some((each) => each.reply === reply && each.note === note)).toBe(true)
        }
    }),
  )
})

test('where two differ or one is of an old form nothing counts until somebody chose, and a third answer opens it again', () => {
  fc.assert(
    fc.property(fc.array(brought, { minLength: 1, maxLength: 6 }), (all) => {
      for (const { criterion, entries, counts, isOpen } of mergeOf(all, [])) {
        const counted = entries.filter(({ isLate }) => !isLate)
        if (counted.length === 0) expect([counts, isOpen]).toEqual([null, false])
        if (counted.length === 0) continue
        const agree =
          new Set(counted.map(({ reply }) => reply)).size === 1 &&
          counted.every(({ isOld, isRevoked }) => !isOld && !isRevoked)
        if (!entries.some(({ isLate }) => isLate)) expect(isOpen).toBe(!agree)
        if (!isOpen) continue
        const among = mergeOf(
          all.filter(({ isLate }) => !isLate),
          [],
        )
          .find((each) => each.criterion === criterion)
          ?.entries.map(({ key }) => key)
        const [chosen = ''] = among ?? []
        const choice = { criterion, number: 1, chosen, among: among ?? [] }
        expect(countedOf(mergeOf(all, [choice]))[criterion]?.key).toBe(chosen)
        const other = { reply: 'met' as const, note: 'another', at: '2026-03-02T11:00:00Z', photographs: [] }
        const more = {
          device: 'd9',
          author: 'a9',
          number: 1,
          isOld: true,
          isLate: false,
          isRevoked: false,
          answers: { [criterion]: other },
        }
        expect(mergeOf([...all, more], [choice]).find((each) => each.criterion === criterion)?.isOpen).toBe(true)
      }
    }),
  )
})

/** A JPEG that is nothing but Exif: so many entries of tag and value. */
const jpegWith = (entries: readonly (readonly [number, number])[]) => {
  const tiff = Buffer.alloc(8 + 2 + entries.length * 12 + 4)
  tiff.write('MM\0*', 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(entries.length, 8)
  for (const [n, [tag, value]] of entries.entries()) {
    tiff.writeUInt16BE(tag, 10 + n * 12)
    tiff.writeUInt16BE(value, 10 + n * 12 + 8)
  }
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 4)
  return Buffer.concat([head, body, Buffer.from([0xff, 0xd9])])
}

test('what a photograph tells is said: that it lies upside down, and place, time and device', () => {
  const exif = [
    [0x010f, 0],
    [0x0112, 3],
    [0x0132, 0],
    [0x8825, 0],
  ] as const
  expect(toldBy(jpegWith(exif))).toEqual({ turn: 3, holds: ['device', 'place', 'time'] })
  expect(toldBy(jpegWith([[0x0112, 99]]))).toEqual({ turn: 1, holds: [] })
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(toldBy(Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, ...bytes)).turn).toBeGreaterThan(0)
    }),
  )
})
