// SPDX-License-Identifier: Apache-2.0
/** Who may do what in early warning. Which rows exist for whom is decided by the predicate of the database. */
import { type Actor, type Handling, keyOf, type Marking } from '#platform/access/index.ts'
import { keyOfPartner, type PartnerRow } from '#platform/peers/index.ts'
import type { AdvisoryContent, WarningsDesk } from './contract.ts'

/** What signals and substances under watch may be used for: seeing a new danger. */
export const ASSESSING = 'early-warning'

/** What advisories may be used for: acting on a danger that is known. */
export const ADVISED = 'advisories'

/** Keeps substances under watch, writes advisories, and agrees to what another officer proposed. */
export const OFFICER = 'warnings:officer'

export const ROLES = [
  {
    id: OFFICER,
    name: {
      en: 'Watches new substances and writes advisories',
      fr: 'Surveille les nouvelles substances et rédige les alertes',
    },
    kinds: ['authority', 'ministry'],
    purposes: [ASSESSING, ADVISED],
  },
  {
    id: 'warnings:laboratory',
    name: {
      en: 'Reports substances that a laboratory identified',
      fr: 'Signale les substances identifiées par un laboratoire',
    },
    kinds: ['laboratory', 'university', 'customs', 'police', 'authority'],
    purposes: [ASSESSING, ADVISED],
  },
  {
    id: 'warnings:reader',
    name: { en: 'Reads advisories told to the organisation', fr: 'Lit les alertes transmises à l’organisation' },
    kinds: 'any' as const,
    purposes: [ADVISED],
  },
]

type Verb = Exclude<keyof WarningsDesk, 'may'>

const WATCH = [OFFICER]
const REPORT = [OFFICER, 'warnings:laboratory']
const READ = [OFFICER, 'warnings:laboratory', 'warnings:reader']
const VERBS: Record<Verb, readonly string[]> = {
  ...{
    report: REPORT,
    withdrawFind: REPORT,
    listeners: REPORT,
    receive: REPORT,
    held: REPORT,
    reported: REPORT,
    download: REPORT,
  },
  ...{ board: WATCH, open: WATCH, act: WATCH },
  ...{ prepare: WATCH, revise: WATCH, discard: WATCH, preview: WATCH, drafts: WATCH, decide: WATCH, receipts: WATCH },
  ...{ advisories: READ, advisory: READ, acknowledge: READ },
  ...{ partners: WATCH, deliveries: WATCH, adopt: WATCH },
}

export const may = ({ roles, purposes }: Actor, verb: Verb): boolean =>
  purposes.includes(VERBS[verb] === READ ? ADVISED : ASSESSING) && VERBS[verb].some((role) => roles.includes(role))

export const verbsOf = (actor: Actor): Verb[] => (Object.keys(VERBS) as Verb[]).filter((verb) => may(actor, verb))

/** Who sits for the passage from the health wing: it writes what crossed and reads none of what others wrote. */
export const PASSAGE: Actor = {
  account: '7f0a3c52-5d0e-5b61-9d1c-0a6c1f2b7e01',
  organisation: '7f0a3c52-5d0e-5b61-9d1c-0a6c1f2b7e01',
  ...{ roles: [], groups: [], clearance: 'amber', purposes: [ASSESSING] },
}

/** The key by which a version is meant for the passage to the health wing. */
export const TO_HEALTH = 'crossing:warning-to-health'

/** Who sits for that passage: it reads what is meant for it and nothing else. */
export const HEALTH_PASSAGE: Actor = { ...PASSAGE, groups: [TO_HEALTH], purposes: [ADVISED] }

/** Everybody who reads the public pages, without an account. */
export const ANYONE: Actor = {
  account: '00000000-0000-0000-0000-000000000000',
  organisation: '00000000-0000-0000-0000-000000000000',
  ...{ roles: [], groups: [], clearance: 'clear', purposes: [ADVISED] },
}

/** The seat of an authority while the node files there what another reported. */
export const filingSeat = (organisation: string): Actor => ({
  ...{ account: organisation, organisation, roles: [OFFICER], groups: [] },
  ...{ clearance: 'amber', purposes: [ASSESSING] },
})

const handled = (originator: string, audience: readonly string[], marking: Marking, purpose: string): Handling => ({
  originator,
  audience: [...new Set(audience)],
  marking,
  ...{ purposes: [purpose], fields: {}, originatorControlled: false, keptUntil: null },
})

/** A signal exists for those who reported it and for the officers whom they told. */
export const signalFor = (originator: string, officers: readonly string[]): Handling =>
  handled(
    originator,
    [keyOf.organisation(originator), ...officers.map((id) => keyOf.role(id, OFFICER))],
    'amber',
    ASSESSING,
  )

/** Authorities whose officers an audience names. */
export const authoritiesIn = (audience: readonly string[]): string[] =>
  audience.flatMap((key) => {
    const [kind, organisation, ...role] = key.split(':')
    return kind === 'role' && organisation !== undefined && role.join(':') === OFFICER ? [organisation] : []
  })

/** What the node takes away from an authority: nobody has an account of the organisation's own id. */
export const keptFromAll = (originator: string): Handling =>
  handled(originator, [keyOf.account(originator)], 'amber', ASSESSING)

/** A substance under watch, and an advisory in preparation, exist for the officers of their own authority. */
export const keptBy = (originator: string): Handling =>
  handled(originator, [keyOf.role(originator, OFFICER)], 'amber', ASSESSING)

/** Every organisation that is named to read some version. */
export const namedIn = (readers: AdvisoryContent['readers']): string[] => [
  ...new Set([...readers.public, ...readers.professional, ...readers.restricted]),
]

/**
 * Versions of an advisory as they are published: each for its own readers, and for those who wrote it. `away`: those of the
 * readers that are organisations of other nodes, each of which is told the public version too.
 */
export const publishedFor = (
  originator: string,
  readers: AdvisoryContent['readers'],
  away: readonly PartnerRow[] = [],
) => {
  const keys = new Map(away.map((partner) => [partner.id, keyOfPartner(partner)]))
  const keysOf = (ids: readonly string[]) => ids.map((id) => keys.get(id) ?? keyOf.organisation(id))
  return {
    public: handled(originator, [keyOf.everyone, ...keys.values()], 'clear', ADVISED),
    professional: handled(
      originator,
      [...keysOf([originator, ...readers.professional]), ...(readers.health ? [TO_HEALTH] : [])],
      'green',
      ADVISED,
    ),
    restricted: handled(originator, keysOf([originator, ...readers.restricted]), 'amber', ADVISED),
  }
}

/** An organisation of another node: it may read, write and end what is its own, and sees nothing else. */
export const seatAway = (organisation: string): Actor => ({
  ...{ account: organisation, organisation, roles: [], groups: [] },
  ...{ clearance: 'red', purposes: [ADVISED] },
})

/** As its author handled it, for those of this node to whom it was told, and for nobody else. */
export const receivedFor = (originator: string, to: readonly string[], marking: Marking): Handling => ({
  ...handled(
    originator,
    [originator, ...to].map((id) => keyOf.organisation(id)),
    marking,
    ADVISED,
  ),
  originatorControlled: true,
})

/** A receipt exists for whoever gave it and for the officers of those who published. */
export const receiptFor = ({ organisation }: Pick<Actor, 'organisation'>, publisher: string): Handling =>
  handled(organisation, [keyOf.organisation(organisation), keyOf.role(publisher, OFFICER)], 'amber', ADVISED)
