// SPDX-License-Identifier: Apache-2.0
/** A bad line between two nodes: a TCP proxy that cuts, delays, loses answers, doubles requests and changes bytes. */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface Line {
  port: number
  /** Nothing passes and nothing connects. */
  cut: boolean
  /** Requests pass, answers do not come back and the connection breaks. */
  loseAnswers: boolean
  /** Everything that was sent is sent a second time over a connection of its own. */
  twice: boolean
  /** Milliseconds that each piece takes. */
  delay: number
  /** Breaks the connection after so many bytes of request. */
  breakAfter: number
  /** Changes what passes towards the node. */
  change: (bytes: Buffer) => Buffer
  /** What passed towards the node, a piece each. */
  heard: Buffer[]
  breakAll(): void
  close(): Promise<void>
}

export const openLine = async (target: () => number): Promise<Line> => {
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    return socket
  }
  const pass = (near: Socket) => {
    keep(near)
    if (line.cut) return near.destroy()
    const far = keep(connect(target(), '127.0.0.1'))
    let sent = 0
    near.on('data', (raw) => {
      const bytes = line.change(Buffer.from(raw))
      sent += bytes.length
      line.heard.push(bytes)
      setTimeout(() => (line.cut ? near.destroy() : far.write(bytes)), line.delay)
      if (line.twice) keep(connect(target(), '127.0.0.1')).write(bytes)
      if (sent > line.breakAfter) setTimeout(() => [near, far].map((socket) => socket.destroy()), line.delay)
    })
    far.on('data', (bytes) => {
      if (line.cut || line.loseAnswers) return [near, far].map((socket) => socket.destroy())
      return setTimeout(() => near.write(bytes), line.delay)
    })
    near.on('close', () => far.destroy())
    far.on('close', () => setTimeout(() => near.destroy(), line.delay))
    return undefined
  }
  const server = createServer(pass).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const line: Line = {
    port: (server.address() as { port: number }).port,
    cut: false,
    loseAnswers: false,
    twice: false,
    delay: 0,
    breakAfter: Number.POSITIVE_INFINITY,
    change: (bytes) => bytes,
    heard: [],
    breakAll: () => {
      for (const socket of sockets) socket.destroy()
    },
    close: async () => {
      line.breakAll()
      server.close()
      await once(server, 'close')
    },
  }
  return line
}
