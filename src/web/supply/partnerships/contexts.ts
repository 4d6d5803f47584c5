// SPDX-License-Identifier: Apache-2.0
/** The keys of the desks of partnerships and of self-assessments: null where an actor has none. */
import { createContext } from 'react-router'
import type { AssessmentsDesk, PartnershipsDesk } from '#supply/partnerships/contract.ts'
import type { Told } from '../contexts.ts'

export interface PartnershipsDoor {
  desk: PartnershipsDesk
  organisations(): Promise<readonly Told[]>
}

export const partnershipsContext = createContext<PartnershipsDoor | null>(null)

export interface AssessmentsDoor {
  desk: AssessmentsDesk
  organisations(): Promise<readonly Told[]>
}

export const assessmentsContext = createContext<AssessmentsDoor | null>(null)
