// SPDX-License-Identifier: Apache-2.0
/** Starts the whole house and serves it, until told to stop. */
import { enableCompileCache } from 'node:module'

enableCompileCache()
process.env.NODE_ENV ??= 'production'
const { serve } = await import('./serve.ts')

await serve().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
