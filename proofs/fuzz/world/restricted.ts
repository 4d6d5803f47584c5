// SPDX-License-Identifier: Apache-2.0
/** Restricted lists: who knows that there is one, what is found by it, and who looked. */
import { randomUUID } from 'node:crypto'
import { type Actor, MARKINGS } from '#platform/access/index.ts'
import { loadReference } from '#reference/index.ts'
import { openRestricted, type RestrictedDesk, type RestrictedTables } from '#supply/restricted/index.ts'
import { asking } from '../asking.ts'
import { drawFrom } from '../draw.ts'
import { type Channel, type compartmentOf, fuzzRoom, type Rule, SEED } from '../harness.ts'
import { reaches } from '../oracle.ts'

interface Kept {
  id: string
  /** Name of the list, and a name on it. */
  word: string
  owner: string
  readers: string[]
  marking: 'amber+strict' | 'red'
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 4 }, () => randomUUID())
const ROLES = ['restricted:custodian', 'restricted:reader', 'incidents:officer']
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations), roles: some(ROLES, 0.7), groups: [] },
  ...{ clearance: one(MARKINGS.slice(2)), purposes: some(['supply-control', 'research'], 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const has = (person: Actor, role: string) =>
  person.purposes.includes('supply-control') && person.roles.includes(`restricted:${role}`)
const isCustodian: Rule<Kept> = (person, { owner, marking }) =>
  has(person, 'custodian') && person.organisation === owner && reaches(person.clearance, marking)
const isReader: Rule<Kept> = (person, { readers, marking }) =>
  has(person, 'reader') && readers.includes(person.organisation) && reaches(person.clearance, marking)
const mayKnow: Rule<Kept> = (person, record) => isCustodian(person, record) || isReader(person, record)
/** A custodian who is a reader too matches by what they imported. */
const mayMatch: Rule<Kept> = (person, record) => has(person, 'reader') && mayKnow(person, record)

const personOf = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ROLES, groups: [], clearance: 'red', purposes: ['supply-control'] },
})
/** Letters alone, as names have them; no two are near. */
const wordOf = (id: string) => id.replaceAll('-', '').replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] as string)

export const fuzzRestricted = (supply: ReturnType<typeof compartmentOf<RestrictedTables>>): void => {
  const records: Kept[] = []
  const data = loadReference()
  const match = () => ({ findings: [], amounts: [], reference: '' })
  const deskOf = (actor: Actor) =>
    openRestricted({ db: supply.db, actor, data, match, organisations: async () => organisations })
  const keep = async (): Promise<Kept> => {
    const [word, owner, marking] = [wordOf(randomUUID()), one(organisations), one(['amber+strict', 'red'] as const)]
    const drawn = some(organisations, 0.4)
    const readers = drawn.length > 0 ? drawn : [owner]
    const given = { name: word, text: `name,list\n${word},${word}\n`, marking, reaches: readers }
    const made = await deskOf(personOf(owner)).import(given)
    if (!made.ok) throw new Error(made.refusal.detail)
    return { id: made.value.id, word, owner, readers, marking }
  }
  const { said, told } = asking(records)
  const byWord = ({ word }: Kept) => word
  const channels: Record<string, Channel<RestrictedDesk, Kept>> = {
    lists: { rule: mayKnow, ask: async (desk) => said(await desk.lists(), byWord) },
    match: {
      rule: mayMatch,
      ask: async (desk) => said(await desk.match(`5 kg of ${records.map(byWord).join(', ')}`), byWord),
    },
    looks: { rule: isCustodian, ask: (desk) => told([desk.looks]) },
  }
  fuzzRoom<RestrictedDesk, Kept>({
    ...{ of: 'restricted lists', runs: 450, many: 15, records, keep, drawActor, deskOf, channels },
    methods: { lists: ['lists'], match: ['match'], looks: ['looks'], import: 'it writes' },
    insiders: (_, { owner, readers }) => [owner, ...readers].map(personOf),
  })
}
