// SPDX-License-Identifier: Apache-2.0
/** How the data of a node with the demonstration in it are made; read by the one who makes them alone, since it needs all rooms. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import { startEmbedded } from '#platform/database/index.ts'
import { COMPARTMENTS } from './compartments.ts'
import { root } from './config.ts'

/** Starts the real program on this folder and stops it once it answers. */
export const makeIn = async (data: string) => {
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, DATA: data, PORT: '0', NODE_ENV: 'production' }
  const child = spawn(process.execPath, ['src/app/main.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (more: string) => {
      said += more
      if (/localhost:\d+/.test(said)) child.kill('SIGTERM')
    })
  const [status] = await once(child, 'close')
  if (status !== 0) throw new Error(`The demonstration could not be made:\n${said}`)
}

/** Every line of the ledgers waits again for whoever seals it. */
export const unseal = async (data: string) => {
  const server = await startEmbedded(data)
  const address = new URL(server.adminUrl)
  address.pathname = '/passerelle'
  const client = new pg.Client(address.href)
  await client.connect()
  for (const { name } of COMPARTMENTS.filter(({ migrations }) => 'ledger' in migrations))
    await client.query(`
      set session_replication_role = replica;
      set search_path = ${name};
      insert into ledger_pending select line from ledger_leaf;
      truncate ledger_leaf, ledger_checkpoint`)
  await client.end()
  await server.stop()
}
