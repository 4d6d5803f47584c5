// SPDX-License-Identifier: Apache-2.0
/** Invented services of the invented country, listed by whoever looks after the directory there. */
import type { NewListing } from '#health/directory/contract.ts'
import { directoryExamples } from '#health/directory/index.ts'
import { type DesksOf, given } from './given.ts'

const TOWNS = [
  ...['Aldry', 'Bessam', 'Corvane', 'Dunholt', 'Ermoor', 'Falline', 'Gravel Ford', 'Hartmere', 'Islay Bridge'],
  ...['Jarrow Heath', 'Kestrel', 'Lowmark', 'Mirefield', 'Nordwell', 'Oxley', 'Pellan', 'Quarry End'],
]

/** The same centre as a table of its region has it: spelt otherwise, with an entry that is known by another number. */
const TABLE = [
  'id,name,organization,city,region,country,address_1,phones',
  'N-17,Tamrin Outpatient Center,Tamrin Health,Port Selvane,North Shore,ZZ,4 Pier St.,+000 20 112',
  // Offices of districts, of which it says no more than where they are and whom to call.
  ...TOWNS.map(
    (town, at) =>
      `D-${at},${town} district social office,District of ${town},${town},South Plain,ZZ,${at + 3} Market Square,+000 70 ${200 + at}`,
  ),
].join('\n')

type Directory = NonNullable<Awaited<ReturnType<DesksOf>>['directory']>

/** A pair is found, and a person says that both are one service: one listing stands for both, with the address of the other. */
const mergeTwo = async (directory: Directory) => {
  given(await directory.import('csv', new TextEncoder().encode(TABLE)))
  given(await directory.lookForPairs())
  for (const { id, a, b, version } of given(await directory.pairs()).items) {
    const kept = a.source === 'own' ? a : b
    given(await directory.decide(id, { do: 'same', kept: kept.id, taken: [] }, version))
  }
}

/** Each is called once, as a check: most entries are right, some are not. */
const callThem = async (directory: Directory) => {
  given(await directory.drawCalls(100))
  const { items } = given(await directory.calls())
  // By name: which was drawn first is chance, and what came of it is not.
  const drawn = items.toSorted((a, b) => (a.listing.name < b.listing.name ? -1 : 1))
  for (const [at, { id, asked, version }] of drawn.entries()) {
    const fields = Object.fromEntries(asked.map((field) => [field, at % 4 === 1 ? 'wrong' : 'right']))
    const answers =
      at % 9 === 5 ? { answered: 'no' } : { answered: 'yes', isService: 'yes', takesPeople: 'yes', ...fields }
    given(await directory.recordCall(id, answers as Parameters<Directory['recordCall']>[1], version))
  }
}

/** Figures with the number of days ago when somebody said them: one was said too long ago to be known still. */
type Said = readonly (number | string)[]
const roomOf = (room: { places?: Said; free?: Said; waiting?: Said } | undefined) => {
  const on = (days: number | string | undefined) =>
    new Date(Date.now() - Number(days) * 86_400_000).toISOString().slice(0, 10)
  return {
    places: room?.places && { count: Number(room.places[0]), on: on(room.places[1]) },
    free: room?.free && { count: Number(room.free[0]), on: on(room.free[1]) },
    waiting: room?.waiting && {
      days: room.waiting[0] === 'closed' ? ('closed' as const) : Number(room.waiting[0]),
      on: on(room.waiting[1]),
    },
  }
}

export const listServices = async (desksOf: DesksOf): Promise<void> => {
  const { directory } = await desksOf('Yusuf Kamara')
  if (!directory) return
  for (const { listing, room, confirmed, contact } of directoryExamples) {
    const { id, version } = given(await directory.add({ ...(listing as NewListing), ...roomOf(room) }))
    // One service has a contact: the letter that asks it waits in the mailbox.
    if (contact) given(await directory.setContact(id, contact, 0))
    if (confirmed) given(await directory.confirm(id, version))
  }
  await mergeTwo(directory)
  await callThem(directory)
}
