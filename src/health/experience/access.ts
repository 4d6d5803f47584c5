// SPDX-License-Identifier: Apache-2.0
/** Who prints codes: who runs a service. Who answers needs none of this. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'

export const PURPOSE = 'service-experience'
export const ASKER = 'experience:asker'

export const ROLES = [
  {
    id: ASKER,
    name: { en: 'Asks people what they experienced', fr: 'Demande aux personnes ce qu’elles ont vécu' },
    kinds: [
      ...['hospital', 'pharmacy', 'prevention-service', 'treatment-service', 'recovery-service'],
      ...['harm-reduction-service', 'prison-health', 'social-affairs', 'ngo', 'affected-people'],
    ],
    purposes: [PURPOSE],
  },
]

export const may = ({ roles, purposes }: Actor): boolean => purposes.includes(PURPOSE) && roles.includes(ASKER)

export const batchHandling = (originator: string): Handling => ({
  ...{ originator, audience: [keyOf.role(originator, ASKER)], marking: 'amber', purposes: [PURPOSE] },
  ...{ fields: {}, originatorControlled: true, keptUntil: null },
})
