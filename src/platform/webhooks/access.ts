// SPDX-License-Identifier: Apache-2.0
/** Who has webhooks, and in whose seat the node sends. */
import { type Actor, type Handling, keyOf } from '../access/index.ts'

export const KEEPER = 'webhooks:keeper'
export const ROLES = [
  {
    id: KEEPER,
    name: {
      en: 'Has events told to programs of the organisation',
      fr: 'Fait signaler les événements à des programmes',
    },
    kinds: 'any' as const,
  },
]

/** The node as it sends: a key and a purpose of its own, which no person has. */
const SENDING = 'node:webhooks'

export const mayKeep = ({ roles }: Actor): boolean => roles.includes(KEEPER)

/** For its maker alone, and the node that sends. */
export const handlingFor = ({ account, organisation, purposes }: Actor): Handling => ({
  originator: organisation,
  audience: [keyOf.account(account), SENDING],
  marking: 'clear',
  purposes: [...new Set([...purposes, SENDING])],
  fields: {},
  originatorControlled: true,
  keptUntil: null,
})

export const sending = (organisation = ''): Actor => ({
  ...{ account: '00000000-0000-0000-0000-000000000000', organisation, roles: [], groups: [SENDING] },
  ...{ clearance: 'clear', purposes: [SENDING] },
})
