// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over the directory: listings are everybody's to find, and only those who look after them change them. */
import { randomUUID } from 'node:crypto'
import { type DirectoryDesk, type DirectoryTables, openDirectory, openFinder } from '#health/directory/index.ts'
import { type Actor, columnsOf, keyOf, MARKINGS, sit } from '#platform/access/index.ts'
import { allPages, asking, counted, idsOf } from './asking.ts'
import { drawFrom } from './draw.ts'
import { allBy, compartmentOf, fuzzRoom, SEED } from './harness.ts'

interface Kept {
  id: string
  upload: string
  isAsked: boolean
  /** With an earlier one of the same organisation. */
  pair: string | null
  name: string
  from: string
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 5 }, () => randomUUID())
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations), groups: some(['group:1'], 0.3) },
  ...{ roles: some(['directory:editor', 'signals:reporter'], 0.7), clearance: one(MARKINGS) },
  purposes: some(['finding-help', 'health-protection'], 0.8),
})

// What may be seen at the desk, in words of its own: nothing of it comes from the code that is judged.
const looksAfter = (person: Actor, record: Kept): boolean =>
  person.organisation === record.from &&
  person.roles.includes('directory:editor') &&
  person.purposes.includes('finding-help')

const health = compartmentOf<DirectoryTables>('health')
const records: Kept[] = []
const deskOf = (actor: Actor) => openDirectory({ db: health.db, actor })
const editorOf = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['directory:editor'], groups: [], clearance: 'amber' },
  purposes: ['finding-help'],
})

const keep = async (): Promise<Kept> => {
  const [name, from] = [`w${randomUUID().replaceAll('-', '')}`, one(organisations)]
  const desk = deskOf(editorOf(from))
  const added = await desk.add({ name, location: { city: 'Town', region: 'North', country: 'ZZ' } })
  if (!added.ok) throw new Error(added.refusal.detail)
  const { id } = added.value
  if (one([true, false])) await desk.withdraw(id, `over ${name}`, 1)
  const ended = await desk.open(id)
  const said =
    ended.ok && ended.value.ended === null
      ? await openFinder(health.db).correct(id, { concerns: 'other', note: name })
      : null
  if (said && !said.ok) throw new Error(said.refusal.detail)
  const csv = `name1,street1,city,state,zip,latitude,longitude\n${name},1 Elm St,Town,OR,97401,44,-123\n`
  const uploaded = await desk.upload('samhsa', `${name}.csv`, new TextEncoder().encode(csv))
  if (!uploaded.ok) throw new Error(uploaded.refusal.detail)
  const earlier = records.find((each) => each.from === from)
  const pair = earlier ? randomUUID() : null
  if (earlier && pair) {
    const [a = '', b = ''] = [earlier.id, id].sort()
    const row = { id: pair, a, b, score: 1, reasons: [], found_at: new Date(), state: 'open' as const, version: 1 }
    const audience = [keyOf.role(from, 'directory:editor')]
    const handling = { originator: from, audience, marking: 'green' as const, purposes: ['finding-help'] }
    const columns = columnsOf({ ...handling, fields: {}, originatorControlled: false, keptUntil: null })
    await sit(health.db, editorOf(from), (trx) =>
      trx
        .insertInto('listing_pair')
        .values({ ...row, decided_at: null, kept: null, taken: [], ...columns })
        .execute(),
    )
  }
  const contact = await desk.setContact(id, `${name}@zz.example`, 0)
  if (!contact.ok) throw new Error(contact.refusal.detail)
  return { id, name, from, pair, upload: uploaded.value.id, isAsked: said !== null }
}

const bare = { name: 'x', location: { city: 'Town', region: 'North', country: 'ZZ' } }
const { each, told } = asking(records)

// What everybody finds has no stranger: src/health/directory/directory.test.ts asks for that.
/** What a file says is not public yet: it needs a clearance besides. */
const readsFiles = (person: Actor, record: Kept): boolean => looksAfter(person, record) && person.clearance !== 'clear'
const channels = {
  ...allBy<DirectoryDesk, Kept>((person, record) => record.isAsked && readsFiles(person, record), {
    corrections: (desk) => each(async ({ id, name }) => JSON.stringify(await desk.corrections(id)).includes(name)),
  }),
  ...allBy<DirectoryDesk, Kept>((person, record) => record.pair !== null && readsFiles(person, record), {
    pair: (desk) => each(async ({ pair, name }) => JSON.stringify(await desk.pair(pair ?? '')).includes(name)),
  }),
  ...allBy<DirectoryDesk, Kept>(readsFiles, {
    contact: (desk) => each(async ({ id, name }) => JSON.stringify(await desk.contact(id)).includes(name)),
    uploaded: (desk) => each(async ({ upload, name }) => JSON.stringify(await desk.uploaded(upload)).includes(name)),
  }),
  ...allBy<DirectoryDesk, Kept>(looksAfter, {
    list: async (desk) => idsOf(await allPages((page) => desk.list(page))),
    count: async (desk) => counted(await desk.count()),
    search: (desk) =>
      each(async ({ id, name }) => JSON.stringify(await desk.list({ text: name, limit: 1 })).includes(id)),
    quality: (desk) => each(async ({ id }) => (await desk.quality(id)).ok),
    history: (desk) => each(async ({ id }) => (await desk.history(id)).ok),
    open: (desk) => each(async ({ id, name }) => JSON.stringify(await desk.open(id)).includes(name)),
    change: (desk) =>
      told([
        (other) => desk.withdraw(other, 'x', 99),
        (other) => desk.confirm(other, 99),
        (other) => desk.change(other, bare, 99),
        (other) => desk.setContact(other, '', 99),
      ]),
  }),
}

fuzzRoom<DirectoryDesk, Kept>({
  ...{ of: 'listings', runs: 2_000, many: 30, records, keep, drawActor, deskOf, channels },
  methods: {
    ...{ add: 'it writes', preview: 'what is sent, against own listings alone', import: 'it writes' },
    ...{ upload: 'what is sent, against own listings alone', uploaded: ['uploaded'] },
    ...{ chooseColumns: 'finds a file as uploaded does', takeOver: 'it writes, and finds a file as uploaded does' },
    ...{ change: ['change'], confirm: ['change'], withdraw: ['change'], list: ['list', 'search'], count: ['count'] },
    ...{
      pair: ['pair'],
      pairs: 'those of pair of which both are found',
      lookForPairs: 'it compares own listings alone and answers a number',
    },
    ...{ drawCalls: 'it writes, of own listings alone', recordCall: 'of what call shows' },
    calls: 'of own listings alone; another organisation is asked in src/health/directory/calls/calls.test.ts',
    call: 'another organisation is asked in src/health/directory/calls/calls.test.ts',
    decide: 'of what pair shows; a stranger is asked in src/health/directory/duplicates/duplicates.test.ts',
    ...{ contact: ['contact'], setContact: ['change'], quality: ['quality'] },
    letters: 'numbers of own letters; another organisation is asked in src/health/directory/true/true.test.ts',
    ...{ open: ['open'], history: ['history'], corrections: ['corrections'] },
    settle: 'of what corrections shows; a stranger is asked in src/health/directory/directory.test.ts',
  },
  insiders: (_, { from }) => [editorOf(from)],
})
