// SPDX-License-Identifier: Apache-2.0
/** Who watches, who decides, who receives reports. Which alerts and reports exist for whom is decided by the database. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import type { SuspicionsDesk } from './contract.ts'

/** What records of this compartment may be used for, and nothing else. */
export const PURPOSE = 'suspicion'

/** Of a firm: looks at what was found, decides, and reports. */
export const ANALYST = 'suspicions:analyst'
/** Of a firm: the second person without whom nobody is refused. */
export const APPROVER = 'suspicions:approver'
/** Of the authority for precursors: receives reports of suspicious orders. */
export const OFFICER = 'suspicions:officer'

/** Who sells what an order can be of. */
const SELLERS = ['chemical-industry', 'equipment-maker', 'pharmacy', 'university', 'laboratory']
const RECEIVERS = ['authority', 'ministry']

export const ROLES = [
  {
    id: ANALYST,
    name: { en: 'Watches over orders, decides and reports', fr: 'Surveille les commandes, décide et déclare' },
    kinds: SELLERS,
    purposes: [PURPOSE],
  },
  {
    id: APPROVER,
    name: { en: 'Agrees to refusals of customers', fr: 'Approuve les refus de clients' },
    kinds: SELLERS,
    purposes: [PURPOSE],
  },
  {
    id: OFFICER,
    name: { en: 'Receives reports of suspicious orders', fr: 'Reçoit les déclarations de commandes suspectes' },
    kinds: RECEIVERS,
    purposes: [PURPOSE],
    apart: {
      roles: ['oversight:officer', 'oversight:inspector', 'partnerships:*', 'custody:supply-suspicions'],
      why: {
        en: 'who reads what firms report neither supervises them nor co-operates with them: that a report exists would show',
        fr: 'qui lit ce que les entreprises déclarent ne les surveille pas et ne coopère pas avec elles : l’existence d’une déclaration se verrait',
      },
    },
  },
]

export type Verb = Exclude<keyof SuspicionsDesk, 'may'>

const FIRM = [ANALYST, APPROVER]
const VERBS: Record<Verb, readonly string[]> = {
  ...{ take: [ANALYST], takeFile: [ANALYST], alerts: FIRM, countAlerts: FIRM, alert: FIRM, act: FIRM },
  fairness: FIRM,
  ...{ authorities: [ANALYST], report: [ANALYST] },
  ...{ reports: [ANALYST, OFFICER], countReports: [ANALYST, OFFICER], readReport: [ANALYST, OFFICER] },
  answer: [OFFICER],
}

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(PURPOSE) && VERBS[verb].some((role) => roles.includes(role))

export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

const handled = (originator: string, audience: string[]): Handling => ({
  ...{ originator, audience, marking: 'amber', purposes: [PURPOSE], fields: {} },
  ...{ originatorControlled: true, keptUntil: null },
})

const firmKeys = (firm: string) => FIRM.map((role) => keyOf.role(firm, role))

export const alertHandling = (firm: string): Handling => handled(firm, firmKeys(firm))
/** The approver decides of customers and learns nothing of reports. */
export const reportHandling = (firm: string, authority: string): Handling =>
  handled(firm, [keyOf.role(firm, ANALYST), keyOf.role(authority, OFFICER)])

export const analystsOf = (firm: string) => [keyOf.role(firm, ANALYST)]
export const approversOf = (firm: string) => [keyOf.role(firm, APPROVER)]
export const officersOf = (authority: string) => [keyOf.role(authority, OFFICER)]
