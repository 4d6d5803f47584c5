// SPDX-License-Identifier: Apache-2.0
/** Code lists of licences and inspections. */

/** What a licence lets its holder do; in the words of article 12 of the 1988 Convention where it has them. */
export const ACTIVITIES = ['manufacture', 'distribution', 'import', 'export', 'brokering', 'storage', 'use'] as const
export type Activity = (typeof ACTIVITIES)[number]

/** Unified Code for Units of Measure (UCUM). */
export const UNITS = ['kg', 'g', 'L', 'mL'] as const

/** Where a licence stands, as it is kept: that its last day is over is no state but a date. */
export const LICENCE_STATUSES = ['applied', 'proposed', 'granted', 'suspended', 'refused', 'revoked'] as const
export type LicenceStatus = (typeof LICENCE_STATUSES)[number]

/** As it is shown on a day: what was granted or suspended is expired after its last day. */
export const STANDINGS = [...LICENCE_STATUSES, 'expired'] as const
export type Standing = (typeof STANDINGS)[number]

export const INSPECTION_STATUSES = ['planned', 'visited', 'closed', 'cancelled'] as const
export type InspectionStatus = (typeof INSPECTION_STATUSES)[number]

export const SEVERITIES = ['minor', 'major', 'critical'] as const
export const FINDING_STATUSES = ['open', 'answered', 'closed'] as const
export type FindingStatus = (typeof FINDING_STATUSES)[number]
