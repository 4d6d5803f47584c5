// SPDX-License-Identifier: Apache-2.0
/** Exact search of a line for every name, CAS number and code, beside ripgrep and beside a plain trie of words. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTextMatcher } from '#matching/index.ts'
import { loadReference } from '#reference/index.ts'
import { createCorpus } from './corpus.ts'
import { type Result, race, type Side } from './measure.ts'
import { peerNames, SHORTEST } from './peers/names.ts'
import { INSTALL, openRipgrep, ripgrepVersion } from './peers/ripgrep.ts'
import { createTrie } from './peers/trie.ts'
import { growthTable, note, raceRow, table, whole } from './report.ts'

const SIZES = [1000, 10_000, 100_000, 1_000_000]
/** A size at which one turn of ours would take longer than this is left out. */
const LONGEST_MS = 5000
/** ripgrep searches a small file over and over, so that its start does not drown its search. */
const AT_LEAST = 200_000

const data = loadReference()
const matcher = createTextMatcher(data)
const names = peerNames(data)
const trie = createTrie(names)
const version = ripgrepVersion()
const folder = mkdtempSync(join(tmpdir(), 'passerelle-bench-'))
const lower = (text: string) => text.toLowerCase()
const ripgrep = openRipgrep(join(folder, 'as-written'), names)
const ripgrepLower = openRipgrep(join(folder, 'lower'), names, lower)
const hits = new Map<string, number>()

const write = (name: string, lines: string[]): string => {
  const file = join(folder, name)
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}

const sidesOf = (lines: string[]): Side[] => {
  const amount = lines.length
  const file = write('lines.txt', lines)
  const lowered = write('lower.txt', lines.map(lower))
  const side = (name: string, of: () => string[], found: (line: string) => number): Side => ({
    name,
    amount,
    work: () => {
      let n = 0
      for (const line of of()) if (found(line) > 0) n++
      hits.set(name, n)
    },
  })
  const rg = (name: string, program: typeof ripgrep, options: string[], of: string): Side => ({
    name,
    amount,
    work: () => {
      const took = program.search(options, of, Math.max(1, AT_LEAST / amount))
      if (options.includes('-c')) hits.set(name, program.counted())
      return took
    },
  })
  // No other side reads amounts.
  const exact = (line: string) => matcher.match(line, { spelling: false, amounts: false }).findings.length
  const withAmounts = (line: string) => matcher.match(line, { spelling: false }).findings.length
  const searches = [
    rg('ripgrep -F -c', ripgrep, ['-c'], file),
    rg('ripgrep -F -o', ripgrep, ['-o'], file),
    rg('ripgrep -F -c, all put in lower case before', ripgrepLower, ['-c'], lowered),
  ]
  return [
    side('Passerelle, exact', () => lines, exact),
    side('Passerelle, reading the file too', () => readFileSync(file, 'utf8').split('\n').slice(0, -1), exact),
    side('Passerelle, exact, and the amounts of each line', () => lines, withAmounts),
    ...(version === undefined ? [] : searches),
    side(
      'trie of words',
      () => lines,
      (line) => trie(line).length,
    ),
  ]
}

const corpus = createCorpus(data)
const results: Result[] = []
const rows: string[][] = []
for (const size of SIZES) {
  const expected = (results.findLast(({ name }) => name === 'Passerelle, exact')?.ms[0] ?? 0) * 10
  if (expected > LONGEST_MS) note(`${whole(size)} lines are left out: one turn would take ${whole(expected)} ms.`)
  else {
    const raced = await race(sidesOf(corpus.lines(size)))
    results.push(...raced)
    rows.push(...raced.map((result) => [...raceRow(result), whole(hits.get(result.name) ?? Number.NaN)]))
  }
}
rmSync(folder, { recursive: true })

table('Exact search of text', ['side', 'lines', 'lines a second', 'time beside Passerelle', 'lines with a hit'], rows)
growthTable('How the time of exact search grows with the lines', results)
note(
  `${whole(names.length)} names of ${SHORTEST} characters or more for ripgrep and the trie; Passerelle has the shorter ` +
    'ones too. Below 1× a side is quicker than Passerelle. ripgrep finds a name inside a word too, and only in ' +
    'the case given: hence its other hits. With -i it needs minutes for some thousand lines of several scripts, ' +
    'so it gets a copy in lower case. The trie knows no CAS number written otherwise, no inflection, no other script.',
)
note(version === undefined ? INSTALL : `${version}, -j1; its start on an empty file with the same names is subtracted.`)
