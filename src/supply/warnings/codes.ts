// SPDX-License-Identifier: Apache-2.0
/** Code lists of early warning. Severity of harm follows the Poisoning Severity Score; the rest of an advisory is CAP 1.2. */

/** Who saw what points to a danger. */
export const SOURCES = [
  ...['laboratory', 'hospital', 'poison-centre', 'drug-checking', 'service', 'incident', 'literature'],
] as const
export type Source = (typeof SOURCES)[number]

/** Those from which a harm crosses over from the health wing. */
export const HARM_SOURCES = ['poison-centre', 'hospital', 'laboratory', 'drug-checking', 'service'] as const

/** Classes of the Poisoning Severity Score (IPCS/EC/EAPCCT), without the class of those who had no symptoms. */
export const SEVERITIES = ['minor', 'moderate', 'severe', 'fatal'] as const
export type Severity = (typeof SEVERITIES)[number]

/** How sure a laboratory is, from most to least: by a reference standard, by two independent methods, by one. */
export const CONFIDENCES = ['reference-standard', 'two-methods', 'one-method', 'presumptive'] as const
export type Confidence = (typeof CONFIDENCES)[number]

export const METHODS = ['gc-ms', 'lc-ms', 'lc-hrms', 'nmr', 'ftir', 'raman', 'immunoassay', 'other'] as const

export const WATCHED_STATUSES = ['proposed', 'watched', 'assessed', 'dismissed'] as const
export type WatchedStatus = (typeof WATCHED_STATUSES)[number]

export const ADVISORY_STATUSES = ['draft', 'proposed', 'published', 'expired', 'withdrawn'] as const
export type AdvisoryStatus = (typeof ADVISORY_STATUSES)[number]

export const RECOMMENDATIONS = ['watch', 'restrict', 'propose-control'] as const
export type Recommendation = (typeof RECOMMENDATIONS)[number]

/** What an assessment speaks of. */
export const ASPECTS = ['acute-harm', 'dependence', 'spread', 'supply', 'legitimate-use'] as const
export type Aspect = (typeof ASPECTS)[number]

/** How sure the evidence is, in the four steps of GRADE, or that there is none. */
export const GRADES = ['high', 'moderate', 'low', 'very-low', 'none'] as const
export type Grade = (typeof GRADES)[number]

/** CAP 1.2, 3.2.2: `severity`, `urgency` and `certainty` of an `info`. */
export const CAP_SEVERITIES = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const
export const CAP_URGENCIES = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const
export const CAP_CERTAINTIES = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const

/** Three versions of one text. */
export const READERS = ['public', 'professional', 'restricted'] as const
export type Reader = (typeof READERS)[number]

/** The six languages of the United Nations; what is written here is read by native readers of the first two. */
export const LANGUAGES = ['en', 'fr', 'es', 'ar', 'ru', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]
