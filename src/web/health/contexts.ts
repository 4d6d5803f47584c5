// SPDX-License-Identifier: Apache-2.0
/** Keys of the rooms of the health wing, beside those of `workspace/contexts.ts`: null where an actor has no such desk. */
import { createContext } from 'react-router'
import type { AdviceDesk } from '#health/advice/contract.ts'
import type { AssuranceDesk } from '#health/assurance/contract.ts'
import type { InspectionsDesk } from '#health/assurance/inspections/contract.ts'
import type { ComplaintsDesk } from '#health/complaints/contract.ts'
import type { ContinuityDesk } from '#health/continuity/contract.ts'
import type { DirectoryDesk } from '#health/directory/contract.ts'
import type { ExperienceDesk } from '#health/experience/contract.ts'
import type { LegalAidDesk } from '#health/legal-aid/contract.ts'
import type { LibertyDesk } from '#health/liberty/contract.ts'
import type { SafeguardsDesk } from '#health/safeguards/contract.ts'
import type { SignalsDesk } from '#health/signals/contract.ts'
import type { VisitsDesk } from '#health/visits/contract.ts'

export interface SignalsDoor {
  desk: SignalsDesk
}

export const signalsContext = createContext<SignalsDoor | null>(null)

export interface AdviceDoor {
  desk: AdviceDesk
  /** Areas of the country, for their names. */
  areas: readonly { code: string; name: { en: string; fr: string } }[]
}

export const adviceContext = createContext<AdviceDoor | null>(null)

export interface DirectoryDoor {
  desk: DirectoryDesk
  /** The taxonomy of services. */
  terms: readonly { id: string; name: { en: string; fr: string } }[]
  /** Where a new listing most likely is: ISO 3166-1 alpha-2, and a name of the IANA; empty where the country says none. */
  country: string
  timeZone: string
}

export const directoryContext = createContext<DirectoryDoor | null>(null)

export interface AssuranceDoor {
  desk: AssuranceDesk
  organisations(): Promise<readonly { id: string; name: string }[]>
}

export const assuranceContext = createContext<AssuranceDoor | null>(null)

export interface InspectionsDoor {
  desk: InspectionsDesk
  organisations(): Promise<readonly { id: string; name: string }[]>
}

export const inspectionsContext = createContext<InspectionsDoor | null>(null)
export interface LibertyDoor {
  desk: LibertyDesk
  organisations(): Promise<readonly { id: string; name: string }[]>
  /** Of the country, by the names of the IANA. */
  timeZone: string
}

export const libertyContext = createContext<LibertyDoor | null>(null)

export interface ContinuityDoor {
  desk: ContinuityDesk
  organisations(): Promise<readonly { id: string; name: string }[]>
  /** Of the country, by the names of the IANA: people write the time that their clock shows. */
  timeZone: string
}

export const continuityContext = createContext<ContinuityDoor | null>(null)

/** Services that the organisation runs, as everybody finds them. */
export interface OwnServicesDoor {
  services(): Promise<
    readonly { id: string; name: string; city: string | null; confirmed: string | null; keeper: string }[]
  >
  nameOf(organisation: string): Promise<string | undefined>
  /** Says at the desk of continuity that one is closed. */
  mayClose: boolean
}

export const ownServicesContext = createContext<OwnServicesDoor | null>(null)

export interface LegalAidDoor {
  desk: LegalAidDesk
}

export const legalAidContext = createContext<LegalAidDoor | null>(null)

export interface VisitsDoor {
  desk: VisitsDesk
  organisations(): Promise<readonly { id: string; name: string }[]>
}

export const visitsContext = createContext<VisitsDoor | null>(null)

export interface ComplaintsDoor {
  desk: ComplaintsDesk
  organisations(): Promise<readonly { id: string; name: string }[]>
}

export const complaintsContext = createContext<ComplaintsDoor | null>(null)

export const experienceContext = createContext<ExperienceDesk | null>(null)

export interface SafeguardsDoor {
  desk: SafeguardsDesk
}

export const safeguardsContext = createContext<SafeguardsDoor | null>(null)
