// SPDX-License-Identifier: Apache-2.0
/** One request to an address that somebody gave. */
import { lookup } from 'node:dns'
import { type IncomingHttpHeaders, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { type Outcome, ok, type Refusal, refuse } from '#basis/outcome.ts'
import { addressIn, isPublic } from './address.ts'

export interface OutwardPlan {
  /** Lets addresses of this node's own network be asked, over http too. */
  isPrivateOpen: boolean
  /** Milliseconds for one request and its answer; 30 s where absent. */
  longest?: number
}

export interface Asking {
  url: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: Uint8Array | string
  /** Bytes of an answer; 1 MiB where absent. */
  mostBytes?: number
  signal?: AbortSignal
}

export interface Answered {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

export type AskRefusal = Refusal<
  'not-valid' | 'private-address' | 'unreachable' | 'redirect' | 'too-large' | 'too-slow' | 'packed'
>

export interface Outward {
  /** Answers whatever the other side said, unless it says to go elsewhere. */
  ask(asking: Asking): Promise<Outcome<Answered, AskRefusal>>
  /** Whether an address may be asked, as far as it says itself. */
  addressIn(text: string): ReturnType<typeof addressIn>
}

const PRIVATE = 'EPRIVATE'

/** Names are judged by all that they resolve to, where the connection is made and nowhere before. */
const publicOnly: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 0)
    const [first] = addresses
    if (!first || addresses.some(({ address }) => !isPublic(address)))
      return done(Object.assign(new Error('Not on the public network.'), { code: PRIVATE }), '', 0)
    return options.all ? done(null, addresses) : done(null, first.address, first.family)
  })
}

const REDIRECTS = [301, 302, 303, 307, 308]

export const openOutward = ({ isPrivateOpen, longest = 30_000 }: OutwardPlan): Outward => ({
  addressIn: (text) => addressIn(text, { isPrivateOpen }),
  ask: ({ url: given, method = 'GET', headers = {}, body, mostBytes = 1 << 20, signal }) => {
    const address = addressIn(given, { isPrivateOpen })
    if (!address.ok) return Promise.resolve(address)
    const url = address.value
    const late = AbortSignal.timeout(longest)
    return new Promise((answer) => {
      const isSent = { 'accept-encoding': 'identity', 'user-agent': 'Passerelle', ...headers }
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      const open = url.protocol === 'https:' ? overHttps : overHttp
      const asked = open(url, {
        ...{ method, headers: { ...isSent, ...length }, agent: false },
        signal: signal ? AbortSignal.any([late, signal]) : late,
        ...(isPrivateOpen ? {} : { lookup: publicOnly }),
      })
      const fail = (code: AskRefusal['code'], detail: string) => {
        answer(refuse(code, detail))
        asked.destroy()
      }
      asked.on('error', (error: NodeJS.ErrnoException) => {
        if (late.aborted) return fail('too-slow', `No whole answer within ${longest} ms.`)
        if (error.code === PRIVATE) return fail('private-address', 'This name leads to a closed network.')
        return fail('unreachable', `No answer: ${error.code ?? error.name}.`)
      })
      asked.on('response', (response) => {
        const status = response.statusCode ?? 0
        if (REDIRECTS.includes(status)) return fail('redirect', 'It says to go elsewhere, which is not followed.')
        if ((response.headers['content-encoding'] ?? 'identity') !== 'identity')
          return fail('packed', 'The answer is packed, which was not asked for.')
        const chunks: Buffer[] = []
        let size = 0
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > mostBytes) return fail('too-large', `The answer has more than ${mostBytes} bytes.`)
          return chunks.push(chunk)
        })
        response.on('error', () => asked.emit('error', Object.assign(new Error('cut'), { code: 'ECUT' })))
        response.on('end', () => answer(ok({ status, headers: response.headers, body: Buffer.concat(chunks) })))
      })
      asked.end(body)
    })
  },
})
