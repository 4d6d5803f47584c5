// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events'
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import type { Place } from '#commons/lookup/index.ts'

interface Mark {
  place: Place
  found: number
  bad: number
}

export interface Output {
  /** Where an interrupted run of the same command left off. */
  place: Place | undefined
  counts: { found: number; bad: number }
  write(text: string, mark?: Mark): Promise<void>
  /** All is written: what was remembered for resuming goes. */
  finish(): Promise<void>
}

const FLUSH = 1 << 16
const REMEMBER_MS = 1000

const toStandardOutput = (): Output => {
  let held = ''
  const flush = async () => {
    const text = held
    held = ''
    if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain')
  }
  return {
    place: undefined,
    counts: { found: 0, bad: 0 },
    write: async (text) => {
      held += text
      if (held.length >= FLUSH) await flush()
    },
    finish: flush,
  }
}

interface Memory extends Mark {
  run: string
  written: number
}

const recall = (file: string, out: string, run: string): Memory | undefined => {
  if (!existsSync(file) || !existsSync(out)) return undefined
  try {
    const memory: Memory = JSON.parse(readFileSync(file, 'utf8'))
    return memory.run === run ? memory : undefined
  } catch {
    return undefined
  }
}

const toFile = (out: string, run: string | undefined, mode: number): Output => {
  const file = `${out}.resume`
  const memory = run === undefined ? undefined : recall(file, out, run)
  let opened: number | undefined // at the first write, so that a refused input leaves an older file alone
  let written = memory?.written ?? 0
  const open = () => {
    if (opened !== undefined) return opened
    opened = openSync(out, memory ? 'r+' : 'w', mode)
    if (!memory) rmSync(file, { force: true })
    ftruncateSync(opened, written) // what came after the last mark is written again
    return opened
  }
  let held: string[] = []
  let size = 0
  let last: Mark | undefined
  let remembered = Date.now()
  const flush = () => {
    const handle = open()
    const bytes = Buffer.from(held.join(''))
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at, bytes.length - at, written + at)
    written += bytes.length
    held = []
    size = 0
  }
  const remember = () => {
    if (last === undefined || run === undefined) return
    fsyncSync(open()) // the mark must not be ahead of what it marks
    writeFileSync(`${file}.new`, JSON.stringify({ run, written, ...last } satisfies Memory))
    renameSync(`${file}.new`, file)
    remembered = Date.now()
  }
  return {
    place: memory?.place,
    counts: { found: memory?.found ?? 0, bad: memory?.bad ?? 0 },
    write: async (text, mark) => {
      held.push(text)
      size += text.length
      last = mark ?? last
      if (size < FLUSH && Date.now() - remembered < REMEMBER_MS) return
      flush()
      if (Date.now() - remembered >= REMEMBER_MS) remember()
    },
    finish: async () => {
      flush()
      fsyncSync(open())
      closeSync(open())
      rmSync(file, { force: true })
    },
  }
}

/**
 * Standard output, or a file with a memory of how far `run` came. `run` tells one command on one input from others; an
 * input that cannot be read again, such as standard input, has none and is never gone on with.
 */
export const openOutput = (out: string | undefined, run: string | undefined, mode: number): Output =>
  out === undefined ? toStandardOutput() : toFile(out, run, mode)
