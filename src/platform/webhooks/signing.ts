// SPDX-License-Identifier: Apache-2.0
/** What is sent and how it is signed (Standard Webhooks 1.0), and when it is tried again. */
import { createHmac, randomBytes } from 'node:crypto'

export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

/** One signature; several stand in the header with a space between them. */
export const signatureOf = (secret: string, id: string, timestamp: number, body: string): string => {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}

/** What is told: that something of a kind happened to a record, and when. */
export const bodyOf = (compartment: string, { kind, at, record }: { kind: string; at: Date; record: string }): string =>
  JSON.stringify({ type: kind, timestamp: at.toISOString(), data: { id: record, compartment } })

export const headersFor = (
  secrets: readonly string[],
  { id, body, at }: { id: string; body: string; at: Date },
): Record<string, string> => {
  const timestamp = Math.floor(at.getTime() / 1000)
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secrets.map((secret) => signatureOf(secret, id, timestamp, body)).join(' '),
  }
}

const SECOND = 1000
const HOUR = 3600 * SECOND
/** Pauses after each try, as Standard Webhooks advises. */
const PAUSES = [5 * SECOND, 300 * SECOND, 1800 * SECOND, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]

/** Milliseconds until the next try; undefined after the last. */
export const pauseAfter = (tries: number): number | undefined => PAUSES[tries - 1]

/** A webhook that failed for so long is switched off. */
export const LONGEST_FAILING = 5 * 24 * HOUR
/** For how long both secrets sign after a rotation. */
export const OVERLAP = 24 * HOUR
