// SPDX-License-Identifier: Apache-2.0
/** The command line. `./passerelle --help` says what it takes; exit status 0, 2 or 3 as it says there. */
import { enableCompileCache } from 'node:module'

enableCompileCache()
const { runCli } = await import('./commands/index.ts')
process.exitCode = await runCli(process.argv.slice(2))
