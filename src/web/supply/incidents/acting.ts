// SPDX-License-Identifier: Apache-2.0
/** What is done to an incident, as its page's forms say it. */
import type { Incident, IncidentCommand, Release } from '#supply/incidents/contract.ts'
import { markings } from '../../workspace/readers/marking.tsx'

export const acts = [
  'release',
  'agree',
  'decline',
  'investigate',
  'close',
  'recall',
] as const satisfies readonly IncidentCommand['do'][]

/** For whom it is to be released, as it was chosen so far. */
export interface Chosen {
  organisations: string[]
  /** Organisations of other nodes. */
  partners: string[]
  /** Agreements whose partners are told. */
  agreements: string[]
  marking: string
  /** Empty: as the incident. */
  partiesMarking: string
}

export const chosenOf = (form: FormData): Chosen => ({
  organisations: form.getAll('organisation').map(String),
  partners: form.getAll('partner').map(String),
  agreements: form.getAll('agreement').map(String),
  marking: String(form.get('marking') ?? ''),
  partiesMarking: String(form.get('partiesMarking') ?? ''),
})

const MOST = 200
const MOST_PARTNERS = 20

/** A sentence below `release`, and the field that it is about. */
export interface ReleaseProblem {
  field: 'organisation' | 'agreement' | 'marking' | 'partiesMarking'
  say: 'agreements' | 'covered' | 'ownAlone' | 'narrower' | 'missing' | 'tooMany' | 'tooManyAway' | 'refused' | 'marked'
}

const markingOf = (text: string) => markings.find((each) => each === text)

/** The release, or what is not in order. */
export function releaseOf({ organisations, partners, agreements, marking, partiesMarking }: Chosen): {
  release?: Release
  problems: ReleaseProblem[]
} {
  const problems: ReleaseProblem[] = []
  if (organisations.length + partners.length + agreements.length === 0)
    problems.push({ field: 'organisation', say: 'missing' })
  if (organisations.length > MOST) problems.push({ field: 'organisation', say: 'tooMany' })
  if (partners.length > MOST_PARTNERS) problems.push({ field: 'organisation', say: 'tooManyAway' })
  const [whole, parties] = [markingOf(marking), markingOf(partiesMarking)]
  if (whole === undefined) problems.push({ field: 'marking', say: 'marked' })
  if (parties === undefined && partiesMarking !== '') problems.push({ field: 'partiesMarking', say: 'marked' })
  if (problems.length > 0 || whole === undefined) return { problems }
  return {
    release: {
      audience: organisations,
      partners,
      agreements,
      marking: whole,
      ...(parties && { partiesMarking: parties }),
    },
    problems,
  }
}

/**
 * All that decides who reads what. It travels with the list that was shown: what is released is what somebody saw, and
 * whoever changes it after that is shown the new list first.
 */
export const choiceOf = ({ organisations, partners, agreements, marking, partiesMarking }: Chosen): string =>
  JSON.stringify([[...organisations].sort(), [...partners].sort(), [...agreements].sort(), marking, partiesMarking])

/** What a refusal of the release is about: an agreement that ended meanwhile, or one that does not cover the marking. */
export const problemAt = (where: string | undefined): ReleaseProblem => {
  if (where === 'release.audience.origin') return { field: 'organisation', say: 'ownAlone' }
  if (where === 'release.marking.origin') return { field: 'marking', say: 'narrower' }
  return where === 'agreements' || where === 'release.agreements'
    ? { field: 'agreement', say: 'agreements' }
    : where === 'marking' || where === 'release.marking'
      ? { field: 'marking', say: 'covered' }
      : { field: 'organisation', say: 'refused' }
}

/** The parts whose readers may differ; a part in which nothing stands is none. */
export const parts = ['facts', 'parties', 'identifiers'] as const
export type Part = (typeof parts)[number]

export const partsOf = ({ parties, identifiers }: Pick<Incident, 'parties' | 'identifiers'>): Part[] =>
  parts.filter((part) => part === 'facts' || (part === 'parties' ? parties : identifiers)?.length !== 0)

/** The desk's names of parts as the page has them: who reads the title reads all facts. */
export const inParts = <V extends { fields: readonly string[] }>(viewers: readonly V[]): V[] =>
  viewers.map((viewer) => ({ ...viewer, fields: viewer.fields.map((field) => (field === 'title' ? 'facts' : field)) }))

/** The act that a form asks for, but for a release; undefined where it asks for none of them. */
export function commandOf(form: FormData): Exclude<IncidentCommand, { do: 'release' }> | undefined {
  const wanted = acts.find((act) => act === form.get('do'))
  if (wanted === undefined || wanted === 'release') return undefined
  if (wanted !== 'close' && wanted !== 'recall') return { do: wanted }
  return {
    do: wanted,
    reason: String(form.get(`reason-${wanted}`) ?? '')
      .replaceAll('\r\n', '\n')
      .trim(),
  }
}
