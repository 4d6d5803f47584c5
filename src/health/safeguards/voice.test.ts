// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { recordingForTests, TAGS } from './voice.testing.ts'
import { MOST_VOICE, mixed, VOICE_RATE, voiceInWav, voiceOf, wavOf } from './voice.ts'

/** How often the sign changes in a second: twice the pitch. */
const pitchOf = (wav: Uint8Array) => {
  const file = new DataView(wav.buffer, wav.byteOffset)
  let turns = 0
  for (let at = 46; at + 1 < wav.length; at += 2)
    if (Math.sign(file.getInt16(at, true)) > 0 && Math.sign(file.getInt16(at - 2, true)) <= 0) turns++
  return turns / ((wav.length - 44) / 2 / VOICE_RATE)
}

test('of a recording its samples alone are taken: no name, date or device of it is left', () => {
  const recording = recordingForTests()
  for (const tag of TAGS) expect(recording.includes(tag)).toBe(true)
  const voice = voiceInWav(recording)
  expect(voice).toHaveLength(VOICE_RATE)
  const wav = wavOf(voice ?? new Uint8Array())
  for (const bytes of [Buffer.from(voice ?? []), Buffer.from(wav)])
    for (const tag of [...TAGS, 'zqx', 'LIST', 'INFO', 'id3']) expect(bytes.includes(tag), tag).toBe(false)
  expect(wav.length).toBe(44 + VOICE_RATE * 2)
  expect(pitchOf(wav)).toBeGreaterThan(435)
  expect(pitchOf(wav)).toBeLessThan(445)
  // What is made of it says the same again, and the same bytes make the same file.
  expect(voiceInWav(wav)).toEqual(voice)
})

test('a sample comes back within what one byte can say, loud, quiet and silent', () => {
  const samples = Float32Array.from([0, 0.001, -0.001, 0.5, -0.5, 1, -1, 2, -2])
  const back = new DataView(wavOf(voiceOf(samples)).buffer)
  samples.forEach((sample, n) => {
    const value = back.getInt16(44 + n * 2, true) / 32_768
    const clipped = Math.max(-1, Math.min(1, sample))
    expect(Math.abs(value - clipped), String(sample)).toBeLessThan(0.002 + Math.abs(clipped) * 0.04)
  })
  expect([...mixed([Float32Array.of(1, 0), Float32Array.of(0, 0)])]).toEqual([0.5, 0])
})

test('what is no such recording is refused, and what is too long is cut', () => {
  const whole = recordingForTests()
  const wrong = [
    Buffer.alloc(0),
    Buffer.alloc(100),
    Buffer.from('RIFF'),
    whole.subarray(0, 60),
    Buffer.from('ID3'.repeat(40)),
  ]
  for (const bytes of wrong) expect(voiceInWav(bytes)).toBeUndefined()
  const compressed = Buffer.from(whole)
  compressed.writeUInt16LE(0x55, whole.indexOf('fmt ') + 8)
  expect(voiceInWav(compressed)).toBeUndefined()
  // A size that lies is held to what is there.
  const lying = Buffer.from(whole)
  lying.writeUInt32LE(0xffff_fff0, whole.indexOf('data') + 4)
  expect(voiceInWav(lying)?.length).toBeGreaterThanOrEqual(VOICE_RATE)
  expect(voiceOf(new Float32Array((MOST_VOICE + 1) * VOICE_RATE))).toHaveLength(MOST_VOICE * VOICE_RATE)
})
