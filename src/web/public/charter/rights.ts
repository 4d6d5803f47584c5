// SPDX-License-Identifier: Apache-2.0
/** Rights of whoever is at a service, each with where it comes from. In our own words; none was compared with the text it names. */

interface Right {
  id: 'respect' | 'consent' | 'leave' | 'information' | 'privacy' | 'cruel' | 'equal' | 'prison' | 'complain'
  /** As it is cited; the titles are those of the English texts. */
  sources: readonly string[]
  /** `knowledge`: written from what is generally known of the text; `checked`: compared with it. */
  certainty: 'knowledge' | 'checked'
}

const STANDARDS = 'WHO/UNODC International Standards for the Treatment of Drug Use Disorders (2020)'
const QUALITY = 'WHO QualityRights'

export const RIGHTS: readonly Right[] = [
  { id: 'respect', sources: ['UDHR art. 1', STANDARDS], certainty: 'knowledge' },
  { id: 'consent', sources: [STANDARDS, QUALITY], certainty: 'knowledge' },
  { id: 'leave', sources: ['ICCPR art. 9', QUALITY], certainty: 'knowledge' },
  { id: 'information', sources: [STANDARDS, QUALITY], certainty: 'knowledge' },
  { id: 'privacy', sources: ['UDHR art. 12', 'ICCPR art. 17'], certainty: 'knowledge' },
  { id: 'cruel', sources: ['UDHR art. 5', 'ICCPR art. 7'], certainty: 'knowledge' },
  { id: 'equal', sources: ['UDHR art. 2', 'ICCPR art. 26', STANDARDS], certainty: 'knowledge' },
  { id: 'prison', sources: ['Nelson Mandela Rules, rule 24', STANDARDS], certainty: 'knowledge' },
  { id: 'complain', sources: [STANDARDS, QUALITY], certainty: 'knowledge' },
]
