// SPDX-License-Identifier: Apache-2.0
/** Code lists of suspicious business. */

/** What is watched; each leg has its own people, and its own inbox for reports. */
export const SUSPICION_LEGS = ['order', 'payment', 'parcel', 'listing'] as const
export type SuspicionLeg = (typeof SUSPICION_LEGS)[number]

export const ALERT_STATUSES = [
  ...(['open', 'held', 'refusing', 'released', 'reduced', 'refused'] as const),
  ...(['labelled', 'stopped', 'appealed'] as const),
] as const
export type AlertStatus = (typeof ALERT_STATUSES)[number]

/** Of a refusal: in general terms, since the whole of it is said to nobody outside. */
export const BASIS_CLASSES = ['law', 'contract', 'code-of-practice'] as const
export const SCOPES = ['order', 'account', 'service'] as const
/** What the customer is told; the words are the house's own, so that none of them tells of a report. */
export const CUSTOMER_TEXTS = ['cannot-supply', 'papers-missing', 'not-our-trade'] as const

export const REPORT_STATUSES = ['sent', 'received'] as const
export type ReportStatus = (typeof REPORT_STATUSES)[number]
/** What the authority says of a report: a class, and nothing of a case. */
export const FEEDBACKS = ['useful', 'action-taken', 'not-useful'] as const

/** What was found in a parcel, or behind a listing: it comes back to whoever looked. */
export const FINDINGS = ['nothing', 'drugs', 'precursor', 'equipment', 'other'] as const
export type FindingClass = (typeof FINDINGS)[number]

/** Days within which an answer is asked for, and months for which evidence is kept at most; our own choice. */
export const MOST_ASKED_DAYS = 30
export const MOST_PRESERVED_MONTHS = 24

/** Months after which a refusal is over, whatever was decided (no longer than a year). */
export const MOST_REFUSED_MONTHS = 12
