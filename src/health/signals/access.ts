// SPDX-License-Identifier: Apache-2.0
/** Who may do what with signals. Which signals exist for whom is decided by the predicate of the database. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import type { Source } from './codes.ts'
import type { SignalsDesk } from './contract.ts'

/** What a signal may be used for: to keep others from harm. */
export const PURPOSE = 'health-protection'

/** Reports, corrects and withdraws for its organisation. */
export const REPORTER = 'signals:reporter'

/** As what each kind of organisation may report; the first is what it is taken for. */
export const SOURCES_OF: Readonly<Record<string, readonly [Source, ...Source[]]>> = {
  'poison-centre': ['poison-centre'],
  hospital: ['hospital', 'laboratory'],
  laboratory: ['laboratory', 'drug-checking'],
  university: ['laboratory', 'drug-checking'],
  'harm-reduction-service': ['drug-checking', 'service'],
  pharmacy: ['service', 'drug-checking'],
  'treatment-service': ['service', 'drug-checking'],
  'recovery-service': ['service'],
  'prevention-service': ['service', 'drug-checking'],
  'prison-health': ['service'],
  ngo: ['service', 'drug-checking'],
  'affected-people': ['service', 'drug-checking'],
}

export const ROLES = [
  {
    id: REPORTER,
    name: { en: 'Reports signals of harm', fr: 'Signale des effets nocifs' },
    kinds: Object.keys(SOURCES_OF),
    purposes: [PURPOSE],
  },
]

export type Verb = Exclude<keyof SignalsDesk, 'may'>

const VERBS: Record<Verb, string> = {
  ...{ offered: REPORTER, check: REPORTER, report: REPORTER, correct: REPORTER, withdraw: REPORTER },
  ...{ list: REPORTER, count: REPORTER, open: REPORTER },
}

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(PURPOSE) && roles.includes(VERBS[verb])

export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

/** For the organisation that reports it alone, for good: what others are told is another record, elsewhere. */
export const bornFor = ({ organisation }: Actor): Handling => ({
  originator: organisation,
  audience: [keyOf.organisation(organisation)],
  marking: 'amber',
  purposes: [PURPOSE],
  fields: {},
  originatorControlled: true,
  keptUntil: null,
})
