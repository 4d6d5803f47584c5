// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes long, wherever nothing is known of an earlier run: a long file that begins last keeps one core waiting. */
const LONG = [/\/e2e\//, /\/proofs\//, /\/src\/app\//]
const rank = ({ moduleId }: TestSpecification) => (LONG.findIndex((each) => each.test(moduleId)) + 4) % 4

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

/** Debian's browser; the one without windows takes a third of the other's time. */
const CHROMIUM =
  process.env.CHROMIUM ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path))

export default defineConfig({
  test: {
    env: { ...(CHROMIUM !== undefined && { CHROMIUM }) },
    include: [
      'src/**/*.test.ts',
      'reference/**/*.test.ts',
      'countries/**/*.test.ts',
      'proofs/**/*.test.ts',
      'e2e/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    globalSetup: 'src/platform/database/once.testing.ts',
    sequence: { sequencer: LongFirst },
    // One file waits for a browser or a database while another computes.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 60_000,
    // Whoever polls waits for another process, which may be as busy as this one.
    expect: { poll: { timeout: 20_000 } },
    // Whoever needs the demonstration first makes it for all: half a minute or more where much else runs.
    hookTimeout: 240_000,
  },
})
