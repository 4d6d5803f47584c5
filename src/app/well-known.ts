// SPDX-License-Identifier: Apache-2.0
/** What programs look for at fixed addresses: crawlers (RFC 9309), and whoever found a hole (RFC 9116). */
import { type Api, createApi } from '#platform/http/index.ts'
import type { Config } from './config.ts'

/** Pages are for everybody; answers of the API are no reading for a search engine. */
const ROBOTS = 'User-agent: *\nAllow: /\nDisallow: /api/\n'

const DAY_MS = 86_400_000

/** RFC 9116 wants less than a year. Counted from the start: a node that nobody touches any more says so by itself. */
const VALID_DAYS = 364

const securityText = ({ contact, policy }: Config['security'], started: Date): string | undefined => {
  if (contact === undefined) return undefined // a file without a contact is none
  const expires = new Date(started.getTime() + VALID_DAYS * DAY_MS).toISOString().replace(/\.\d+/, '')
  const fields = [`Contact: ${contact}`, `Expires: ${expires}`, 'Preferred-Languages: en, fr']
  return `${[...fields, ...(policy === undefined ? [] : [`Policy: ${policy}`])].join('\n')}\n`
}

/** `/robots.txt`, and `/.well-known/security.txt` where the operator named a contact. */
export const wellKnown = (security: Config['security'], started = new Date()): Api => {
  const api = createApi()
  const files = { '/robots.txt': ROBOTS, '/.well-known/security.txt': securityText(security, started) }
  for (const [path, text] of Object.entries(files))
    if (text !== undefined) api.get(path, (c) => c.text(text, 200, { 'cache-control': 'public, max-age=86400' }))
  return api
}
