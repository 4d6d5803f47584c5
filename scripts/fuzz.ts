// SPDX-License-Identifier: Apache-2.0
/** `npm run fuzz -- --runs N [--seed N]`: the permission fuzzer, for as many combinations as asked. */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '1000000' }, seed: { type: 'string' } } })
const environment = { ...process.env, FUZZ_RUNS: values.runs, ...(values.seed ? { FUZZ_SEED: values.seed } : {}) }
const { status } = spawnSync(process.execPath, ['node_modules/.bin/vitest', 'run', 'proofs/fuzz'], {
  stdio: 'inherit',
  env: environment,
})
process.exitCode = status ?? 1
