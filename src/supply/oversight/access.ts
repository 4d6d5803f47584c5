// SPDX-License-Identifier: Apache-2.0
/** Who may do what in supervision. Which licences and inspections exist for whom is decided by the predicate of the database. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import type { OversightDesk } from './contract.ts'

/** What the records of this room may be used for: supervising those who hold a licence, and nothing else. */
export const PURPOSE = 'supervision'

/** Records applications, proposes and agrees to licences, suspends and revokes them. */
export const OFFICER = 'oversight:officer'
/** Plans inspections, writes what was found, verifies what was mended. */
export const INSPECTOR = 'oversight:inspector'
/** Of the firm: reads its own licences and findings, and answers them. */
export const LICENSEE = 'oversight:licensee'

/**
 * Every role of the compartment in which firms help of their own will: who supervises a firm does not read what it tells
 * as a partner, or no firm would tell anything (R1, paragraph 1: no conflict of interest).
 */
const APART = {
  roles: [
    'incidents:*',
    'partnerships:*',
    'groups:*',
    'warnings:*',
    'corrections:*',
    'feeds:*',
    'restricted:*',
    'suspicions:*',
    'custody:supply',
    'custody:supply-suspicions',
    // Nor does anybody supervise who answers for a firm that is supervised.
    'oversight:licensee',
  ],
  why: {
    en: 'who supervises firms takes no part in what firms do of their own will, nor answers for one',
    fr: 'qui surveille les entreprises ne prend pas part à ce qu’elles font de leur plein gré, ni ne répond de l’une d’elles',
  },
}
const SUPERVISORS = ['authority', 'ministry', 'inspectorate']

export const ROLES = [
  {
    id: OFFICER,
    name: { en: 'Grants and withdraws licences', fr: 'Accorde et retire les licences' },
    kinds: SUPERVISORS,
    purposes: [PURPOSE],
    apart: APART,
  },
  {
    id: INSPECTOR,
    name: { en: 'Inspects holders of licences', fr: 'Inspecte les titulaires de licences' },
    kinds: SUPERVISORS,
    purposes: [PURPOSE],
    apart: APART,
  },
  {
    id: LICENSEE,
    name: {
      en: 'Reads the organisation’s licences and findings',
      fr: 'Lit les licences et constats de l’organisation',
    },
    kinds: 'any' as const,
    purposes: [PURPOSE],
  },
]

type Verb = Exclude<keyof OversightDesk, 'may'>

const SUPERVISES = [OFFICER, INSPECTOR]
const ANY = [OFFICER, INSPECTOR, LICENSEE]
const VERBS: Record<Verb, readonly string[]> = {
  ...{ record: [OFFICER], decide: [OFFICER], licences: ANY, countLicences: ANY, licence: ANY },
  ...{ plan: [INSPECTOR], inspect: [INSPECTOR], inspections: ANY, countInspections: ANY, inspection: ANY },
  ...{ settle: [INSPECTOR, LICENSEE], attach: [INSPECTOR, LICENSEE], detach: [INSPECTOR, LICENSEE], download: ANY },
}

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(PURPOSE) && VERBS[verb].some((role) => roles.includes(role))

export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

/** Keys of the officers and inspectors of an authority. */
export const supervisorsOf = (authority: string): string[] => SUPERVISES.map((role) => keyOf.role(authority, role))

/** For those who supervise, and those of the firm who look after its licences. */
export const handledFor = (authority: string, firm: string | null, more: readonly string[] = []): Handling => ({
  originator: authority,
  audience: [...supervisorsOf(authority), ...(firm === null ? [] : [keyOf.role(firm, LICENSEE)]), ...more],
  marking: 'amber',
  purposes: [PURPOSE],
  fields: {},
  originatorControlled: true,
  keptUntil: null,
})

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Whoever shows the number of a licence: that one exists for them, and nothing else does. */
export const holderOf = (numberKey: string): Actor => ({
  ...{ account: NOBODY, organisation: '', roles: [], groups: [numberKey] },
  ...{ clearance: 'amber', purposes: [PURPOSE] },
})

/** The authority as the node acts for it, when a day comes and nobody is there. */
export const nodeFor = (authority: string): Actor => ({
  ...{ account: NOBODY, organisation: authority, roles: [OFFICER], groups: [] },
  ...{ clearance: 'amber', purposes: [PURPOSE] },
})
