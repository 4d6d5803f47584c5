// SPDX-License-Identifier: Apache-2.0
/**
 * What a caller holds between sending a file and saving the record that it belongs to: the file as it was received, under
 * the node's key, good for the one who sent it. So a person sees who will read it before anything is saved.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../access/index.ts'
import type { Received } from './contract.ts'

const HALF_DAY = 12 * 60 * 60 * 1000 // well before the sweeper takes what nobody uses

type Holder = Pick<Actor, 'account' | 'organisation'>

const shape = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
  sha256: z.string(),
  key: z.base64(),
  until: z.number(),
})

const sign = (nodeKey: Buffer, { account, organisation }: Holder, body: string): Buffer =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', nodeKey, '', 'attachment claims', 32)))
    .update(`${account} ${organisation} ${body}`)
    .digest()

export const writeClaim = (nodeKey: Buffer, holder: Holder, received: Received, now = Date.now()): string => {
  const { wrappedKey, ...rest } = received
  const claim = { ...rest, key: wrappedKey.toString('base64'), until: now + HALF_DAY }
  const body = Buffer.from(JSON.stringify(claim)).toString('base64url')
  return `${body}.${sign(nodeKey, holder, body).toString('base64url')}`
}

/** Undefined for what is no claim, is another's, or is past its time. */
export const readClaim = (nodeKey: Buffer, holder: Holder, claim: string, now = Date.now()): Received | undefined => {
  const [body = '', signature = ''] = claim.split('.')
  const [given, wanted] = [Buffer.from(signature, 'base64url'), sign(nodeKey, holder, body)]
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined
  const { key, until, ...rest } = shape.parse(JSON.parse(Buffer.from(body, 'base64url').toString()))
  return now < until ? { ...rest, wrappedKey: Buffer.from(key, 'base64') } : undefined
}
