// SPDX-License-Identifier: Apache-2.0
/**
 * A shelf in a file: the matcher keeps there what takes it half a second to work out from the facts. The file says by
 * which facts and code it was made, all by content, and is no good to others. Where it cannot be written there is none.
 */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { endianness } from 'node:os'
import { dirname, join } from 'node:path'
import type { Shelf } from '#matching/index.ts'

const usual = join(import.meta.dirname, '../node_modules/.cache/passerelle/tables')
const engine = join(import.meta.dirname, '../src/matching/text')

/** Letters fold as the Unicode tables of the running program say; numbers are kept as the processor has them. */
const machine = `${process.versions.unicode} ${endianness()}`

/** Hexadecimal digits of SHA-256; the file begins with them. */
const KEY = 64

/** `facts`: a hash of all files that the facts are read from. */
const keyOf = (facts: string): string => {
  const hash = createHash('sha256').update(`${facts}\n${machine}\n`)
  for (const name of readdirSync(engine).sort())
    if (name.endsWith('.ts') && !name.endsWith('.test.ts'))
      hash.update(`${name}\n`).update(readFileSync(join(engine, name)))
  return hash.digest('hex')
}

/** Undefined where the engine's own files are not at hand. */
export const openShelf = (facts: string, file = usual): Shelf | undefined => {
  let key: string
  try {
    key = keyOf(facts)
  } catch {
    return undefined
  }
  return {
    take: () => {
      try {
        const kept = readFileSync(file)
        return kept.toString('latin1', 0, KEY) === key ? kept.subarray(KEY) : null
      } catch {
        return null
      }
    },
    put: (bytes) => {
      // Under a name of its own first, so that nobody ever reads half a file.
      const half = `${file}.${randomUUID()}`
      try {
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(half, Buffer.concat([Buffer.from(key, 'latin1'), bytes]))
        renameSync(half, file)
      } catch {
        if (existsSync(half)) rmSync(half)
      }
    },
  }
}
