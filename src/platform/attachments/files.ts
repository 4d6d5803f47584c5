// SPDX-License-Identifier: Apache-2.0
/** Where sealed files lie: half ones in `incoming`, whole ones in `kept`. A file is whole before anybody hears of it. */
import { mkdirSync } from 'node:fs'
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface Files {
  incoming(id: string): string
  kept(id: string): string
  /** Moves a whole file to its place; when this resolves, it outlives a loss of power. */
  keep(id: string): Promise<void>
  /** Removes a half file alone; one that was just kept stays. */
  discard(id: string): Promise<void>
  remove(id: string): Promise<void>
  /** Files older than `before`, by place. */
  olderThan(before: Date): Promise<{ incoming: string[]; kept: string[] }>
}

const flush = async (folder: string) => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export const openFiles = (folder: string): Files => {
  const half = join(folder, 'incoming')
  const whole = join(folder, 'kept')
  const shelf = (id: string) => join(whole, id.slice(0, 2))
  for (const path of [half, whole]) mkdirSync(path, { recursive: true, mode: 0o700 })
  const incoming = (id: string) => join(half, id)
  const kept = (id: string) => join(shelf(id), id)
  const old = async (path: string, before: Date) => {
    const found: string[] = []
    for (const id of await readdir(path)) {
      const known = await stat(join(path, id)).catch(() => undefined) // it may have just been moved
      if (known?.isFile() && known.mtime < before) found.push(id)
    }
    return found
  }
  return {
    incoming,
    kept,
    keep: async (id) => {
      mkdirSync(shelf(id), { recursive: true, mode: 0o700 })
      await rename(incoming(id), kept(id))
      for (const path of [shelf(id), whole, half]) await flush(path)
    },
    discard: (id) => rm(incoming(id), { force: true }),
    remove: async (id) => {
      await rm(incoming(id), { force: true })
      await rm(kept(id), { force: true })
    },
    olderThan: async (before) => {
      const shelves = await readdir(whole)
      const lists = await Promise.all(shelves.map((name) => old(join(whole, name), before)))
      return { incoming: await old(half, before), kept: lists.flat() }
    },
  }
}

/** Writes pieces to a new file that only this user reads, down to the disk. */
export const writeDown = async (path: string, pieces: AsyncIterable<Buffer>): Promise<void> => {
  const file: FileHandle = await open(path, 'wx', 0o600)
  try {
    for await (const piece of pieces) await file.appendFile(piece)
    await file.sync()
  } finally {
    await file.close()
  }
}
