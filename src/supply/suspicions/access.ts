// SPDX-License-Identifier: Apache-2.0
/** Who watches, who decides, who receives reports: a leg each. Which alerts and reports exist for whom is decided by the database. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import type { SuspicionLeg } from './codes.ts'
import type { SuspicionsDesk } from './contract.ts'
import type { ReportRow } from './store.ts'

/** What records of this compartment may be used for, and nothing else. */
export const PURPOSE = 'suspicion'

/** Of a firm that sells: looks at what was found, decides, and reports. */
export const ANALYST = 'suspicions:analyst'
/** Of a bank and its like: the same of payments. */
export const PAYMENTS = 'suspicions:payments'
/** Of a post or a courier: the same of parcels. */
export const PARCELS = 'suspicions:parcels'
/** Of a marketplace: the same of listings. */
export const LISTINGS = 'suspicions:listings'
/** Of a firm: the second person without whom nobody is refused. */
export const APPROVER = 'suspicions:approver'
/** Of the authority for precursors: receives reports of suspicious orders, parcels and listings. */
export const OFFICER = 'suspicions:officer'

/** Of the financial intelligence unit: receives reports of suspicious transactions, and nobody else does. */
export const FIU = 'suspicions:fiu'

/** Who watches over a leg, and who receives its reports. Neither reads the other leg. */
const WATCHER: Record<SuspicionLeg, string> = { order: ANALYST, payment: PAYMENTS, parcel: PARCELS, listing: LISTINGS }
export const RECEIVER: Record<SuspicionLeg, string> = {
  order: OFFICER,
  payment: FIU,
  parcel: OFFICER,
  listing: OFFICER,
}

/** Who sells what an order can be of. */
const SELLERS = ['chemical-industry', 'equipment-maker', 'pharmacy', 'university', 'laboratory']
const PAYERS = ['bank', 'money-transfer', 'crypto-provider', 'non-financial-business']
const CARRIERS = ['post', 'carrier']
const MARKETPLACES = ['marketplace']
const RECEIVERS = ['authority', 'ministry']

export const ROLES = [
  {
    id: ANALYST,
    name: { en: 'Watches over orders, decides and reports', fr: 'Surveille les commandes, décide et déclare' },
    kinds: SELLERS,
    purposes: [PURPOSE],
  },
  {
    id: PAYMENTS,
    name: { en: 'Watches over payments, decides and reports', fr: 'Surveille les paiements, décide et déclare' },
    kinds: PAYERS,
    purposes: [PURPOSE],
  },
  {
    id: PARCELS,
    name: { en: 'Watches over parcels, decides and reports', fr: 'Surveille les colis, décide et déclare' },
    kinds: CARRIERS,
    purposes: [PURPOSE],
  },
  {
    id: LISTINGS,
    name: { en: 'Watches over listings, decides and reports', fr: 'Surveille les annonces, décide et déclare' },
    kinds: MARKETPLACES,
    purposes: [PURPOSE],
  },
  {
    id: APPROVER,
    name: { en: 'Agrees to refusals, and decides appeals', fr: 'Approuve les refus et tranche les recours' },
    kinds: [...SELLERS, ...PAYERS, ...CARRIERS, ...MARKETPLACES],
    purposes: [PURPOSE],
  },
  {
    id: OFFICER,
    name: {
      en: 'Receives reports of suspicious orders, parcels and listings',
      fr: 'Reçoit les déclarations de commandes, colis et annonces suspects',
    },
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
  {
    id: FIU,
    name: { en: 'Receives reports of suspicious transactions', fr: 'Reçoit les déclarations d’opérations suspectes' },
    kinds: ['fiu'],
    purposes: [PURPOSE],
    apart: {
      roles: ['oversight:officer', 'oversight:inspector', 'partnerships:*', 'custody:supply-suspicions'],
      why: {
        en: 'who reads what banks report neither supervises them nor co-operates with them: that a report exists would show',
        fr: 'qui lit ce que les banques déclarent ne les surveille pas et ne coopère pas avec elles : l’existence d’une déclaration se verrait',
      },
    },
  },
]

export type Verb = Exclude<keyof SuspicionsDesk, 'may'>

const WATCHERS = [ANALYST, PAYMENTS, PARCELS, LISTINGS]
const FIRM = [...WATCHERS, APPROVER]
const RECEIVING = [OFFICER, FIU]
const VERBS: Record<Verb, readonly string[]> = {
  ...{ take: [ANALYST], takeFile: [ANALYST], takePayment: [PAYMENTS], takePayments: [PAYMENTS] },
  ...{ takeParcel: [PARCELS], takeParcels: [PARCELS], takeListing: [LISTINGS], takeListings: [LISTINGS] },
  ...{ alerts: FIRM, countAlerts: FIRM, alert: FIRM, act: FIRM },
  fairness: [ANALYST, APPROVER],
  ...{ receivers: WATCHERS, report: WATCHERS },
  ...{ reports: [...WATCHERS, ...RECEIVING], countReports: [...WATCHERS, ...RECEIVING] },
  ...{ readReport: [...WATCHERS, ...RECEIVING], answer: RECEIVING },
  draftIncident: [OFFICER],
  ...{ rules: FIRM, edition: FIRM, actOnRules: FIRM },
  ...{ checkRules: WATCHERS, draftRules: WATCHERS, replayRules: WATCHERS },
  ...{ goaml: [FIU], setGoamlSchema: [FIU], setGoamlCodes: [FIU], writeReport: [PAYMENTS, FIU] },
}

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(PURPOSE) && VERBS[verb].some((role) => roles.includes(role))

export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

const handled = (originator: string, audience: string[]): Handling => ({
  ...{ originator, audience, marking: 'amber', purposes: [PURPOSE], fields: {} },
  ...{ originatorControlled: true, keptUntil: null },
})

export const alertHandling = (firm: string, leg: SuspicionLeg): Handling =>
  handled(firm, [keyOf.role(firm, WATCHER[leg]), keyOf.role(firm, APPROVER)])
/** The approver decides of customers and learns nothing of reports. */
export const reportHandling = (firm: string, to: string, leg: SuspicionLeg): Handling =>
  handled(firm, [keyOf.role(firm, WATCHER[leg]), keyOf.role(to, RECEIVER[leg])])

/** The key of what may be carried to those who work on incidents, and whoever carries it. */
const CARRIED = 'crossing:report-to-incident'
export const carrier: Actor = {
  ...{ account: '00000000-0000-0000-0000-000000000000', organisation: '', roles: [], groups: [CARRIED] },
  ...{ clearance: 'amber', purposes: [PURPOSE] },
}
/** What was made of a report is known to who received it, and not to the firm. */
export const draftHandling = ({ receiver, leg }: Pick<ReportRow, 'receiver' | 'leg'>): Handling =>
  handled(receiver, [keyOf.role(receiver, RECEIVER[leg]), CARRIED])

/** Whether somebody watches over that leg. */
export const watches = ({ roles }: Actor, leg: SuspicionLeg): boolean => roles.includes(WATCHER[leg])
/** Whether somebody receives reports of that leg. */
export const receives = ({ roles }: Actor, leg: SuspicionLeg): boolean => roles.includes(RECEIVER[leg])

export const analystsOf = (firm: string, leg: SuspicionLeg) => [keyOf.role(firm, WATCHER[leg])]
export const approversOf = (firm: string) => [keyOf.role(firm, APPROVER)]
export const officersOf = (receiver: string, leg: SuspicionLeg) => [keyOf.role(receiver, RECEIVER[leg])]
