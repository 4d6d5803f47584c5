// SPDX-License-Identifier: Apache-2.0
/** Who reads reports of ill-treatment: officers of the independent body, and whoever has the code of one. Nobody else. */
import { createHash } from 'node:crypto'
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import type { SafeguardsDesk } from './contract.ts'

export const PURPOSE = 'safeguards'
export const OFFICER = 'safeguards:officer'

export const ROLES = [
  {
    id: OFFICER,
    name: {
      en: 'Opens and answers reports of ill-treatment',
      fr: 'Ouvre les signalements de mauvais traitements et y répond',
    },
    kinds: ['complaints-body'],
    purposes: [PURPOSE],
    // Whoever runs the node would else put somebody there, who makes officers, who put a key of theirs in force.
    ownCustodians: true,
    // One custodian alone would else make of anybody a reader of what people dared to say.
    secondPerson: true,
  },
]

type Verb = Exclude<keyof SafeguardsDesk, 'may'>
const VERBS: Record<Verb, readonly string[]> = {
  ...{ list: [OFFICER], open: [OFFICER], decide: [OFFICER], keys: [OFFICER], settleKey: [OFFICER], watch: [OFFICER] },
  ...{ handOver: [OFFICER], handed: [OFFICER] },
}

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(PURPOSE) && VERBS[verb].some((role) => roles.includes(role))
export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

export const officersOf = (body: string): string => keyOf.role(body, OFFICER)

/** For the officers of one body, and more keys: whoever has the code of a report, everybody for the key in force. */
export const bornFor = (body: string, ...more: string[]): Handling => ({
  originator: body,
  audience: [officersOf(body), ...more],
  marking: 'amber',
  purposes: [PURPOSE],
  fields: {},
  originatorControlled: true,
  keptUntil: null,
})

const nobody: Actor = {
  ...{ account: '00000000-0000-0000-0000-000000000000', organisation: '', roles: [], groups: [] },
  ...{ clearance: 'amber', purposes: [PURPOSE] },
}

/** The key of an audience that whoever has the code carries: a digest of what its secret makes, with the reference as salt. */
export const keyOfToken = (token: string): string => `code:${createHash('sha256').update(token).digest('hex')}`

/** Whoever has the code: its report exists for them, and no other does. */
export const holderOf = (token: string): Actor => ({ ...nobody, groups: [keyOfToken(token)] })

/** The key of what may be carried to those who license places, and whoever carries it. */
export const HANDING = 'crossing:place-to-licensing'
export const carrierOf = (): Actor => ({ ...nobody, groups: [HANDING] })

/** Everybody, who may know to which key reports are sealed. */
export const everybody: Actor = nobody

/** The counter, as it takes a report in for a body. It reads nothing in that seat. */
export const counterOf = (body: string): Actor => ({ ...nobody, organisation: body })
