// SPDX-License-Identifier: Apache-2.0
/** How long it takes until something can be asked: the engine, the command line, the site on existing data. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTextMatcher } from '#matching/index.ts'
import { loadReference } from '#reference/index.ts'
import { type OwnTime, race, type Side } from './measure.ts'
import { figure, growthTable, note, table, times, withSpread } from './report.ts'
import { startSite } from './site.ts'

const RUNS = 7
const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'passerelle-bench-'))
chmodSync(folder, 0o755)

const run = (program: string, args: string[]): string => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8' })
  if (status !== 0 && status !== 3) throw new Error(`${program} ended with ${status}: ${stderr}`)
  return stdout
}
const node = (code: string) => run(process.execPath, ['--input-type=module', '-e', code])

/** In a process of its own, by its own clock: milliseconds for the facts, the matcher, a first line, a matcher anew. */
const engine = (part: 0 | 1 | 2 | 3) => (): OwnTime => {
  const ms: number[] = JSON.parse(
    node(`import { createTextMatcher } from '#matching/index.ts'
      import { loadReference } from '#reference/index.ts'
      const started = performance.now()
      const data = loadReference()
      const loaded = performance.now()
      const matcher = createTextMatcher(data)
      const made = performance.now()
      matcher.match('order fentanly from china')
      const matched = performance.now()
      if (${part === 3}) createTextMatcher({ ...data })
      console.log(JSON.stringify([loaded - started, made - loaded, matched - made, performance.now() - matched]))`),
  )
  return { ms: ms[part]! }
}

const side = (name: string, work: Side['work']): Side => ({ name, amount: 1, work })
const results = await race(
  [
    side('Node, nothing loaded', () => node('')),
    side('reading the reference data', engine(0)),
    side('making the matcher from it', engine(1)),
    side('its first line, with a misspelt name', engine(2)),
    side('making the matcher where nothing is kept', engine(3)),
    side('./passerelle match x', () => run('./passerelle', ['match', 'x'])),
    side('npm, saying its version', () => run('npm', ['--version'])),
    side('npm start on existing data, to its first page', () => startSite(root, join(folder, 'data'))),
  ],
  RUNS,
)
rmSync(folder, { recursive: true })
const rows = results.map(({ name, ms, ratio }) => [name, withSpread(ms), times(ratio)])
table('Until something can be asked', ['what', 'milliseconds', 'beside a bare Node'], rows)

const data = loadReference()
const more = data.names.flatMap((name) => [...'bcdfgklmn'].map((end) => ({ ...name, name: `${name.name}${end}o` })))
const sizes = [data.names.filter((_, i) => i % 10 === 0), data.names, [...data.names, ...more]]
const grown = []
for (const names of sizes)
  grown.push(
    ...(await race([
      { ...side('making the matcher', () => createTextMatcher({ ...data, names })), amount: names.length },
    ])),
  )
growthTable('How making the matcher grows with the names', grown)
note(
  `Milliseconds at these sizes: ${grown.map(({ ms }) => figure(ms[0])).join(', ')}. The names beyond ours are made up.`,
)
note(
  'What the matcher works out from the facts is kept between starts (reference/shelf.ts), under a hash of facts and ' +
    'code. A changed copy of the facts, as in the second table, keeps nothing: all is made anew.',
)
note(`Medians of ${RUNS}, each in a fresh process. The first start, which makes the data folder, is not among them.`)
