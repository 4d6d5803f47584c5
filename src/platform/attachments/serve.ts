// SPDX-License-Identifier: Apache-2.0
import { type FileHandle, open } from 'node:fs/promises'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { Attachment, AttachmentRefusal } from './contract.ts'
import { endingOf, KINDS } from './kinds.ts'
import { sizeAtRest, unsealed } from './seal.ts'

/** RFC 6266 and 8187: a plain name for old readers, the real one beside it. */
export const disposition = (name: string): string => {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}

/** Downloaded, never shown in our origin: whatever is in it finds no page, no script and no cookie to reach. */
const headersOf = (name: string, type: string, size: number): Record<string, string> => ({
  'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
  'content-length': String(size),
  'content-disposition': disposition(name),
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, no-store',
})

/** Frames as asked for, none ahead; the file is closed when they end, fail or are no longer wanted. */
async function* reading(file: FileHandle, first: Buffer, rest: AsyncGenerator<Buffer>) {
  try {
    yield first
    yield* rest
  } finally {
    await rest.return(undefined)
    await file.close()
  }
}

const streamOf = (frames: AsyncGenerator<Buffer>): ReadableStream<Uint8Array> =>
  new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await frames.next()
        if (done) controller.close()
        else if (value.length > 0) controller.enqueue(value)
      },
      cancel: async () => void (await frames.return(undefined)),
    },
    { highWaterMark: 1 },
  )

/** Opens a sealed file. Refused where the first frame already is not what was sealed. */
export const serve = async (
  path: string,
  { id, name, type, size, sha256 }: Pick<Attachment, 'id' | 'name' | 'type' | 'size' | 'sha256'>,
  key: Buffer,
): Promise<Outcome<Attachment, AttachmentRefusal>> => {
  const damaged = refuse('damaged', 'The stored bytes are not those that were stored.')
  const file = await open(path, 'r').catch(() => undefined)
  if (!file) return damaged
  try {
    if ((await file.stat()).size !== sizeAtRest(size)) throw new Error('Cut off.')
    const frames = unsealed(file, { key, id, size })
    const first = await frames.next()
    const named = endingOf(name) === '' ? `${name}.${KINDS.find((kind) => kind.type === type)?.endings[0]}` : name
    const headers = headersOf(named, type, size)
    const body = streamOf(reading(file, first.value ?? Buffer.alloc(0), frames))
    return ok({ id, name: named, type, size, sha256, headers, body })
  } catch {
    await file.close()
    return damaged
  }
}
