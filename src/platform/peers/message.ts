// SPDX-License-Identifier: Apache-2.0
/** What goes over the line: messages, several in one request, and the answer. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonical } from '#basis/canonical.ts'
import { uuid } from './card.ts'

/** Bytes of one message, and of one request or answer. */
export const MOST_MESSAGE = 256 * 1024
export const MOST_BODY = 1024 * 1024
/** Messages of one request. */
export const MOST_MESSAGES = 100

const seq = z.int().min(1).max(2_147_483_647)

export const messageShape = z.strictObject({
  id: uuid.describe('The same for every peer that gets it.'),
  kind: z
    .string()
    .regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/)
    .max(100)
    .describe('What it is, such as `room.thing`.'),
  sent: z.iso.datetime().describe('When it was queued, by the clock of its sender.'),
  payload: z.unknown().describe('As the shape of its kind says.'),
})
export type Message<P = unknown> = Omit<z.infer<typeof messageShape>, 'payload'> & { payload: P }

const itemShape = z.strictObject({
  seq,
  after: z.int().min(0).describe('The number before it: one less, or lower where numbers were given up.'),
  message: messageShape,
})
export type Item = z.infer<typeof itemShape>

export const batchShape = z.strictObject({
  from: uuid.describe('Node id of the sender.'),
  to: uuid.describe('Node id of the receiver, so that no message can be passed on as if meant for another.'),
  earliest: seq.describe('The lowest number that the sender can still send.'),
  messages: z.array(itemShape).min(1).max(MOST_MESSAGES),
})
export type Batch = z.infer<typeof batchShape>

export const answerShape = z.strictObject({
  have: z.int().min(0).describe('Up to this number the receiver has all messages of this sender.'),
  receipts: z.array(z.string().max(4000)).max(MOST_MESSAGES).describe('Compact JWS, one for each message taken in.'),
})
export type Answer = z.infer<typeof answerShape>

/** SHA-256 of a message in its canonical form, base64url. */
export const messageDigest = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** The one spelling of a message. Throws as `canonical` does. */
export const messageText = ({ id, kind, sent, payload }: Message): string => canonical({ id, kind, sent, payload })
