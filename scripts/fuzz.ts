// SPDX-License-Identifier: Apache-2.0
/** `npm run fuzz -- --runs N [--seed N]`: the permission fuzzer, for as many combinations as asked; ends with their count. */
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '1000000' }, seed: { type: 'string' } } })
const environment = { ...process.env, FUZZ_RUNS: values.runs, ...(values.seed ? { FUZZ_SEED: values.seed } : {}) }
const child = spawn(process.execPath, ['node_modules/.bin/vitest', 'run', 'proofs/fuzz'], {
  stdio: ['inherit', 'pipe', 'inherit'],
  env: environment,
})
let said = ''
child.stdout.on('data', (chunk: Buffer) => {
  process.stdout.write(chunk)
  said += chunk
})
child.on('close', (status) => {
  const combinations = [...said.matchAll(/(\d+) combinations/g)].reduce((sum, [, count]) => sum + Number(count), 0)
  console.log(
    `${combinations} combinations, ${status === 0 ? 'nobody saw what is not theirs' : 'and something is wrong'}`,
  )
  process.exitCode = status ?? 1
})
