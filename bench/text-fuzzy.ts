// SPDX-License-Identifier: Apache-2.0
/** Search with misspellings and disguises: how fast beside three fuzzy searches, and how often right. */
import { join } from 'node:path'
import { createTextMatcher } from '#matching/index.ts'
import { loadReference } from '#reference/index.ts'
import { type Accuracy, accuracyOfBest, accuracyOfFindings } from './accuracy.ts'
import { readCases } from './cases.ts'
import { createCorpus } from './corpus.ts'
import { race, type Side } from './measure.ts'
import { peerNames } from './peers/names.ts'
import { fusePeer, miniSearchPeer, type Peer } from './peers/search.ts'
import { openTrigram } from './peers/trigram.ts'
import { growthTable, note, percent, raceRow, table, whole } from './report.ts'

const SIZES = [1000, 10_000, 100_000]
const MILLISECONDS_A_TURN = 1500
const MILLISECONDS_OF_LABELLED = 15_000

const data = loadReference()
const matcher = createTextMatcher(data)
const names = peerNames(data)
const trigram = await openTrigram(names)
const peers = [miniSearchPeer(names), trigram.indexed, trigram.scanned, fusePeer(names)]
const corpus = createCorpus(data)
const labelled = readCases(join(import.meta.dirname, '../reference/evaluation/lines.csv'), 'text')

/** Milliseconds for one line, over a few lines after a few. */
const pace = async (peer: Peer): Promise<number> => {
  const few = corpus.lines(20)
  let started = 0
  for (const [i, line] of few.entries()) {
    if (i === 5) started = performance.now()
    await peer.best(line)
  }
  return (performance.now() - started) / (few.length - 5)
}
const paces: number[] = []
for (const peer of peers) paces.push(await pace(peer))

const ours = (lines: string[]): Side => ({
  name: 'Passerelle, all',
  amount: lines.length,
  work: () => {
    for (const line of lines) matcher.match(line)
  },
})
const side = (peer: Peer, i: number): Side => {
  const lines = corpus.lines(Math.min(1000, Math.max(5, Math.round(MILLISECONDS_A_TURN / paces[i]!))))
  const work = async () => {
    for (const line of lines) await peer.best(line)
  }
  return { name: peer.name, amount: lines.length, work }
}
const beside = await race([ours(corpus.lines(SIZES[1]!)), ...peers.map(side)])
const columns = ['side', 'lines', 'lines a second', 'time for a line beside Passerelle']
table('Search with misspellings and disguises', columns, beside.map(raceRow))

const grown = []
for (const size of SIZES) grown.push(...(await race([ours(corpus.lines(size))])))
growthTable('How the time grows with the lines', grown)

const row = (name: string, lines: number, { precision, recall, f1 }: Accuracy): string[] => [
  name,
  whole(lines),
  percent(precision),
  percent(recall),
  percent(f1),
]
const find = (line: string) => matcher.match(line).findings
const rows = [row('Passerelle', labelled.length, accuracyOfFindings(labelled, find))]
for (const [i, peer] of peers.entries()) {
  const step = Math.max(1, Math.ceil((labelled.length * paces[i]!) / MILLISECONDS_OF_LABELLED))
  const cases = labelled.filter((_, at) => at % step === 0)
  const answers = []
  for (const { input } of cases) answers.push(await peer.best(input))
  const { usual, tuned } = accuracyOfBest(cases, answers)
  rows.push(row(`${peer.name}: usual threshold`, cases.length, usual))
  rows.push(row(`${peer.name}: its best threshold here`, cases.length, tuned))
  if (step > 1) rows.push(row('Passerelle, on the same lines', cases.length, accuracyOfFindings(cases, find)))
}
await trigram.close()

table('How often right, on the labelled lines', ['side', 'lines', 'precision', 'recall', 'F1'], rows)
note(
  `All search the same ${whole(names.length)} names. A peer's answer to a line is its best match. Slow peers get as ` +
    `many lines as they do in ${MILLISECONDS_A_TURN / 1000} s, and every nth labelled line. "Its best threshold" is ` +
    'chosen after the fact on the lines that it is judged by, which nobody can do in use. The labels were at hand ' +
    'when Passerelle was written; `npm run evaluate` has others.',
)
