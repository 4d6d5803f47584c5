// SPDX-License-Identifier: Apache-2.0
/** UUIDs that are the same for the same name, here and on another node. */
import { hash } from 'node:crypto'

/** RFC 4122, version 5. `name` is hashed as UTF-8. */
export const uuid5 = (namespace: string, name: string): string => {
  const named = Buffer.concat([Buffer.from(namespace.replaceAll('-', ''), 'hex'), Buffer.from(name)])
  const hex = hash('sha1', named, 'hex')
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-')
}
