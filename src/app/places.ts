// SPDX-License-Identifier: Apache-2.0
/** The pages that an actor has, by the desks at which it sits: nobody sees a menu of everything. */
import type { NoticesDesk } from '#commons/notices/index.ts'
import type { AccountsDesks } from '#platform/accounts/index.ts'
import type { IncidentsDesk } from '#supply/incidents/index.ts'
import { placesOfWorld, type WorldDesks } from './world.ts'

export interface Place {
  href: string
  title: { en: string; fr: string }
  main?: boolean
}

interface Sitting extends WorldDesks {
  notices?: NoticesDesk
  incidents?: IncidentsDesk
  accounts?: AccountsDesks
  custody: readonly unknown[]
}

export const placesOf = ({ notices, incidents, accounts, custody, ...others }: Sitting): Place[] => [
  ...(incidents ? [{ href: '/incidents', title: { en: 'Incidents', fr: 'Incidents' }, main: true }] : []),
  ...(incidents?.may.includes('report')
    ? [{ href: '/incidents/new', title: { en: 'Report an incident', fr: 'Signaler un incident' } }]
    : []),
  ...placesOfWorld(others),
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
