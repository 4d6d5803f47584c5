// SPDX-License-Identifier: Apache-2.0
/**
 * Which natural persons an incident may name at all, whatever reason is given. This platform is for illicit supply: who
 * holds what one person uses, and who fell ill, is not recorded, since a name here can cost somebody work, freedom or
 * treatment. The limits are a country's (`countries/xx/thresholds.csv`); those of `zz` are invented.
 */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { Kind } from './codes.ts'
import type { IncidentsRefusal } from './contract.ts'
import type { IncidentContent } from './shapes.ts'

/** The most that is still taken for somebody's own use: grams, millilitres, tablets or pieces. Absent: not known. */
export type OwnUse = Readonly<Partial<Record<Dimension, number>>>
type Dimension = 'mass' | 'volume' | 'count'
type Unit = NonNullable<IncidentContent['goods'][number]['amount']>['unit']

/** Each unit's dimension, and how many thousandths of the limit's unit one of it is. */
const UNITS: Record<Unit, readonly [Dimension, bigint]> = {
  ...{ kg: ['mass', 1_000_000n], g: ['mass', 1000n], mg: ['mass', 1n] },
  ...{ L: ['volume', 1_000_000n], mL: ['volume', 1000n] },
  ...{ '{tablet}': ['count', 1000n], '{piece}': ['count', 1000n] },
}

/** In these the goods may be what one person has for their own use; the others are about trade, sites and machines. */
const MAY_BE_OWN: readonly Kind[] = [
  ...(['seizure', 'stopped-shipment', 'suspicious-shipment', 'online-offer', 'first-identification'] as const),
]

/** Millionths, exactly: amounts have at most six decimals. */
const millionths = (value: string): bigint => {
  const [whole = '0', part = ''] = value.split('.')
  return BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, '0').slice(0, 6))
}

/** Whether there is more, of anything, than one person uses. What has no amount or no limit says nothing of that. */
const isMoreThanOwn = (goods: IncidentContent['goods'], limits: OwnUse): boolean => {
  const sums = new Map<Dimension, bigint>()
  for (const { amount } of goods) {
    if (!amount) continue
    const [dimension, thousandths] = UNITS[amount.unit]
    sums.set(dimension, (sums.get(dimension) ?? 0n) + millionths(amount.value) * thousandths)
  }
  return [...sums].some(([dimension, sum]) => {
    const limit = limits[dimension]
    return limit !== undefined && sum > millionths(String(limit)) * 1000n
  })
}

type Content = Pick<IncidentContent, 'kind' | 'goods' | 'equipment' | 'parties'>

const no = (index: number, why: string) => refuse('not-valid', why, `parties.${index}.person`)

/**
 * Refuses whom no country names: anybody in a cluster of intoxications, and whoever is the end user. Asked of what comes
 * from other nodes too.
 */
export const refusePatients = ({
  kind,
  parties,
}: Pick<Content, 'kind' | 'parties'>): Outcome<true, IncidentsRefusal> => {
  const endUser = parties.findIndex(({ person, role }) => person && role === 'end-user')
  if (endUser >= 0) return no(endUser, 'Who uses drugs is not recorded here: leave the name out.')
  const ill = kind === 'intoxications' ? parties.findIndex(({ person }) => person) : -1
  return ill < 0 ? ok(true) : no(ill, 'Who fell ill is not recorded here: leave the name out.')
}

/**
 * Refuses, at the party's `person`, whom an incident may not name: patients, and where goods are not shown to be more than
 * somebody's own, everybody. Firms are never meant.
 */
export const refusePersons = (content: Content, limits: OwnUse): Outcome<true, IncidentsRefusal> => {
  const patients = refusePatients(content)
  if (!patients.ok) return patients
  const { kind, goods, equipment, parties } = content
  const named = parties.findIndex(({ person }) => person)
  const isOfTrade = named < 0 || !MAY_BE_OWN.includes(kind) || equipment.length > 0
  if (isOfTrade || isMoreThanOwn(goods, limits)) return ok(true)
  return no(
    named,
    'The amounts given are not more than one person may have for their own use: leave the name out, or say the amounts.',
  )
}

/** What is held against a reason to name persons: each statement, with the place of its party. Empty: nobody is named. */
export const necessitiesOf = ({ parties }: Pick<IncidentContent, 'parties'>): readonly [number, string][] =>
  parties.flatMap(({ person, necessity }, index) => (person ? [[index, necessity] as [number, string]] : []))

/** The limits of a country pack; those that it does not have stay unknown, and then nobody is named by that dimension. */
export const ownUseOf = (thresholds: readonly { id: string; value: number }[]): OwnUse => {
  const of = (id: string) => thresholds.find((each) => each.id === id)?.value
  const found = { mass: of('own-use-mass'), volume: of('own-use-volume'), count: of('own-use-count') }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as OwnUse
}
