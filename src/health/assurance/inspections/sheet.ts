// SPDX-License-Identifier: Apache-2.0
/** What a device writes down of a visit and signs: pure, the same in a browser and here. */
import { z } from 'zod'
import { REPLIES } from '../contract.ts'

export const SEEN = [...REPLIES, 'not-seen'] as const
export type Seen = (typeof SEEN)[number]
export const MOST_PHOTOGRAPHS = 200

const digest = z.string().regex(/^[0-9a-f]{64}$/)

export const sheetAnswerShape = z.strictObject({
  reply: z.enum(SEEN).describe('How far it is so, or that it could not be looked at.'),
  note: z.string().max(2000).default('').describe('What was seen.'),
  at: z.iso.datetime().describe('When it was written down, by the clock of the device.'),
  photographs: z.array(digest).max(20).default([]).describe('Digests of those that show it.'),
})
export type SheetAnswer = z.output<typeof sheetAnswerShape>

const sheetPhotographShape = z.strictObject({
  sha256: digest,
  name: z.string().min(1).max(200),
  type: z.string().max(100),
  size: z.number().int().min(1),
  /** As Exif tells; 1 where it tells nothing. */
  turn: z.number().int().min(1).max(8),
  holds: z.array(z.string().max(20)).max(10),
  at: z.iso.datetime(),
})
export type SheetPhotograph = z.output<typeof sheetPhotographShape>

export const sheetShape = z.strictObject({
  inspection: z.uuid(),
  /** Null where it was written on the page. */
  device: z.uuid().nullable(),
  /** From 1: each that the device brings is a later state of the same sheet. */
  number: z.number().int().min(1).max(1_000_000),
  criteria: z.string().min(1).max(40),
  edition: z.number().int().min(1),
  answers: z.record(z.string().max(20), sheetAnswerShape),
  photographs: z.array(sheetPhotographShape).max(MOST_PHOTOGRAPHS),
})
export type Sheet = z.output<typeof sheetShape>

/** What the signature is over: a signature of these bytes means nothing anywhere else. */
export const signedText = (sheet: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`passerelle-inspection-1\n${sheet}`) as Uint8Array<ArrayBuffer>
