// SPDX-License-Identifier: Apache-2.0
/** Code lists of a harm signal. */

/** Who saw it. A drug-checking service is often a part of another organisation, so that it is said with the signal. */
export const SOURCES = ['poison-centre', 'hospital', 'laboratory', 'drug-checking', 'service'] as const
export type Source = (typeof SOURCES)[number]

/** The grades of the Poisoning Severity Score (IPCS, EAPCCT) but the one of those who had no signs at all. */
export const SEVERITIES = ['minor', 'moderate', 'severe', 'fatal'] as const
export type Severity = (typeof SEVERITIES)[number]

/** How sure it is which substance it was: by what was said, by how people fared, by a laboratory. */
export const CERTAINTIES = ['suspected', 'clinical', 'analytical'] as const
export type Certainty = (typeof CERTAINTIES)[number]

/** What was seen of it, in groups that an emergency room tells apart. */
export const EFFECTS = [
  ...['unconscious', 'slow-breathing', 'cardiac-arrest', 'heart-rhythm', 'chest-pain', 'high-blood-pressure'],
  ...['seizure', 'agitation', 'hallucination', 'overheating', 'serotonin', 'vomiting'],
  ...['kidney', 'liver', 'skin', 'other'],
] as const
export type Effect = (typeof EFFECTS)[number]

export const FORMS = [
  ...['powder', 'crystal', 'tablet', 'capsule', 'liquid', 'plant', 'blotter', 'vape', 'food', 'unknown'],
] as const
export type Form = (typeof FORMS)[number]

/** Bands wide enough to say nothing about one person. They never leave health. */
export const AGES = ['under-15', '15-24', '25-34', '35-64', '65-and-over', 'several'] as const
export const GENDERS = ['women', 'men', 'another', 'several'] as const
