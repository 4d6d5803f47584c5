// SPDX-License-Identifier: Apache-2.0
/**
 * The directory of services: a file of 14,034 rows taken in, beside COPY of the same file; services found over HTTP by text and
 * distance, and in the demonstration country by facet too, beside the same question by hand; bytes of the way to a telephone
 * number. The rows are SAMHSA's where `DIRECTORY_FILES` names a folder that has them, else invented ones in the same columns.
 * Fails where a page shows nothing of what is
 * found by hand.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { COMPARTMENTS } from '#app/compartments.ts'
import { readConfig } from '#app/config.ts'
import { WANTED } from '#health/directory/contract.ts'
import { type DirectoryTables, importAtNode } from '#health/directory/index.ts'
import { makeCompartments, openCompartment, openLogins, startEmbedded } from '#platform/database/index.ts'
import { listen } from '#platform/http/index.ts'
import type { Answer } from './asker.ts'
import { type Result, RUNS, race, type Side, spread } from './measure.ts'
import { figure, growthTable, note, raceRow, table, whole } from './report.ts'

const ROWS = 14_034
const ASKED = Number(process.env.DIRECTORY_ASKED ?? 300)
/** Pages asked for before the first that counts: a server that stands has its code compiled. Each place is asked for once. */
const WARM = 200
const SIZES = (process.env.DIRECTORY_SIZES ?? '1403,14034,140340').split(',').map(Number)
const RUNS_HERE = Number(process.env.DIRECTORY_RUNS ?? RUNS)
/** Turns of what is larger than a country’s file. */
const FEWER = Math.min(2, RUNS_HERE)
const HEADER = 'name1,name2,street1,street2,city,state,zip,zip4,county,latitude,longitude'
const STATES = ['AL', 'OR', 'IL', 'NY', 'TX', 'CA', 'OH', 'FL']

/** As many rows in the same columns, in 1,200 cities. */
const invented = (rows: number) =>
  `${[
    HEADER,
    ...Array.from({ length: rows }, (_, n) => {
      const city = (n * 7919) % 1200
      const [north, east] = [
        26 + (city % 40) * 0.5 + (n % 50) / 500,
        -120 + Math.floor(city / 40) * 1.6 + (n % 30) / 300,
      ]
      const name = `${['River', 'Oak', 'Harbor', 'Recovery', 'New'][n % 5]} House ${n}`
      return `${name},,${n % 900} Main Street,,Town ${city},${STATES[city % 8]},${10_000 + city},,,${north},${east}`
    }),
  ].join('\n')}\n`

const real = join(process.env.DIRECTORY_FILES ?? '', 'samhsa_us_substance_use_treatment.csv')
const isReal = process.env.DIRECTORY_FILES !== undefined && existsSync(real)
const lines = isReal ? readFileSync(real, 'utf8').trimEnd().split('\n') : []
note(
  isReal ? `${lines.length - 1} rows of SAMHSA; larger sizes are invented.` : 'Invented rows in the columns of SAMHSA.',
)
const textFor = (size: number) => (size < lines.length ? `${lines.slice(0, size + 1).join('\n')}\n` : invented(size))

const data = mkdtempSync(join(tmpdir(), 'passerelle-bench-'))
chmodSync(data, 0o755)
// React reads it as it is loaded, and so do the pages.
process.env.NODE_ENV = 'production'
const { openHouse } = await import('#app/house.ts')
const { settle } = await import('#app/serve.ts')
const { createSite } = await import('#app/site.ts')
const server = await startEmbedded(data)
const addresses = await makeCompartments(server.adminUrl, openLogins(join(data, 'logins.json')), COMPARTMENTS)
const settings = {
  DATA: data,
  PORT: '0',
  LOG: 'off',
  DEMONSTRATION: 'on',
  DATABASE_URL: server.adminUrl,
  RATE: '1000000',
}
const config = await settle(readConfig(settings))
const house = await openHouse(config)
const site = await createSite(house, config)
const listening = await listen(site.fetch, '127.0.0.1', config.port)
const { db } = house.held.compartment<DirectoryTables>('health')
const organisations = await house.accounts.organisations()
const organisation = organisations.find(({ kind }) => kind === 'ministry' || kind === 'authority')?.id ?? ''
/** The cluster's owner, to whom row-level security does not apply, in the same database by the same kind of connection. */
const address = Object.assign(new URL(server.adminUrl), { pathname: new URL(addresses.health as string).pathname })
const owner = openCompartment<DirectoryTables>('health', address.href)

