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

export interface Agreed {
  keys: string[]
  partners: string[]
  /** Those who are named as organisations: no firm. */
  audience: string[]
}

/**
 * Keys and partners of the agreements that a release names, or under which the firms stand that it names: a firm is let in by
 * its agreement, so that it sees what that opens, for as long as it holds. Refused where one is not in force or covers less.
 */
export const agreedAmong = async (
  open: readonly OpenAgreement[],
  release: Pick<ReleaseGiven, 'agreements' | 'marking' | 'audience'> | undefined,
  isFirm: (organisation: string) => Promise<boolean>,
): Promise<Outcome<Agreed, IncidentsRefusal>> => {
  if (release === undefined) return ok({ keys: [], partners: [], audience: [] })
  const { agreements: wanted = [], marking, audience } = release // none in a proposal of an earlier version
  const named = open.filter(({ id }) => wanted.includes(id))
  const covers = ({ most }: OpenAgreement) => MARKINGS.indexOf(marking) <= MARKINGS.indexOf(most)
  if (named.length < new Set(wanted).size)
    return refuse('not-valid', 'Not all of these agreements are in force and cover incidents.', 'release.agreements')
  if (!named.every(covers))
    return refuse('not-valid', 'One of these agreements does not cover this marking.', 'release.marking')
  const are = await Promise.all(audience.map(isFirm))
  const firms = audience.filter((_, index) => are[index])
  const underWhich = open.filter((each) => firms.includes(each.partner) && covers(each))
  if (firms.some((firm) => !underWhich.some(({ partner }) => partner === firm)))
    return refuse(
      'not-valid',
      'A firm is told of an incident under an agreement in force that covers it and its marking: one of these has none.',
      'release.audience',
    )
  const found = [...new Set([...named, ...underWhich])]
  return ok({
    keys: found.map(({ keyAt }) => keyAt(marking)),
    partners: found.map(({ partner }) => partner),
    audience: audience.filter((_, index) => !are[index]),
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
