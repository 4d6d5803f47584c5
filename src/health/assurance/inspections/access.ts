// SPDX-License-Identifier: Apache-2.0
/** Who may do what with inspections: officers plan, inspectors visit, providers correct. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import { handled, holds, INSPECTOR, OFFICER, PROVIDER } from '../access.ts'
import type { InspectionsDesk } from './contract.ts'

export type InspectionVerb = Exclude<keyof InspectionsDesk, 'may'>

const BODY = [OFFICER, INSPECTOR]
const ALL = [...BODY, PROVIDER]
const VERBS: Record<InspectionVerb, readonly string[]> = {
  ...{ list: ALL, open: ALL, download: ALL, settle: ALL, plan: [OFFICER], services: [OFFICER], act: BODY },
  ...{ pack: [INSPECTOR], submit: [INSPECTOR], photograph: [INSPECTOR], attach: [PROVIDER] },
}

export const mayInspect = (actor: Actor, verb: InspectionVerb): boolean =>
  VERBS[verb].some((role) => holds(actor, role))

export const inspectionVerbsOf = (actor: Actor): InspectionVerb[] =>
  (Object.keys(VERBS) as InspectionVerb[]).filter((verb) => mayInspect(actor, verb))

/** The body’s own: what is not announced, and what inspectors photographed. */
export const bodyHandling = (body: string): Handling =>
  handled(body, [keyOf.role(body, OFFICER), keyOf.role(body, INSPECTOR)])

/** For the provider too: a visit that is announced or finished, and its findings. */
export const sharedHandling = (body: string, provider: string): Handling =>
  handled(body, [...bodyHandling(body).audience, keyOf.role(provider, PROVIDER)])

/** A file of the provider that shows a correction. */
export const proofHandling = (body: string, provider: string): Handling =>
  handled(provider, [...sharedHandling(body, provider).audience])

export { INSPECTOR, OFFICER, PROVIDER }