const file = join(data, 'rows.csv')
/** Everything of an earlier turn is away, so that each takes the whole file in. */
const empty = async () => {
  await sql`delete from word where kind = 'listing' and record in (select id from listing where source = 'samhsa')`.execute(
    owner.db,
  )
  await sql`delete from listing where source = 'samhsa'`.execute(owner.db)
}
await sql`create table bare (${sql.raw(HEADER.split(',').join(' text, '))} text)`.execute(owner.db)

const sidesFor = (size: number): Side[] => {
  const rows = textFor(size)
  const bytes = new TextEncoder().encode(rows)
  return [
    {
      name: 'COPY into a bare table',
      amount: size,
      work: async () => {
        writeFileSync(file, rows, { mode: 0o644 })
        await sql`truncate bare`.execute(owner.db)
        const began = performance.now()
        await sql`copy bare from ${sql.lit(file)} with (format csv, header true)`.execute(owner.db)
        return { ms: performance.now() - began }
      },
    },
    {
      name: 'Passerelle: read, judged, compared, kept, found by words, in the ledger',
      amount: size,
      work: async () => {
        await empty()
        const [began, busy] = [performance.now(), process.cpuUsage()]
        const report = await importAtNode(db, { organisation, source: 'samhsa', bytes, isMeant: true })
        const ms = performance.now() - began
        const { user, system } = process.cpuUsage(busy)
        worked.set(size, [...(worked.get(size) ?? []), (user + system) / 1000])
        if (!report.ok || report.value.added < size * 0.99) throw new Error('The file was not taken in.')
        return { ms }
      },
    },
  ]
}
/** Milliseconds for which a processor worked in Node, by size. */
const worked = new Map<number, number[]>()
const taken: Result[] = []
for (const size of SIZES) taken.push(...(await race(sidesFor(size), size > ROWS ? FEWER : RUNS_HERE)))
table('A file of services taken in', ['side', 'rows', 'rows a second', 'time of a row beside COPY'], taken.map(raceRow))
growthTable('How its time grows with the rows', taken)
for (const { name, amount, ms } of taken)
  if (amount === ROWS) note(`${name}: ${figure(ms[0])} ms for ${whole(ROWS)} rows. Goal of the second: 10,000 ms.`)
for (const [size, all] of worked)
  note(`Of ${whole(size)} rows the processor time in Node alone: ${figure(spread(all)[0])} ms.`)
if (SIZES.at(-1) !== ROWS) {
  await empty()
  await importAtNode(db, {
    organisation,
    source: 'samhsa',
    bytes: new TextEncoder().encode(textFor(ROWS)),
    isMeant: true,
  })
}
await sql`analyze listing, word`.execute(owner.db)

/** Degrees of latitude in 50 km, within which the finder looks. */
const AROUND = 50 / 111.2

interface Question {
  what: string
  place: { key: string; region: string; name: string }
  word: string
  /** Terms that stand for it, and what it is called in the address. */
  facet?: { name: string; terms: readonly string[] }
}

/** In no order, so that those to get warm with are no others than those that count. */
const places = await sql<{ city_key: string; region_key: string; city: string; region: string }>`
  select city_key, region_key, min(content->'location'->>'city') as city, min(content->'location'->>'region') as region
  from listing where source = 'samhsa' and latitude is not null group by city_key, region_key
  order by count(*) desc, city_key limit ${WARM + ASKED}`.execute(owner.db)
const shuffled = <T>(all: readonly T[]): T[] => all.map((_, n) => all[(n * 7919) % all.length] as T)
const words = ['recovery', 'new', 'house', 'health', 'center']
const questions: Question[] = [
  ...shuffled(places.rows).map(({ city_key, region_key, city, region }, n) => ({
    ...{ what: 'text and distance, the file', word: words[n % words.length] ?? '' },
    place: { key: city_key, region: region_key, name: `${city}, ${region}` },
  })),
  ...Array.from({ length: 20 }, () => ({
    ...{ what: 'facet and distance, the demonstration country', word: '' },
    ...{ place: { key: 'port selvane', region: 'north shore', name: 'Port Selvane, North Shore' } },
    facet: { name: 'opioid', terms: WANTED.opioid ?? [] },
  })),
]

