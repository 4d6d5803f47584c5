// SPDX-License-Identifier: Apache-2.0
/** Who may do what with assessments of quality: providers, the bodies that accredit, and those who appraise for them. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import type { AppraiserSeat } from './accreditation.ts'
import type { AssuranceDesk } from './contract.ts'

/** What such records may be used for. */
export const QUALITY = 'service-quality'

export const PROVIDER = 'assurance:provider'
export const OFFICER = 'assurance:officer'
export const APPRAISER = 'assurance:appraiser'
export const INSPECTOR = 'assurance:inspector'

const PROVIDERS = [
  ...['hospital', 'prevention-service', 'treatment-service', 'recovery-service', 'harm-reduction-service'],
  ...['prison-health', 'social-affairs', 'ngo', 'affected-people'],
]
/** Kinds of organisation that accredit. */
export const BODIES = ['authority', 'ministry', 'inspectorate']
/** Kinds whose people appraise: associations of affected people among them. */
export const APPRAISERS = [...BODIES, ...PROVIDERS, 'university', 'un-body']

export const ROLES = [
  {
    id: PROVIDER,
    name: { en: 'Assesses the quality of our services', fr: 'Évalue la qualité de nos services' },
    ...{ kinds: PROVIDERS, purposes: [QUALITY] },
  },
  {
    id: OFFICER,
    name: { en: 'Decides on accreditation', fr: 'Décide des accréditations' },
    ...{ kinds: BODIES, purposes: [QUALITY] },
  },
  {
    id: APPRAISER,
    name: { en: 'Appraises services', fr: 'Évalue des services' },
    ...{ kinds: APPRAISERS, purposes: [QUALITY] },
  },
  {
    id: INSPECTOR,
    name: { en: 'Inspects services', fr: 'Inspecte des services' },
    ...{ kinds: BODIES, purposes: [QUALITY] },
  },
]

export type Verb = Exclude<keyof AssuranceDesk, 'may'>

const ALL = [PROVIDER, OFFICER, APPRAISER]
const VERBS: Record<Verb, readonly string[]> = {
  ...{ services: [PROVIDER], list: [PROVIDER], begin: [PROVIDER], act: [PROVIDER], discard: [PROVIDER] },
  ...{ attach: [PROVIDER], detach: [PROVIDER], open: [PROVIDER], organisations: [PROVIDER, OFFICER] },
  ...{ download: ALL, cases: ALL, openCase: ALL, actOnCase: ALL },
}

export const holds = ({ roles, purposes }: Actor, role: string): boolean =>
  purposes.includes(QUALITY) && roles.includes(role)

export const may = (actor: Actor, verb: Verb): boolean => VERBS[verb].some((role) => holds(actor, role))

export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

export const handled = (originator: string, audience: string[]): Handling => ({
  ...{ originator, audience, marking: 'amber', purposes: [QUALITY] },
  ...{ fields: {}, originatorControlled: true, keptUntil: null },
})

/** The key of a case: for its appraisers once they declared that they have no tie, whom the desk lets carry it. */
export const keyOfCase = (accreditation: string) => `accreditation:${accreditation}`

/** The answers of a provider: its own until it applies, then also for the body’s officers and whoever appraises. */
export const assessmentHandling = (originator: string, applied?: { body: string; accreditation: string }): Handling =>
  handled(originator, [
    keyOf.role(originator, PROVIDER),
    ...(applied ? [keyOf.role(applied.body, OFFICER), keyOfCase(applied.accreditation)] : []),
  ])

/** An application: for the provider, the body, and at each seat whoever took it, or any appraiser of the organisation asked. */
export const caseHandling = (originator: string, body: string, seats: readonly (AppraiserSeat | null)[]): Handling =>
  handled(originator, [
    ...[keyOf.role(originator, PROVIDER), keyOf.role(body, OFFICER)],
    ...seats.flatMap((seat) => {
      if (!seat) return []
      return [seat.account ? keyOf.account(seat.account) : keyOf.role(seat.organisation, APPRAISER)]
    }),
  ])

/** What one appraiser answers: that person’s own until both are done. */
export const appraisalHandling = (originator: string, account: string): Handling =>
  handled(originator, [keyOf.account(account)])
