// SPDX-License-Identifier: Apache-2.0
/**
 * `npm run bench`: every bench in a process of its own, one after the other, into `bench/results.md`.
 * With names (`npm run bench -- size start`) only those; the others' parts stay as they were.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os'
import { basename, join } from 'node:path'

const here = import.meta.dirname
/** Run by `npm run evaluate`, and it measures no time. */
const OTHERS = ['run.ts', 'evaluate.ts']

/** A bench is run, not imported: a file here that exports nothing. */
const benches = readdirSync(here)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !OTHERS.includes(name))
  .filter((name) => !/^export /m.test(readFileSync(join(here, name), 'utf8')))
  .sort()

const asked = process.argv.slice(2)
const chosen = benches.filter((name) => asked.length === 0 || asked.includes(basename(name, '.ts')))

const load = () => loadavg()[0]!.toFixed(2)
const machine = () =>
  [
    '# What the benches measured',
    '',
    'Written by `npm run bench`; `bench/README.md` says what is measured and why.',
    '',
    `- Processor: ${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    `- ${process.platform} ${release()}, Node ${process.version}`,
    '- Each part says when it was run, and how busy the machine was then (0 is a quiet machine).',
    '',
  ].join('\n')

const runOne = async (name: string): Promise<{ ok: boolean; text: string }> => {
  const command = `node bench/${name}`
  console.log(`## ${command}\n`)
  const before = load()
  const started = performance.now()
  const child = spawn(process.execPath, [join(here, name)], {
    cwd: join(here, '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
    process.stdout.write(chunk)
  })
  const [code] = await once(child, 'close')
  const ok = code === 0
  const seconds = Math.round((performance.now() - started) / 1000)
  const end = ok
    ? `Took ${seconds} s, on ${new Date().toISOString().slice(0, 10)}, begun with a load of ${before}.`
    : `**Ended with status ${code}: what stands above is not complete.**`
  const title = `## ${basename(name, '.ts')}`
  return { ok, text: [title, '', '```sh', command, '```', '', said.trim(), '', end, ''].join('\n') }
}

/** What was measured before, by title: a bench that is run replaces its own part and leaves the others. */
const results = join(here, 'results.md')
const parts = new Map<string, string>()
if (existsSync(results))
  for (const part of readFileSync(results, 'utf8')
    .split(/^(?=## )/m)
    .slice(1))
    parts.set(part.slice(3, part.indexOf('\n')), part)
const write = () => {
  const known = benches.map((name) => parts.get(basename(name, '.ts'))).filter((part) => part !== undefined)
  writeFileSync(results, [machine(), ...known.map((part) => part.trimEnd())].join('\n\n').concat('\n'))
}

let failed = 0
for (const name of chosen) {
  const { ok, text } = await runOne(name)
  if (!ok) failed++
  parts.set(basename(name, '.ts'), text)
  write()
}
console.log(`${chosen.length - failed} benches ran, ${failed} failed. bench/results.md has the tables.`)
process.exitCode = failed === 0 ? 0 : 1
