// SPDX-License-Identifier: Apache-2.0
/** Bringing a node up to date, and serving it. */
import { join } from 'node:path'
import { readConfig } from '../config.ts'
import { refuseTalkative, refuseUnsafe } from '../production.ts'
import type { Context } from './context.ts'
import type { Options } from './index.ts'

/** `migrate`: makes the database and its compartments, or brings them up to date, and writes each wing's logins. */
export const migrate = async (words: string[], _options: Options, { bad, print, say }: Context): Promise<number> => {
  if (words.length > 0) return bad('migrate')
  const { makeAddresses, writeAddresses } = await import('../addresses.ts')
  const config = readConfig()
  const addresses = await makeAddresses(config)
  const files = writeAddresses(join(config.data, 'wings'), addresses.of)
  await addresses.stop()
  print(say('migrated', { count: Object.keys(addresses.of).length, files: files.join(', ') }))
  return 0
}

/**
 * `serve`: the whole house, or with `--wing` one wing with its own logins only. Ends when the process is told to. Settings
 * that would endanger people are all told at once, and nothing is served.
 */
export const serve = async (words: string[], { wing, logins }: Options, context: Context): Promise<number> => {
  if (words.length > 0) return context.bad('serve')
  process.env.NODE_ENV ??= 'production'
  const given = { ...(wing === undefined ? {} : { WING: wing }), ...(logins === undefined ? {} : { LOGINS: logins }) }
  const config = readConfig({ ...process.env, ...given })
  const dangers = [...refuseUnsafe(config), ...(await refuseTalkative(config))]
  if (dangers.length > 0) {
    context.complain(context.say('unsafe.refused'))
    for (const { code, given: what } of dangers) context.complain(`- ${context.say(`unsafe.${code}`, { given: what })}`)
    return 2
  }
  const { serve: start } = await import('../serve.ts')
  await start(config)
  return new Promise(() => undefined)
}
