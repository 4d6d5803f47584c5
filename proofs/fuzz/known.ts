// SPDX-License-Identifier: Apache-2.0
/** Which permission fuzzer asks a desk of the house; or, method by method, why none does. */

/** Desk, as `Desks` in src/app/house.ts names it, and the file beside this one that asks it. */
export const FUZZED: Readonly<Record<string, string>> = {
  ...{ notices: 'notices.test.ts', incidents: 'incidents.test.ts', taxii: 'incidents.test.ts' },
  ...{ partnerships: 'partnerships.test.ts', assessments: 'assessments.test.ts', oversight: 'oversight.test.ts' },
  ...{ warnings: 'warnings.test.ts', signals: 'signals.test.ts', advice: 'advice.test.ts' },
  ...{ directory: 'directory.test.ts', practices: 'practices.test.ts', customers: 'customers.test.ts' },
  ...{ corrections: 'world/corrections.ts', feeds: 'world/feeds.ts', restricted: 'world/restricted.ts' },
  ...{ assurance: 'assurance.test.ts', inspections: 'inspections.test.ts' },
  complaints: 'complaints.test.ts',
  ...{ webhooks: 'world/webhooks.ts', groups: 'groups.test.ts' },
  ...{ safeguards: 'safeguards.test.ts', liberty: 'liberty.test.ts', visits: 'visits.test.ts' },
  ...{ continuity: 'continuity.test.ts', legalAid: 'legal-aid.test.ts', suspicions: 'suspicions.test.ts' },
}

interface Exception {
  why: string
  methods: readonly string[]
}

/** Desks, or parts of one, that show nobody a record of others by any rule of audience. */
export const EXCEPTIONS: Readonly<Record<string, Exception>> = {
  'public.lookup': {
    why: 'what everybody may know: no record of this node is in it',
    methods: ['match', 'matchStructure', 'molecule', 'reference', 'substance', 'substances'],
  },
  counter: {
    why: 'asked without an account: src/supply/corrections/corrections.test.ts holds its answer to be the same for everybody',
    methods: ['ask', 'look'],
  },
  ownServices: {
    why: 'listings and who runs them are public, and read as everybody reads them',
    methods: ['services'],
  },
  inbox: {
    why: 'one’s own alone; the fuzzer over notices asks it as the channels notification and unread count',
    methods: ['list', 'markRead', 'unread'],
  },
  experience: {
    why: 'services that one’s own organisation runs and figures that everybody reads: src/health/experience/experience.test.ts',
    methods: ['services', 'make'],
  },
  'accounts.profile': {
    why: 'one’s own account alone: src/platform/accounts/',
    methods: [
      ...['me', 'memberships', 'passkeys', 'sessions', 'setLanguage', 'setName', 'switchTo'],
      ...['endSession', 'signOutEverywhere'],
    ],
  },
  'accounts.administration': {
    why: 'people and roles of an organisation, by role and not by audience: src/platform/accounts/administration/',
    methods: [
      ...[
        'approvals',
        'decide',
        'colleagues',
        'people',
        'totals',
        'kinds',
        'roles',
        'organisations',
        'createOrganisation',
      ],
      ...['invitations', 'invite', 'inviteCustodian', 'withdrawInvitation', 'changeRoles', 'suspend', 'resume'],
      ...['delegations', 'delegate', 'endDelegation', 'groups', 'createGroup', 'endGroup', 'endMembership'],
      ...['keys', 'createKey', 'revokeKey'],
    ],
  },
  'custody.desk': {
    why: 'kinds, ages and totals, and never a record: src/platform/custody/',
    methods: ['again', 'health', 'kinds', 'ledger', 'proof', 'work'],
  },
  custody: { why: 'whether it can be reached', methods: ['healthy'] },
  nodes: {
    why: 'which nodes this one exchanges with, for who keeps the compartment: src/platform/peers/',
    methods: ['add', 'list', 'own', 'resume', 'suspend'],
  },
}
/** Of desks that are asked: methods that those files ask in other words. */
const ELSEWHERE: Readonly<Record<string, Exception>> = {
  taxii: { why: 'adding writes, and answers of what was added', methods: ['add', 'status'] },
}

/** Methods of a desk, with the path of what they stand in: `accounts.profile.me`. A list of desks is one desk. */
export const methodsOf = (value: unknown, path: string): string[] => {
  if (Array.isArray(value)) return value.flatMap((each) => methodsOf(each, path))
  if (typeof value === 'function') return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => methodsOf(inner, `${path}.${name}`))
}

/** What is to be done for each of these methods that nobody knows; empty where each is asked or excepted. `read`: a file here. */
export const unknownMethods = (methods: readonly string[], read: (file: string) => string): string[] =>
  methods.flatMap((path) => {
    const [desk = ''] = path.split('.')
    const [within, method] = [path.slice(0, path.lastIndexOf('.')), path.slice(path.lastIndexOf('.') + 1)]
    if (EXCEPTIONS[within]?.methods.includes(method) || ELSEWHERE[within]?.methods.includes(method)) return []
    const file = FUZZED[desk]
    if (file === undefined)
      return `Nobody asks whether ${path} shows records to strangers: give the desk ${desk} a file in proofs/fuzz and name it in known.ts, or say there why not.`
    const isAsked = new RegExp(`\\b${method}\\b`).test(read(file))
    return isAsked
      ? []
      : `Nobody asks whether ${path} shows records to strangers: add a channel for it in proofs/fuzz/${file}.`
  })
