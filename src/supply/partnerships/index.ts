// SPDX-License-Identifier: Apache-2.0
/** Partners, and the agreements under which they see what an authority tells them. See README.md. */
import { join } from 'node:path'

export { ROLES as partnershipRoles } from './access.ts'
export { type AssessmentsPlan, openAssessments, openRegister } from './assessments/desk.ts'
export { assessmentFacts } from './assessments/facts.ts'
export { assessmentsRoutes } from './assessments/routes.ts'
export type { AssessmentTables } from './assessments/store.ts'
export { remindOfAssessments } from './assessments/telling.ts'
export type { Agreement, AssessmentsDesk, AssessmentsRegister, CustomersDesk, PartnershipsDesk } from './contract.ts'
export { type CustomersPlan, openCustomers } from './customers/desk.ts'
export { keepCustomers } from './customers/keeping.ts'
export { customersRoutes } from './customers/routes.ts'
export type { CustomerTables } from './customers/store.ts'
export { openPartnerships, type PartnershipsPlan } from './desk.ts'
export { partnershipFacts } from './facts.ts'
export { allWithAgreements, partnerReachedBy, tellable, withAgreements } from './in-force.ts'
export { compile, keyFor } from './policy.ts'
export { partnershipsRoutes } from './routes.ts'
export type { PartnershipTables } from './store.ts'
export { remindOfReviews } from './telling.ts'

/** After the platform's. */
export const partnershipsMigrations = join(import.meta.dirname, 'migrations')
