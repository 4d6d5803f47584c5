// SPDX-License-Identifier: Apache-2.0
/** Who may do what with incidents. Which incidents exist for whom is decided by the predicate of the database. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import { AUTHORITIES } from './codes.ts'
import type { IncidentsDesk } from './contract.ts'
import type { ReleaseGiven } from './incident.ts'

/** What every incident may be used for: finding and stopping illicit supply, and nothing else. */
export const PURPOSE = 'supply-control'

/** Reports, releases, and agrees to what another officer proposed. */
export const OFFICER = 'incidents:officer'

export const ROLES = [
  {
    id: OFFICER,
    name: { en: 'Reports and releases incidents', fr: 'Signale et diffuse des incidents' },
    kinds: AUTHORITIES,
    purposes: [PURPOSE],
  },
  {
    id: 'incidents:reader',
    name: { en: 'Reads incidents told to the organisation', fr: 'Lit les incidents transmis à l’organisation' },
    kinds: 'any' as const,
    purposes: [PURPOSE],
  },
]

type Verb = Exclude<keyof IncidentsDesk, 'may'>

const READ = ['incidents:officer', 'incidents:reader']
const WRITE = ['incidents:officer']
const VERBS: Record<Verb, readonly string[]> = {
  ...{ read: WRITE, report: WRITE, edit: WRITE, discard: WRITE, preview: WRITE, act: WRITE, viewers: WRITE },
  ...{ list: READ, count: READ, open: READ, partners: READ, deliveries: WRITE },
  ...{ attach: WRITE, detach: WRITE, files: READ, download: READ },
  ...{ agreements: WRITE, origin: READ, madeOf: READ },
  ...{ write: WRITE, messages: WRITE },
  ...{ sight: READ, sightings: READ },
  ...{ propose: READ, proposals: READ, settleProposal: READ }, // who decides is an officer: `proposing.ts`
  ...{ links: READ, flows: READ, merges: READ, merge: WRITE },
  ...{ export: READ, exportTable: READ, paper: READ },
  ...{ marks: READ, mark: READ, take: READ, substances: READ, filters: READ, saveFilter: READ, removeFilter: READ },
  ...{ ask: WRITE, settle: WRITE, requests: READ },
}

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(PURPOSE) && VERBS[verb].some((role) => roles.includes(role))

export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

/** Born for those who report it alone. */
export const bornFor = ({ organisation }: Actor): Handling => ({
  originator: organisation,
  audience: [keyOf.organisation(organisation)],
  marking: 'amber',
  purposes: [PURPOSE],
  fields: {},
  originatorControlled: true,
  keptUntil: null,
})

/** As it is released: receivers may not pass it on without asking. `more`: keys of other nodes and of agreements. */
export const releasedFor = (
  originator: string,
  { audience, marking, partiesMarking }: ReleaseGiven,
  more: readonly string[],
): Handling => ({
  originator,
  audience: [...[...new Set([originator, ...audience])].map((id) => keyOf.organisation(id)), ...more],
  marking,
  purposes: [PURPOSE],
  fields: partiesMarking === undefined ? {} : { parties: partiesMarking, identifiers: partiesMarking },
  originatorControlled: true,
  keptUntil: null,
})
