// SPDX-License-Identifier: Apache-2.0
/** `node bench/typologies/write.ts --seed 7 --scale 1 --set tune --out FOLDER`: the records, and apart from them the labels. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { COLUMNS, toCsv } from './columns.ts'
import { generate } from './generate.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    scale: { type: 'string', default: '1' },
    set: { type: 'string', default: 'tune' },
    out: { type: 'string' },
  },
})
const [seed, scale] = [Number(values.seed), Number(values.scale)]
if (
  values.out === undefined ||
  !Number.isInteger(seed) ||
  !(scale > 0) ||
  (values.set !== 'tune' && values.set !== 'held-out')
) {
  console.error('node bench/typologies/write.ts --seed 7 --scale 1 --set tune|held-out --out FOLDER')
  process.exit(2)
}
const made = generate({ seed, scale, set: values.set })
const folder = values.out
mkdirSync(folder, { recursive: true })
const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
for (const family of ['orders', 'payments', 'parcels', 'listings'] as const)
  write(`${family}.csv`, toCsv(COLUMNS[family], made[family]))
write('events.json', `${JSON.stringify(made.events, null, 2)}\n`)
write('labels.csv', toCsv(['event', 'typology', 'family', 'record'], made.labels))
write('lookalikes.csv', toCsv(['lookalike', 'kind', 'close_to', 'family', 'record'], made.lookalikes))
for (const [name, rows] of Object.entries(made)) console.log(`${name}: ${rows.length}`)
