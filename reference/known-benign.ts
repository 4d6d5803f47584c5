// SPDX-License-Identifier: Apache-2.0
/** Values that stand in many reports and say nothing of any: carriers, ports, public institutions, numbers for tests. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRows } from './read.ts'

const MATCHES = ['is', 'begins', 'ends', 'word'] as const

export interface KnownBenign {
  /** What it is a number or name of, such as `phone`. */
  kind: string
  /** Whether the value is this, begins or ends with it, or has it among its words. */
  match: (typeof MATCHES)[number]
  value: string
  why: string
}

/** The rows of known-benign.csv, in its order. Throws where it is absent or not in shape. */
export const loadKnownBenign = (): KnownBenign[] => {
  const file = 'known-benign.csv'
  const text = readFileSync(join(import.meta.dirname, file), 'utf8')
  return readRows(file, text, ['kind', 'match', 'value', 'why'], ({ kind, match, value, why }) => {
    const known = MATCHES.find((each) => each === match)
    if (known === undefined) throw new Error(`${file}: ${match} is none of ${MATCHES.join(', ')}`)
    return { kind, match: known, value, why }
  })
}
