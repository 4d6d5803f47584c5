// SPDX-License-Identifier: Apache-2.0
/** Which authorities an incident concerns, as keys of an audience. */
import { OFFICER } from '../access.ts'

/** Authorities are those with officers: the key of these stands for each organisation that a key of an audience names. */
const officersOf = (key: string): string[] => {
  const [kind, organisation] = key.split(':')
  return organisation !== undefined && (kind === 'organisation' || kind === 'role')
    ? [`role:${organisation}:${OFFICER}`]
    : []
}

const isAway = (key: string) => key.startsWith('node:')

/**
 * For whom a message about an incident exists: officers of those whom the incident's audience names, and organisations of
 * other nodes that it names. Who sees the incident by an agreement or as a firm is not among them.
 */
export const audienceOf = (incident: readonly string[], author: string): string[] => [
  ...new Set([
    ...officersOf(`organisation:${author}`),
    ...incident.flatMap((key) => (isAway(key) ? [key] : officersOf(key))),
  ]),
]
