// SPDX-License-Identifier: Apache-2.0
/** Incidents told under an agreement: its partner sees them while it is in force, and no part that it does not cover. */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Handling, MARKINGS, type Marking } from '#platform/access/index.ts'
import { partsAway } from './between-nodes.ts'
import type { IncidentContent, IncidentsRefusal, ReleaseAgreement } from './contract.ts'
import { countriesOf, type ReleaseGiven } from './incident.ts'

/** An agreement as the release needs it; the room of agreements says what its key is. */
export interface OpenAgreement extends ReleaseAgreement {
  /** The key by which a record of this marking names those whom the agreement lets in. */
  keyAt(marking: Marking): string
}

/** Keys and partners of the agreements that a release names; refused where one is not in force or covers less. */
export const agreedAmong = (
  open: readonly OpenAgreement[],
  release: Pick<ReleaseGiven, 'agreements' | 'marking'> | undefined,
): Outcome<{ keys: string[]; partners: string[] }, IncidentsRefusal> => {
  const wanted = release?.agreements ?? [] // none in a proposal of an earlier version
  const found = open.filter(({ id }) => wanted.includes(id))
  if (release === undefined || wanted.length === 0) return ok({ keys: [], partners: [] })
  if (found.length < new Set(wanted).size)
    return refuse('not-valid', 'Not all of these agreements are in force and cover incidents.', 'release.agreements')
  if (found.some(({ most }) => MARKINGS.indexOf(release.marking) > MARKINGS.indexOf(most)))
    return refuse('not-valid', 'One of these agreements does not cover this marking.', 'release.marking')
  return ok({
    keys: found.map(({ keyAt }) => keyAt(release.marking)),
    partners: found.map(({ partner }) => partner),
  })
}

export const isAgreed = (key: string) => key.startsWith('agreement:')

/**
 * What all who are let in may be told of, where one of them comes by an agreement: without parties and numbers, whatever
 * it says of them now. An agreement may be narrowed later, and a country would still tell of what it withholds.
 */
export const partsAgreed = <P extends Partial<IncidentContent>>(
  { parties, identifiers, ...others }: P,
  { audience }: Pick<Handling, 'audience'>,
): Omit<P, 'parties' | 'identifiers'> & Pick<Partial<IncidentContent>, 'parties' | 'identifiers'> =>
  audience.some(isAgreed) ? others : { ...others, ...(parties && { parties }), ...(identifiers && { identifiers }) }

/** Words that find it are of what all who are let in may read: the account may name whom an agreement withholds. */
export const wordsAgreed = (content: IncidentContent, { audience }: Pick<Handling, 'audience'>): IncidentContent =>
  audience.some(isAgreed) ? { ...content, account: '' } : content

/** Countries by which it is found and listed: of what all who are let in may read, here and at other nodes. */
export const countriesTold = (content: IncidentContent, handling: Handling, prefixes: ReadonlyMap<string, string>) =>
  countriesOf(partsAgreed(partsAway(content, handling), handling), prefixes)
