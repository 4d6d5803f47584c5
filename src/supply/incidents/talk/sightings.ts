// SPDX-License-Identifier: Apache-2.0
/** "We saw this too": what a reader says of a firm or number of an incident, without a case and without its name. */
import { z } from 'zod'
import { country } from '../shapes.ts'

export const PARTS_SEEN = ['parties', 'identifiers'] as const
export type PartSeen = (typeof PARTS_SEEN)[number]

export const sightingShape = z.strictObject({
  part: z.enum(PARTS_SEEN).describe('Whether it is a party or a number.'),
  value: z.string().min(1).max(200).describe('The name or number, as the incident says it.'),
})
export type Sighting = z.input<typeof sightingShape>

/** What is known of sightings: to who reported the incident how many of which countries, to others what they said. */
export interface Sightings {
  seen: { part: PartSeen; value: string; country: string; count: number }[]
  own: { part: PartSeen; value: string }[]
}

interface Named {
  parties?: readonly { name: string }[] | undefined
  identifiers?: readonly { value: string }[] | undefined
}

/** Names and numbers that may be seen elsewhere, of the parts that are given. */
export const valuesOf = ({ parties = [], identifiers = [] }: Named): z.output<typeof sightingShape>[] => [
  ...parties.map(({ name }) => ({ part: 'parties' as const, value: name })),
  ...identifiers.map(({ value }) => ({ part: 'identifiers' as const, value })),
]

export const names = (of: Named, { part, value }: z.output<typeof sightingShape>): boolean =>
  valuesOf(of).some((each) => each.part === part && each.value === value)

/** A sighting as it goes to the node of who reported the incident: the node is known, the organisation is not. */
export const sightedShape = sightingShape.extend({
  /** The organisation that reported it. */
  to: z.uuid(),
  /** The message that told the incident. */
  message: z.uuid(),
  country,
})
export type Sighted = z.output<typeof sightedShape>
