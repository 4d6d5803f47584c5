// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'

export interface Listening {
  port: number
  /** Stops taking requests, ends open streams, resolves when the port is free. */
  close(): Promise<void>
}

type Fetch = Parameters<typeof getRequestListener>[0]

/** Serves `fetch` on one interface; port 0 takes a free one. Rejects with a plain sentence where the port is taken. */
export const listen = (fetch: Fetch, host: string, port: number): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server: Server = createServer(getRequestListener(fetch))
    server.requestTimeout = 0 // a file of any size may take its time; idle connections still end by keep-alive
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(taken ? new Error(`Port ${port} is taken. Choose another: PORT=8081 npm start`) : error)
    })
    server.listen(port, host, () => {
      const address = server.address()
      const actual = address !== null && typeof address === 'object' ? address.port : port
      const close = () =>
        new Promise<void>((done) => {
          server.close(() => done())
          server.closeAllConnections()
        })
      resolve({ port: actual, close })
    })
  })
