// SPDX-License-Identifier: Apache-2.0
/** Supervision, where this process holds its compartment: desks, everybody's counter, and reminders. */
import { floorTable } from '#commitments/index.ts'
import type { ReferenceData } from '#matching/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import {
  type LicencesCounter,
  licencesOfficer,
  type NameOf,
  type OversightDesk,
  type OversightTables,
  openLicencesCounter,
  openOversight,
  oversightFacts,
  remindOfEnds,
  remindOfFindings,
} from '#supply/oversight/index.ts'
import { keepAttachments } from './attachments.ts'
import type { Config } from './config.ts'
import { isCrossingOpen, packOf } from './country.ts'
import type { Held } from './held.ts'
import { type Counting, countedHere, keepDoing, publishFacts } from './keeping.ts'

const COMPARTMENT = 'supply_oversight'

/** For what a licence can be: a substance, or a table or schedule of a convention. */
export interface Licensable {
  of: 'substance' | 'table'
  id: string
  name: { en: string; fr: string }
}

const CONVENTIONS: Readonly<Record<string, { en: string; fr: string }>> = {
  1961: { en: '1961 Convention', fr: 'Convention de 1961' },
  1971: { en: '1971 Convention', fr: 'Convention de 1971' },
  1988: { en: '1988 Convention', fr: 'Convention de 1988' },
}

const tablesOf = ({ controls }: ReferenceData): Licensable[] => {
  const ids = Object.values(controls).flatMap((own) =>
    own.map(({ instrument, schedule }) => `${instrument}/${schedule}`),
  )
  return [...new Set(ids)].sort().flatMap((id) => {
    const [instrument = '', schedule = ''] = id.split('/')
    const convention = CONVENTIONS[instrument]
    if (!convention) return []
    const french = schedule.replace('Schedule', 'Tableau').replace('Table', 'Tableau')
    return [
      { of: 'table' as const, id, name: { en: `${schedule}, ${convention.en}`, fr: `${french}, ${convention.fr}` } },
    ]
  })
}

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()

/** All of it: substances under control in force, and the tables in which they stand. */
const licensables = (data: ReferenceData) => {
  const tables = tablesOf(data)
  const substances = data.substances.map(({ id, name }): Licensable => ({ of: 'substance', id, name }))
  const known = new Map([...tables, ...substances].map((each) => [`${each.of} ${each.id}`, each]))
  const words = new Map<string, Licensable>()
  for (const each of [...substances, ...tables])
    for (const word of [each.id, each.name.en, each.name.fr]) words.set(fold(word), each)
  for (const { id, cas } of data.substances) {
    const own = known.get(`substance ${id}`)
    if (own && cas) words.set(cas, own)
  }
  const isPrecursor = ({ id }: Licensable) => data.controls[id]?.some(({ instrument }) => instrument === '1988')
  return {
    nameOf: (({ of, id }) => known.get(`${of} ${id}`)?.name) satisfies NameOf,
    /** By id, name in either language, or CAS number; undefined where it is none of them. */
    find: (text: string) => words.get(fold(text)),
    /** Those that are offered first: tables, and what the 1988 Convention lists. */
    offered: [...tables, ...substances.filter(isPrecursor)],
  }
}

export interface Overseeing {
  counter: LicencesCounter
  deskOf(actor: Actor): OversightDesk
  goods: Pick<ReturnType<typeof licensables>, 'find' | 'offered'>
  /** Ends the reminders, and what keeps the folder of files tidy. */
  stop(): Promise<void>
}

const HOUR = 60 * 60 * 1000

/** Figures of the country's supervision, where this process holds the compartment in which they are published. */
const tellFacts = async (counting: Counting, now: Date) => {
  const counted = await countedHere(counting)
  if (!counted) return
  const { held } = counting
  const { db } = held.compartment<OversightTables>(COMPARTMENT)
  await publishFacts(held, 'oversight', await oversightFacts({ db, ...counted, now, floorTable }))
}

/** Reminds of licences and findings whose day is near and publishes the figures, now and each hour. Answers how to stop. */
const keepReminding = ({ held, accounts, country }: Counting): (() => Promise<void>) => {
  const { db } = held.compartment<OversightTables>(COMPARTMENT)
  const authorities = async () => {
    const seats = await accounts.seats([])
    return [
      ...new Set(
        seats.filter(({ actor }) => actor.roles.includes(licencesOfficer)).map((each) => each.organisation.id),
      ),
    ]
  }
  const work = async () => {
    const [all, now] = [await authorities(), new Date()]
    await remindOfEnds(db, all, now)
    await remindOfFindings(db, all, now)
    await tellFacts({ held, accounts, country }, now)
  }
  return keepDoing(held, { compartment: COMPARTMENT, name: 'licences', pause: HOUR, work })
}

/** Undefined where this process does not hold the compartment. */
export const openOverseeing = (
  config: Config,
  { held, accounts, data }: { held: Held; accounts: Accounts; data: ReferenceData },
): Overseeing | undefined => {
  if (!held.names.includes(COMPARTMENT)) return undefined
  const { db } = held.compartment<OversightTables>(COMPARTMENT)
  const { nameOf, ...goods } = licensables(data)
  const pack = packOf(config.country)
  const proofs = keepAttachments(config, held, COMPARTMENT)
  const stopReminding = keepReminding({ held, accounts, country: config.country })
  const publication = {
    validity: isCrossingOpen(pack, 'licence-validity-to-public'),
    content: isCrossingOpen(pack, 'licence-content-to-public'),
  }
  return {
    counter: openLicencesCounter({ db, publication, nameOf }),
    deskOf: (actor) =>
      openOversight({
        ...{ db, actor, nameOf, attachments: proofs.attachments },
        firm: async (id) => (await accounts.seats([])).find((each) => each.organisation.id === id)?.organisation,
      }),
    goods,
    stop: async () => {
      await stopReminding()
      await proofs.stop()
    },
  }
}