/** The same by hand, where that may be known beforehand: the place’s middle, its listings and those within 50 km. */
const byHand = async ({ place, word, facet }: Question) => {
  const { rows } = await sql<{ id: string }>`
    with middle as (select avg(latitude) as north, avg(longitude) as east from listing
      where city_key = ${place.key} and region_key = ${place.region} and left_at is null and ended_at is null)
    select listing.* from listing, middle where left_at is null and ended_at is null
      and (city_key = ${place.key} and region_key = ${place.region}
        or latitude between north - ${AROUND} and north + ${AROUND}
          and longitude between east - ${AROUND} / cos(radians(north)) and east + ${AROUND} / cos(radians(north)))
      and ${word === '' ? sql`true` : sql`id in (select record from word where kind = 'listing' and word >= ${word} and word < ${`${word}\u{10ffff}`})`}
      and ${facet ? sql`terms && ${[...facet.terms]}::text[]` : sql`true`}
    order by power(latitude - north, 2) + power((longitude - east) * cos(radians(north)), 2), id limit 12`.execute(
    owner.db,
  )
  return rows
}
const addressOf = ({ place, word, facet }: Question) =>
  `/en/help/find?${new URLSearchParams({ place: place.name, text: word, what: facet?.name ?? '' })}`

/** The demonstration's letters and clocks are worked off first: what they take is none of a page's time. */
const quiet = async () => {
  for (let calm = 0, tries = 0; calm < 2 && tries < 120; tries++) {
    const before = process.cpuUsage()
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const { user, system } = process.cpuUsage(before)
    calm = user + system < 60_000 ? calm + 1 : 0
  }
}
await quiet()

const asker = fork(new URL('./asker.ts', import.meta.url))
const fetched = async (path: string): Promise<Answer> => {
  asker.send(`http://127.0.0.1:${listening.port}${path}`)
  const [answer] = (await once(asker, 'message')) as [Answer | { error: string }]
  if ('error' in answer) throw new Error(answer.error)
  return answer
}

const at = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN
const rows: string[][] = []
for (const what of new Set(questions.map((each) => each.what))) {
  const own = questions.filter((each) => each.what === what)
  const [bare, page]: [number[], number[]] = [[], []]
  let [found, busy] = [0, 0]
  for (let turn = -WARM; turn < ASKED; turn++) {
    const asked = own[(turn + WARM) % own.length] as Question
    const began = performance.now()
    const hand = await byHand(asked)
    const raw = performance.now() - began
    const before = process.cpuUsage()
    const { body, ms } = await fetched(addressOf(asked))
    const { user, system } = process.cpuUsage(before)
    const shown = body.match(/<article/g)?.length ?? 0
    if (!body.includes('<main')) throw new Error(`${addressOf(asked)}: ${hand.length} by hand, and no page.`)
    if (turn < 0) continue
    found += shown
    busy += (user + system) / 1000
    bare.push(raw)
    page.push(ms)
  }
  const [p95, byHandP95] = [at(page, 0.95), at(bare, 0.95)]
  rows.push([
    ...[
      what,
      whole(ASKED),
      figure(found / ASKED),
      figure(at(bare, 0.5)),
      figure(byHandP95),
      figure(at(page, 0.5)),
      figure(p95),
    ],
    figure(p95 - byHandP95),
    figure(busy / ASKED),
  ])
}
table(
  'Services found: the page, over HTTP, beside the question alone by hand (ms)',
  ['what', 'asked', 'on a page', 'by hand p50', 'p95', 'page p50', 'p95', 'p95 more', 'processor a page'],
  rows,
)
note(
  'Goals: a page p95 at most 15 ms, and at most 10 ms more than by hand. Processor: of the server in Node alone; whoever asks is a process of its own.',
)

/** A page and what it links that a browser without script fetches: style and the fonts that it is told of. */
const seen = new Set<string>()
const steps: string[][] = []
let path = '/en/help'
let sum = 0
const service = await byHand(questions.at(-1) as Question)
const way = [path, addressOf(questions.at(-1) as Question), `/en/help/services/${service[0]?.id}`]
for (path of way) {
  const { bytes: html, body } = await fetched(path)
  const linked = [...body.matchAll(/<link[^>]+>/g)]
    .filter(([tag]) => /rel="(?:stylesheet|preload)"/.test(tag))
    .flatMap(([tag]) => /href="([^"]+)"/.exec(tag)?.[1] ?? [])
    .filter((href) => !seen.has(href))
  let beside = 0
  for (const href of linked) {
    seen.add(href)
    beside += (await fetched(href)).bytes
  }
  sum += html + beside
  steps.push([path.replace(/[0-9a-f-]{36}/, 'ID'), whole(html), whole(beside), whole(sum)])
}
table(
  'Bytes to a telephone number, by gzip, without script',
  ['page', 'page itself', 'style and fonts', 'together so far'],
  steps,
)
note('Goals: the first page at most 30 KB, the whole way at most 100 KB.')

asker.kill()
await listening.close()
await owner.close()
await house.close()
await server.stop()
rmSync(data, { recursive: true })
