// SPDX-License-Identifier: Apache-2.0
/** Who may do what with listings. They are public: everybody finds them; few write them. */
import { type Actor, type Handling, keyOf } from '#platform/access/index.ts'
import type { DirectoryDesk } from './contract.ts'

/** What a listing may be used for. */
export const FINDING = 'finding-help'

/** Looks after listings for its organisation. */
export const EDITOR = 'directory:editor'

export const ROLES = [
  {
    id: EDITOR,
    name: { en: 'Looks after the directory of services', fr: 'Tient l’annuaire des services' },
    kinds: ['authority', 'ministry', 'social-affairs'],
    purposes: [FINDING],
  },
]

export type Verb = Exclude<keyof DirectoryDesk, 'may'>

const VERBS: Record<Verb, string> = {
  ...{ add: EDITOR, change: EDITOR, confirm: EDITOR, withdraw: EDITOR },
  ...{ list: EDITOR, count: EDITOR, open: EDITOR, history: EDITOR, corrections: EDITOR, settle: EDITOR },
  ...{ drawCalls: EDITOR, calls: EDITOR, call: EDITOR, recordCall: EDITOR },
  ...{ pairs: EDITOR, pair: EDITOR, lookForPairs: EDITOR, decide: EDITOR },
  ...{ contact: EDITOR, setContact: EDITOR, letters: EDITOR, quality: EDITOR },
  ...{ preview: EDITOR, import: EDITOR, upload: EDITOR, uploaded: EDITOR, chooseColumns: EDITOR, takeOver: EDITOR },
}

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(FINDING) && roles.includes(VERBS[verb])

export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

/** Everybody who looks for help, without an account. */
export const ANYONE: Actor = {
  account: '00000000-0000-0000-0000-000000000000',
  organisation: '00000000-0000-0000-0000-000000000000',
  ...{ roles: [], groups: [], clearance: 'clear', purposes: [FINDING] },
}

/** The seat of an organisation while whoever keeps the computer imports for it. */
export const filingSeat = (organisation: string): Actor => ({
  ...{ account: organisation, organisation, roles: [EDITOR], groups: [] },
  ...{ clearance: 'amber', purposes: [FINDING] },
})

const handled = (originator: string, key: string, marking: Handling['marking']): Handling => ({
  ...{ originator, audience: [key], marking, purposes: [FINDING] },
  ...{ fields: {}, originatorControlled: false, keptUntil: null },
})

export const listedFor = (originator: string): Handling => handled(originator, keyOf.everyone, 'clear')

/** A report of an import quotes the file: it is for those who look after listings there. */
export const reportFor = (originator: string): Handling => handled(originator, keyOf.role(originator, EDITOR), 'green')
