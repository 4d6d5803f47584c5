// SPDX-License-Identifier: Apache-2.0
/** Who asks, as a process of its own: what a browser does is no work of the server. Asks for what it is sent, one after another. */
import { Agent, get } from 'node:http'
import { gunzipSync } from 'node:zlib'

export interface Answer {
  /** As many as came over the line. */
  bytes: number
  body: string
  ms: number
}

const agent = new Agent({ keepAlive: true })

const ask = (address: string): Promise<Answer> =>
  new Promise((done, fail) => {
    const began = performance.now()
    get(address, { headers: { 'accept-encoding': 'gzip' }, agent }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const ms = performance.now() - began
        const all = Buffer.concat(parts)
        if (answer.statusCode !== 200) return fail(new Error(`${address}: ${answer.statusCode}`))
        const body = answer.headers['content-encoding'] === 'gzip' ? gunzipSync(all) : all
        done({ bytes: all.length, body: body.toString(), ms })
      })
    }).on('error', fail)
  })

process.on('message', (address: string) => {
  ask(address).then(
    (answer) => process.send?.(answer),
    (error: Error) => process.send?.({ error: error.message }),
  )
})
