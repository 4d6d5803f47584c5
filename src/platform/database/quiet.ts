// SPDX-License-Identifier: Apache-2.0
/**
 * PostgreSQL's log says how the server does, and nothing of what people asked or wrote: errors of statements are told by
 * their code where they are met, since PostgreSQL's own words for them quote statements, rows and values.
 */
import { SteadyClient } from './steady.ts'

/** By setting, the values that keep it quiet; the first is the one that our own server is started with. */
export const QUIET: Readonly<Record<string, readonly [string, ...string[]]>> = {
  log_min_messages: ['log', 'fatal', 'panic'],
  log_min_error_statement: ['panic', 'fatal'],
  log_error_verbosity: ['terse'],
  log_statement: ['none'],
  log_min_duration_statement: ['-1'],
  log_min_duration_sample: ['-1'],
  log_transaction_sample_rate: ['0'],
  log_parameter_max_length_on_error: ['0'],
}

/** The settings by which a server that is not ours would write down what people wrote, each with what to set. */
export const loudSettings = async (address: string): Promise<string[]> => {
  const client = new SteadyClient(address)
  await client.connect()
  try {
    const names = Object.keys(QUIET)
    const { rows } = await client.query<{ name: string; setting: string }>(
      'select name, setting from pg_settings where name = any($1)',
      [names],
    )
    const loud = rows.filter(({ name, setting }) => !QUIET[name]?.includes(setting))
    return loud.map(({ name }) => `${name} = ${QUIET[name]?.[0]}`).sort()
  } finally {
    await client.end()
  }
}
