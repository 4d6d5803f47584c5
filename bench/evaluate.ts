// SPDX-License-Identifier: Apache-2.0
/**
 * `npm run evaluate`: precision and recall by kind of evidence on the labelled sets of `reference/evaluation/`, how
 * far certainties can be believed, and how many innocent lines are flagged. `--misses` lists what went wrong,
 * except on the held-out set, which nobody tunes on. `POSTS` may name a file of real posts, whose marked spans are counted
 * then as well: JSON lines, as `readPosts` reads them.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createStructureMatcher, createTextMatcher, type Finding } from '#matching/index.ts'
import { loadReference } from '#reference/index.ts'
import { type Case, readCases, readPosts } from './cases.ts'
import { createCalibration, createTally, percent, table } from './tally.ts'

const root = join(import.meta.dirname, '..')
const data = loadReference()
const rdkit = await createRequire(import.meta.url)('@rdkit/rdkit')()
rdkit.disable_logging()
const text = createTextMatcher(data)
const structures = createStructureMatcher(data, rdkit)
const listMisses = process.argv.includes('--misses')

/** Kinds of lines that name a thing in full or by its number, as a document of trade does. */
const NAMED = ['name', 'salt', 'trade', 'translation', 'code', 'locants']
const NUMBERED = ['cas', 'cas-disguised', 'catalogue', 'invoice']

type Judge = (input: string) => Finding[] | 'error'

const judgeText: Judge = (line) => text.match(line).findings
const judgeStructure: Judge = (structure) => {
  const outcome = structures.match(structure)
  return outcome.ok ? outcome.result.findings : 'error'
}

/** Whether a finding is what was expected: an id, or `class:` and the id of a class without its jurisdiction. */
const fits = (finding: Finding, expected: string) =>
  finding.id === expected || (finding.kind === 'class' && expected === `class:${finding.id.replace(/^[a-z]+-/, '')}`)

/** A class found beside an expected substance is neither a hit nor an error: listed things have classes too. */
const isWrong = (finding: Finding, wanted: string[]) =>
  !wanted.some((expected) => fits(finding, expected)) && !(finding.kind === 'class' && wanted.length > 0)

const evaluate = (title: string, cases: Case[], judge: Judge, showMisses: boolean) => {
  if (cases.length === 0) return
  const tally = createTally()
  const calibration = createCalibration()
  for (const one of cases) {
    const findings = judge(one.input)
    if (one.expected.includes('error') || findings === 'error') {
      tally.positive(one.kind, [one.expected.includes('error') === (findings === 'error')], 0)
      continue
    }
    const wrong = findings.filter((finding) => isWrong(finding, one.expected))
    for (const finding of findings) calibration.add(finding.certainty, !wrong.includes(finding))
    const found = one.expected.map((expected) => findings.some((finding) => fits(finding, expected)))
    if (one.expected.length > 0) tally.positive(one.kind, found, new Set(wrong.map(({ id }) => id)).size)
    else tally.negative(one.kind, findings.length > 0)
    const missed = one.expected.filter((_, index) => !found[index])
    if (showMisses && (missed.length > 0 || wrong.length > 0)) {
      const seen = wrong.map(({ id, by, as, certainty }) => `${id} by ${by} "${as}" ${certainty}`).join(' | ')
      console.log(
        `  ${one.id} [${one.kind}] ${JSON.stringify(one.input)}\n     missed: ${missed.join(' ')}  wrong: ${seen}`,
      )
    }
  }
  console.log(`\n## ${title} (${cases.length})\n`)
  console.log(table(tally.rows('names and CAS', judge === judgeText ? [...NAMED, ...NUMBERED] : [])))
  console.log(table(calibration.rows()))
}

const flagged = (title: string, lines: string[], judge: Judge) => {
  if (lines.length === 0) return
  const hits = lines.flatMap((line) => {
    const findings = judge(line)
    const first = findings === 'error' ? undefined : findings[0]
    return first ? [`  ${JSON.stringify(line)}: ${first.id} by ${first.by} "${first.as}" ${first.certainty}`] : []
  })
  console.log(`\n${title}: ${hits.length} of ${lines.length} flagged (${percent(hits.length, lines.length)})`)
  if (listMisses && !title.includes('held-out')) console.log(hits.join('\n'))
}

/** Posts of real people with the spans that name a drug marked by hand: overlap counts as found. */
const evaluatePosts = (file: string | undefined) => {
  if (file === undefined || !existsSync(file))
    return console.log(`\nReal posts: ${file ? `${file} is absent` : 'POSTS names no file of them'}; skipped.`)
  const overlaps = (a: [number, number], b: [number, number]) => a[0] < b[1] && b[0] < a[1]
  const sum = { marked: 0, found: 0, findings: 0, right: 0 }
  for (const { text: post, spans } of readPosts(file)) {
    const findings = text.match(post).findings.flatMap(({ span }) => (span ? [span] : []))
    sum.marked += spans.length
    sum.found += spans.filter((span) => findings.some((other) => overlaps(span, other))).length
    sum.findings += findings.length
    sum.right += findings.filter((span) => spans.some((other) => overlaps(span, other))).length
  }
  console.log(`\n## Real posts, spans marked by hand\n`)
  console.log(
    `recall ${percent(sum.found, sum.marked)} of ${sum.marked}, precision ${percent(sum.right, sum.findings)} of ${sum.findings}`,
  )
}

const sets = join(root, 'reference/evaluation')
for (const [name, folder] of [
  ['', sets],
  ['held-out ', join(sets, 'held-out')],
] as const) {
  const show = listMisses && name === ''
  evaluate(`${name}lines`, readCases(join(folder, 'lines.csv'), 'text'), judgeText, show)
  evaluate(`${name}structures`, readCases(join(folder, 'structures.csv'), 'structure'), judgeStructure, show)
  flagged(
    `${name}innocent titles`,
    readCases(join(folder, 'innocent.csv'), 'text').map(({ input }) => input),
    judgeText,
  )
}
flagged(
  'Ordinary chemicals by name',
  data.ordinary.map(({ name }) => name),
  judgeText,
)
flagged(
  'Ordinary chemicals by structure',
  data.ordinary.map(({ smiles }) => smiles),
  judgeStructure,
)
evaluatePosts(process.env.POSTS)
console.log(`\nReference data ${data.version}`)
