// SPDX-License-Identifier: Apache-2.0
/** `npm run faults -- --runs N`: the node killed at moments of chance, as often as asked (50), and its disk filled. */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const PROOFS = ['proofs/lasting.test.ts', 'proofs/full-disk.test.ts']
const { values } = parseArgs({ options: { runs: { type: 'string', default: '50' } } })
const { status } = spawnSync(process.execPath, ['node_modules/.bin/vitest', 'run', ...PROOFS], {
  stdio: 'inherit',
  env: { ...process.env, FAULT_RUNS: values.runs },
})
process.exitCode = status ?? 1
