// SPDX-License-Identifier: Apache-2.0
/** ripgrep on one core, as a child process. Its start (reading the names, building its automaton) is left out. */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OwnTime } from '../measure.ts'
import type { PeerName } from './names.ts'

export const INSTALL = 'ripgrep is not on this computer: `sudo apt-get install ripgrep`, then again.'

export const ripgrepVersion = (): string | undefined => spawnSync('rg', ['--version']).stdout?.toString().split('\n')[0]

/** Its output goes to a file, so that no pipe to us is timed. */
const timed = (args: string[], output: string): number => {
  const file = openSync(output, 'w')
  const started = performance.now()
  const { status } = spawnSync('rg', args, { stdio: ['ignore', file, 'inherit'] })
  const ms = performance.now() - started
  closeSync(file)
  if (status !== 0 && status !== 1) throw new Error(`rg ${args.join(' ')} ended with ${status}`)
  return ms
}

export interface Ripgrep {
  /** Searches `file` so many times over, and answers the time of one, less the start on an empty file. */
  search(options: string[], file: string, times: number): OwnTime
  /** What the last search counted, where it did. */
  counted(): number
}

export const openRipgrep = (folder: string, names: readonly PeerName[], change = (text: string) => text): Ripgrep => {
  mkdirSync(folder, { recursive: true })
  const list = join(folder, 'names.txt')
  const empty = join(folder, 'empty.txt')
  const texts = new Set(names.map(({ text }) => change(text)))
  writeFileSync(list, `${[...texts].join('\n')}\n`)
  writeFileSync(empty, '')
  const output = join(folder, 'found.txt')
  return {
    search(options, file, times) {
      const args = ['--no-config', '--no-filename', '-j1', '-F', ...options, '-f', list]
      const start = timed([...args, empty], output)
      const all = timed([...args, ...new Array<string>(times).fill(file)], output)
      return { ms: Math.max(all - start, 0.01) / times }
    },
    counted: () => Number(readFileSync(output, 'utf8').split('\n')[0]),
  }
}
