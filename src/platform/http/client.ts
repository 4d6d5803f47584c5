// SPDX-License-Identifier: Apache-2.0
/** Where a request comes from. */
import type { Context } from 'hono'

/**
 * The client's address. With `proxies` before this server, each of which adds whom it heard to X-Forwarded-For, the
 * entry that the outermost of them added: what stands before it anybody may have written. Without any the connection's.
 * Empty, which is nobody's, where there is none.
 */
export const clientAddress = (c: Context, proxies = 0): string => {
  const connection =
    (c.env as { incoming?: { socket: { remoteAddress?: string } } } | undefined)?.incoming?.socket.remoteAddress ?? ''
  if (proxies === 0) return connection
  const heard = (c.req.header('x-forwarded-for') ?? '').split(',').map((address) => address.trim())
  return heard.at(-proxies) || connection
}
