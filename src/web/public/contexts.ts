// SPDX-License-Identifier: Apache-2.0
/** Keys under which the server hands over what a page may use. Made here, in the build; `entry.server` exports them. */
import { createContext } from 'react-router'
import type { PublicDesk } from '#commons/lookup/contract.ts'
import type { PublicPractices } from '#commons/practices/contract.ts'
import type { QualityRegister } from '#health/assurance/contract.ts'
import type { ComplaintsCounter } from '#health/complaints/contract.ts'
import type { ContinuityRegister } from '#health/continuity/contract.ts'
import type { Finding } from '#health/directory/contract.ts'
import type { Equivalence } from '#health/equivalence/contract.ts'
import type { ExperienceCounter } from '#health/experience/contract.ts'
import type { LibertyRegister } from '#health/liberty/contract.ts'
import type { SafeguardsCounter } from '#health/safeguards/contract.ts'
import type { VisitsRegister } from '#health/visits/contract.ts'
import type { CorrectionsCounter } from '#supply/corrections/contract.ts'
import type { AssessmentsRegister } from '#supply/partnerships/contract.ts'
import type { AdvisoriesDesk } from '#supply/warnings/contract.ts'

/** The desks of whoever asks. */
export const desksContext = createContext<PublicDesk>()

/** Where anybody asks for a correction; null where this process does not hold the supply wing. */
export const counterContext = createContext<CorrectionsCounter | null>(null)

/** The nonce of this answer's Content-Security-Policy; empty in development. */
export const nonceContext = createContext<string>('')

/** The OpenAPI document of this server, for its readable page. */
export const openApiContext = createContext<unknown>(null)

/** Advisories that everybody may read; null where this process has none. */
export const advisoriesContext = createContext<AdvisoriesDesk | null>(null)

/** Practices that everybody may read, and the names of those who share them. */
export const publicPracticesContext = createContext<{
  desk: PublicPractices
  names(): Promise<ReadonlyMap<string, string>>
  country(code: string, language: 'en' | 'fr'): string
} | null>(null)

/** Firms that agreed to be named; null where this process does not hold the supply wing. */
export const registerContext = createContext<AssessmentsRegister | null>(null)

/** Prisons against the community; null where this process does not hold the health wing. */
export const equivalenceContext = createContext<Equivalence | null>(null)

/** Where a printed code answers how it was at a service; null where this process has none. */
export const experienceCounterContext = createContext<ExperienceCounter | null>(null)

/** Where anybody complains about a service, and what an organisation is called; null where this process has none. */
export const complaintsCounterContext = createContext<{
  counter: ComplaintsCounter
  nameOf(organisation: string): Promise<string | undefined>
} | null>(null)

/** Where anybody reports ill-treatment, and what a body is called; null where this process has no such compartment. */
export const safeguardsCounterContext = createContext<{
  counter: SafeguardsCounter
  nameOf(organisation: string): Promise<string | undefined>
} | null>(null)

/** Services that everybody may find, and whom to call; null where this process does not hold the health wing. */
export const findingContext = createContext<Finding | null>(null)

/** What was decided of the quality of services; null where this process does not hold the health wing. */
export const qualityContext = createContext<QualityRegister | null>(null)

/** What the preventive mechanism published; null where this process does not hold the health wing. */
export const publishedVisitsContext = createContext<{
  register: VisitsRegister
  /** Of an organisation. */
  nameOf(id: string): Promise<string | undefined>
} | null>(null)

/** Which services are not open as usual, and where to go instead; null where this process does not hold the health wing. */
export const closuresContext = createContext<{
  register: ContinuityRegister
  /** Of an organisation. */
  nameOf(id: string): Promise<string | undefined>
} | null>(null)

/** Whether people may leave a place, and who said so; null where this process does not hold the health wing. */
export const libertySignContext = createContext<{
  register: LibertyRegister
  /** Of an organisation. */
  nameOf(id: string): Promise<string | undefined>
} | null>(null)
