// SPDX-License-Identifier: Apache-2.0
/**
 * A voice as bare samples: one channel, 8,000 a second, one byte each (G.711, µ-law). Whatever container, name, date, device or
 * second channel a recording came with is not in them, since nothing but samples is taken. What a voice itself tells, and what
 * is heard behind it, stays.
 */

export const VOICE_RATE = 8_000
/** Seconds of the longest. */
export const MOST_VOICE = 180
/** Bytes of the longest file from which a voice is taken without script: two channels of a good recorder. */
export const MOST_VOICE_FILE = 40 << 20

type Bytes = Uint8Array<ArrayBuffer>
const [BIAS, CLIP] = [0x84, 32_635]

const encoded = (sample: number): number => {
  const value = Math.round(Math.max(-1, Math.min(1, sample)) * 32_767)
  const size = Math.min(Math.abs(value), CLIP) + BIAS
  const exponent = 31 - Math.clz32(size) - 7
  return ~((value < 0 ? 0x80 : 0) | (exponent << 4) | ((size >> (exponent + 3)) & 0x0f)) & 0xff
}
const decoded = (byte: number): number => {
  const code = ~byte & 0xff
  const size = ((((code & 0x0f) << 3) + BIAS) << ((code >> 4) & 0x07)) - BIAS
  return code & 0x80 ? -size : size
}

/**
 * Samples from -1 to 1 at a rate, as a voice; cut at the longest. A lower rate takes the mean of what it leaves out. Each is asked
 * for where it is needed: nothing else of a long file is held.
 */
const taken = (count: number, rate: number, sampleOf: (at: number) => number): Bytes => {
  const step = rate / VOICE_RATE
  const length = Math.min(Math.floor(count / step), MOST_VOICE * VOICE_RATE)
  return Uint8Array.from({ length }, (_, n) => {
    const [from, until] = [Math.floor(n * step), Math.max(Math.floor(n * step) + 1, Math.floor((n + 1) * step))]
    let sum = 0
    for (let at = from; at < until; at++) sum += sampleOf(at)
    return encoded(sum / (until - from))
  })
}
export const voiceOf = (samples: Float32Array): Bytes => taken(samples.length, VOICE_RATE, (at) => samples[at] ?? 0)

/** All channels as one. */
export const mixed = (channels: readonly Float32Array[]): Float32Array => {
  const all = new Float32Array(channels[0]?.length ?? 0)
  for (const channel of channels)
    for (let at = 0; at < all.length; at++) all[at] = (all[at] ?? 0) + (channel[at] ?? 0) / channels.length
  return all
}

/** A file that every browser plays, made anew of a voice: its head says the form of the samples and nothing else. */
export const wavOf = (voice: Uint8Array): Bytes => {
  const file = new DataView(new ArrayBuffer(44 + voice.length * 2))
  const name = (at: number, text: string) => {
    for (let n = 0; n < 4; n++) file.setUint8(at + n, text.charCodeAt(n))
  }
  name(0, 'RIFF')
  file.setUint32(4, 36 + voice.length * 2, true)
  name(8, 'WAVE')
  name(12, 'fmt ')
  file.setUint32(16, 16, true)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    file.setUint16(at, value, true)
  file.setUint32(24, VOICE_RATE, true)
  file.setUint32(28, VOICE_RATE * 2, true)
  name(36, 'data')
  file.setUint32(40, voice.length * 2, true)
  voice.forEach((byte, n) => {
    file.setInt16(44 + n * 2, decoded(byte), true)
  })
  return new Uint8Array(file.buffer)
}

interface Form {
  kind: number
  channels: number
  rate: number
  bits: number
}

const sampleAt = (file: DataView, at: number, { kind, bits }: Form): number => {
  if (kind === 3) return file.getFloat32(at, true)
  if (bits === 8) return (file.getUint8(at) - 128) / 128
  if (bits === 16) return file.getInt16(at, true) / 32_768
  return ((file.getUint8(at) | (file.getUint8(at + 1) << 8) | (file.getInt8(at + 2) << 16)) as number) / 8_388_608
}
const isKnown = ({ kind, channels, rate, bits }: Form) =>
  (kind === 3 ? bits === 32 : kind === 1 && [8, 16, 24].includes(bits)) &&
  channels >= 1 &&
  channels <= 8 &&
  rate >= VOICE_RATE &&
  rate <= 192_000

/** The voice in a WAV file, for who has no script; undefined where it is none. Tags of the file are passed over. */
export const voiceInWav = (bytes: Uint8Array): Bytes | undefined => {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const nameAt = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (bytes.length < 44 || nameAt(0) !== 'RIFF' || nameAt(8) !== 'WAVE') return undefined
  let form: Form | undefined
  for (let at = 12; at + 8 <= bytes.length; ) {
    const [size, start] = [file.getUint32(at + 4, true), at + 8]
    if (nameAt(at) === 'fmt ' && size >= 16 && start + 16 <= bytes.length)
      form = {
        ...{ kind: file.getUint16(start, true), channels: file.getUint16(start + 2, true) },
        ...{ rate: file.getUint32(start + 4, true), bits: file.getUint16(start + 14, true) },
      }
    if (nameAt(at) === 'data' && form && isKnown(form)) {
      const { channels, rate, bits } = form
      const frame = channels * (bits / 8)
      const frames = Math.floor((Math.min(start + size, bytes.length) - start) / frame)
      const own = form
      const sampleOf = (n: number) => {
        let sum = 0
        for (let c = 0; c < channels; c++) sum += sampleAt(file, start + n * frame + c * (bits / 8), own)
        return sum / channels
      }
      return frames === 0 ? undefined : taken(frames, rate, sampleOf)
    }
    at = start + size + (size % 2)
  }
  return undefined
}
