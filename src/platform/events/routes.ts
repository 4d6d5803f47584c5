// SPDX-License-Identifier: Apache-2.0
/** Events over HTTP as server-sent events (WHATWG HTML, 9.2): a browser resumes by `Last-Event-ID` by itself. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Actor } from '../access/index.ts'
import { type Api, answerProblem, createApi, problemAnswer, queryShape } from '../http/index.ts'
import { eventStreams, type Source } from './several.ts'
import type { Told } from './stream.ts'

export interface EventRoutesPlan {
  path: string
  /** The compartments whose events are told. */
  sources: readonly Source[]
  /**
   * Who asks, at the moment at which it is called: again before every event and at every heartbeat. Undefined: nobody, or
   * no longer.
   */
  follow(c: Context): () => Promise<Actor | undefined> | Actor | undefined
  /** Streams that one process holds open at a time. */
  limit?: number
  /** Milliseconds between signs of life; proxies end connections that are silent for a minute. */
  heartbeat?: number
  /** Milliseconds after which a subscriber that takes nothing is let go; it resumes where it was. */
  patience?: number
}

const frame = (told: Told): string => {
  const name = told.type === 'event' ? '' : `event: ${told.type}\n`
  const data = told.type === 'event' ? told.event : {}
  return `${name}id: ${told.id}\ndata: ${JSON.stringify(data)}\n\n`
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform', // a proxy that compresses would hold every event back
  'x-accel-buffering': 'no',
}

interface Body {
  told: AsyncGenerator<Told, void>
  stillThere: () => Promise<boolean>
  heartbeat: number
  patience: number
  abort: AbortController
  ended: () => void
}

/** Bytes when the connection takes them, one frame ahead at most. */
const bodyOf = ({ told, stillThere, heartbeat, patience, abort, ended }: Body): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  let next: Promise<IteratorResult<Told, void>> | undefined
  let stalled: NodeJS.Timeout | undefined
  const end = () => {
    clearTimeout(stalled)
    abort.abort()
    ended()
  }
  /** What is told next, or nothing where the line was silent for so long. */
  const heard = (coming: Promise<IteratorResult<Told, void>>) =>
    new Promise<IteratorResult<Told, void> | undefined>((resolve, reject) => {
      const timer = setTimeout(resolve, heartbeat)
      coming.then(resolve, reject).finally(() => clearTimeout(timer))
    })
  const arm = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    stalled = setTimeout(() => {
      end()
      controller.error(new Error('The subscriber took nothing.'))
    }, patience)
  }
  return new ReadableStream<Uint8Array>(
    {
      start: arm,
      pull: async (controller) => {
        clearTimeout(stalled)
        next ??= told.next()
        try {
          const got = await heard(next)
          if (got) next = undefined
          if (got?.done || (!got && !(await stillThere()))) {
            end()
            return controller.close()
          }
          controller.enqueue(encoder.encode(got ? frame(got.value as Told) : ': still here\n\n'))
        } catch {
          end() // the subscriber comes back and resumes; nothing of the error is for it to read
          return controller.close()
        }
        arm(controller)
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )
}

/** A router with the one address of the stream. */
export const eventRoutes = (plan: EventRoutesPlan): Api => {
  const { path, sources, follow, limit = 500, heartbeat = 15_000, patience = 60_000 } = plan
  let open = 0
  const route = createRoute({
    method: 'get',
    path,
    operationId: 'streamEvents',
    summary: 'Events as they happen, for records that you may see',
    description:
      'Server-sent events. The first is `ready`, or `gap` where the stream cannot go on from `Last-Event-ID`: load ' +
      'afresh. Every other is a message whose data is {kind, record, data, at}.',
    request: {
      query: queryShape({ kinds: z.string().max(1000).optional().describe('Only these kinds, separated by commas.') }),
    },
    responses: {
      200: { description: 'The stream.', content: { 'text/event-stream': { schema: z.string() } } },
      404: problemAnswer('Nobody is signed in.'),
      429: problemAnswer('Too many streams are open.'),
    },
  })
  return createApi().openapi(route, async (c) => {
    const actor = follow(c)
    if (!(await actor())) return answerProblem(c, { code: 'not-found', detail: 'Nothing is here for you.' }) as never
    if (open >= limit)
      return answerProblem(c, { code: 'too-many', detail: 'Too many streams are open; try again later.' }) as never
    open++
    const abort = new AbortController()
    let counted = true
    const ended = () => {
      if (counted) open--
      counted = false
    }
    const { signal } = abort
    const lastEventId = c.req.header('last-event-id') || undefined
    const kinds = c.req.valid('query').kinds?.split(',')
    const told = eventStreams({ actor, sources, lastEventId, signal, kinds })
    const stillThere = async () => (await actor()) !== undefined
    const body = bodyOf({ told, stillThere, heartbeat, patience, abort, ended })
    return new Response(body, { headers: HEADERS }) as never
  })
}
