// SPDX-License-Identifier: Apache-2.0
/** Sound without what it tells besides: WAVE parts that are heard, and MPEG frames. After RIFF 1991 and ISO 11172-3. */
import { type Bytes, Stopped } from './bytes.ts'
import { riff } from './pictures.ts'

export const wav = (bytes: Bytes): AsyncGenerator<Buffer> => riff(bytes, ['fmt ', 'fact', 'data'])

const RATES = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}
const HERTZ = [44100, 48000, 32000]

/** Bytes of a layer III frame by its first four, or 0 where they begin none. */
const frameLength = (head: Buffer): number => {
  if (head.length < 4 || head[0] !== 0xff || ((head[1] as number) & 0xe6) !== 0xe2) return 0
  const version = ((head[1] as number) >> 3) & 3 // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5, 1: none
  const kilobits = RATES[version === 3 ? 1 : 2][(head[2] as number) >> 4] ?? 0
  const hertz = (HERTZ[((head[2] as number) >> 2) & 3] ?? 0) / (version === 3 ? 1 : version === 2 ? 2 : 4)
  if (version === 1 || kilobits === 0 || hertz === 0) return 0
  return Math.floor(((version === 3 ? 144 : 72) * kilobits * 1000) / hertz) + (((head[2] as number) >> 1) & 1)
}

/** ID3v2 in front is left out; what comes after the last frame (ID3v1, APE, lyrics) is left out too. */
export async function* mp3(bytes: Bytes): AsyncGenerator<Buffer> {
  while ((await bytes.peek(3)).toString('latin1') === 'ID3') {
    const size = (await bytes.take(10)).subarray(6).reduce((sum, byte) => (sum << 7) | (byte & 0x7f), 0)
    await bytes.skip(size)
  }
  let frames = 0
  for (;;) {
    const length = frameLength(await bytes.peek(4))
    if (length === 0 || (await bytes.peek(length)).length < length) break
    yield* bytes.pass(length)
    frames++
  }
  if (frames < 2) throw new Stopped('broken', 'No sound follows.')
}
