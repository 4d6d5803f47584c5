// SPDX-License-Identifier: Apache-2.0
/** Actors of this compartment that act for no organisation: a person seen by itself, a token, an address tried. */
import type { Actor } from '../access/index.ts'

const nobody: Actor = { account: '', organisation: '', roles: [], groups: [], clearance: 'clear', purposes: [] }

/** A person before it is known for whom it acts: only what is its own exists. */
export const themselves = (account: string): Actor => ({ ...nobody, account })

/** Whoever holds the token of an invitation: that invitation exists, and once it becomes somebody, that person there. */
export const holderOf = (tokenHash: string, becomes?: { account: string; organisation: string }): Actor => ({
  ...nobody,
  ...(becomes ?? { account: '00000000-0000-0000-0000-000000000000' }),
  groups: [`invitation:${tokenHash}`],
})

/** The node as it sends letters that wait: invitations that are open exist, and nothing else. */
export const postman: Actor = { ...holderOf(''), groups: ['post:invitations'] }

/** Whoever tries this sign-in. */
export const tries = (subject: string): Actor => ({
  ...holderOf(''),
  groups: [`sign-in:${subject}`],
})
