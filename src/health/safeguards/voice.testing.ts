// SPDX-License-Identifier: Apache-2.0
/** A recording as a device leaves it: two channels, with its name, its date and where it was made. */

export const TAGS = ['zqxartist Ödön', '2019-07-09', 'zqxrecorder 9']

const chunk = (name: string, bytes: Uint8Array): Buffer => {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32LE(bytes.length, 4)
  return Buffer.concat([head, bytes, Buffer.alloc(bytes.length % 2)])
}

/** A tone of so many seconds at 44,100 samples a second, the second channel silent; tags before and after it. */
export const recordingForTests = (seconds = 1, hertz = 440): Buffer => {
  const [rate, form] = [44_100, Buffer.alloc(16)]
  form.writeUInt16LE(1, 0)
  form.writeUInt16LE(2, 2)
  form.writeUInt32LE(rate, 4)
  form.writeUInt32LE(rate * 4, 8)
  form.writeUInt16LE(4, 12)
  form.writeUInt16LE(16, 14)
  const samples = Buffer.alloc(rate * seconds * 4)
  for (let n = 0; n < rate * seconds; n++)
    samples.writeInt16LE(Math.round(20_000 * Math.sin((2 * Math.PI * hertz * n) / rate)), n * 4)
  const tags = chunk('LIST', Buffer.from(`INFO${TAGS.join('\0')}`))
  const id3 = chunk('id3 ', Buffer.from(TAGS.join(' ')))
  const body = Buffer.concat([Buffer.from('WAVE'), tags, chunk('fmt ', form), chunk('data', samples), id3])
  return chunk('RIFF', body)
}
