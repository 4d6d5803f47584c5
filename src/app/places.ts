// SPDX-License-Identifier: Apache-2.0
/** The pages that an actor has, by the desks at which it sits: nobody sees a menu of everything. */
import type { NoticesDesk } from '#commons/notices/index.ts'
import type { SignalsDesk } from '#health/signals/index.ts'
import type { AccountsDesks } from '#platform/accounts/index.ts'
import type { CorrectionsDesk } from '#supply/corrections/index.ts'
import type { IncidentsDesk } from '#supply/incidents/index.ts'

export interface Place {
  href: string
  title: { en: string; fr: string }
  main?: boolean
}

interface Sitting {
  notices?: NoticesDesk
  incidents?: IncidentsDesk
  corrections?: CorrectionsDesk
  signals?: SignalsDesk
  accounts?: AccountsDesks
  custody: readonly unknown[]
}

export const placesOf = ({ notices, incidents, corrections, signals, accounts, custody }: Sitting): Place[] => [
  ...(incidents ? [{ href: '/incidents', title: { en: 'Incidents', fr: 'Incidents' }, main: true }] : []),
  ...(incidents?.may.includes('report')
    ? [{ href: '/incidents/new', title: { en: 'Report an incident', fr: 'Signaler un incident' } }]
    : []),
  ...(corrections ? [{ href: '/corrections', title: { en: 'Corrections', fr: 'Rectifications' }, main: true }] : []),
  ...(signals
    ? [
        { href: '/signals', title: { en: 'Signals of harm', fr: 'Effets nocifs' }, main: true },
        { href: '/signals/new', title: { en: 'Report a signal of harm', fr: 'Signaler un effet nocif' } },
      ]
    : []),
  ...(notices ? [{ href: '/notices', title: { en: 'Notices', fr: 'Avis' }, main: true }] : []),
  ...(notices?.may.includes('post')
    ? [{ href: '/notices/new', title: { en: 'Post a notice', fr: 'Publier un avis' } }]
    : []),
  ...(accounts?.administration.may.includes('people')
    ? [{ href: '/administration', title: { en: 'People and roles', fr: 'Personnes et rôles' }, main: true }]
    : []),
  ...(custody.length > 0
    ? [
        {
          href: '/administration/compartments',
          title: { en: 'Compartments and ledgers', fr: 'Compartiments et registres' },
        },
      ]
    : []),
]
