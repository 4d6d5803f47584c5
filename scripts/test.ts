// SPDX-License-Identifier: Apache-2.0
/** All checks and tests, and a last line that counts them: `N passed, N failed`. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const run = (program: string, args: string[]) =>
  spawnSync(process.execPath, [join('node_modules/.bin', program), ...args], { stdio: 'inherit' }).status === 0

process.env.PATH = `${join(process.cwd(), 'node_modules/.bin')}:${process.env.PATH}`

// The permission fuzzers draw the same each time, so that a fault is one of the change at hand; `npm run fuzz` draws anew.
process.env.FUZZ_SEED ??= '20260310'

let passed = 0
let failed = 0
const count = (ok: boolean) => {
  if (ok) passed++
  else failed++
}

// What an earlier run found to be in order is not checked again where nothing that it depends on changed.
const types = ['--noEmit', '--incremental', '--tsBuildInfoFile', 'node_modules/.types.tsbuildinfo']
count(run('react-router', ['typegen']) && run('tsc', types))
count(run('biome', ['check', '.']))

const folder = mkdtempSync(join(tmpdir(), 'passerelle-test-'))
const report = join(folder, 'report.json')
const green = run('vitest', [
  'run',
  ...process.argv.slice(2),
  '--reporter=default',
  '--reporter=json',
  `--outputFile=${report}`,
])
if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'))
  passed += numPassedTests
  failed += numFailedTests
  if (!green && numFailedTests === 0) failed += Math.max(1, numFailedTestSuites)
} else {
  failed++
}
rmSync(folder, { recursive: true })
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
