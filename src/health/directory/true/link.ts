// SPDX-License-Identifier: Apache-2.0
/**
 * The link by which a service says that its listing is still right: the listing, the letter and the last day on which it is
 * good, under a signature of this node (HMAC-SHA256). Nothing of it is secret but the signature; nothing is kept of it.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

export interface Link {
  listing: string
  /** The letter. */
  asking: string
  /** The moment from which it is good for nothing. */
  until: Date
}

/** A key for these links alone, of the node's secret. */
export const linkKeyOf = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'directory confirmation links', 32))

const SIGNED = 36
const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')
const idOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
const sign = (key: Buffer, body: Buffer) => createHmac('sha256', key).update(body).digest()

/** 91 letters of an address. The moment is kept to the second. */
export const writeLink = (key: Buffer, { listing, asking, until }: Link): string => {
  const seconds = Buffer.alloc(4)
  seconds.writeUInt32BE(Math.floor(until.getTime() / 1000))
  const body = Buffer.concat([bytesOf(listing), bytesOf(asking), seconds])
  return Buffer.concat([body, sign(key, body)]).toString('base64url')
}

/** Undefined for what this node did not sign; whether it is past its day is for who reads it to say. */
export const readLink = (key: Buffer, token: string): Link | undefined => {
  if (!/^[\w-]{91}$/.test(token)) return undefined
  const bytes = Buffer.from(token, 'base64url')
  // The last letter has bits to spare: one link is written in one way.
  if (bytes.toString('base64url') !== token) return undefined
  const [body, signature] = [bytes.subarray(0, SIGNED), bytes.subarray(SIGNED)]
  if (!timingSafeEqual(signature, sign(key, body))) return undefined
  const until = new Date(body.readUInt32BE(32) * 1000)
  return { listing: idOf(body.subarray(0, 16)), asking: idOf(body.subarray(16, 32)), until }
}
