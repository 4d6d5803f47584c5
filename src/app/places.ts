// SPDX-License-Identifier: Apache-2.0
/** The pages that an actor has, by the desks at which it sits: nobody sees a menu of everything. */
import type { NoticesDesk } from '#commons/notices/index.ts'
import type { AdviceDesk } from '#health/advice/index.ts'
import type { SignalsDesk } from '#health/signals/index.ts'
import type { AccountsDesks } from '#platform/accounts/index.ts'
import type { IncidentsDesk } from '#supply/incidents/index.ts'
import type { OversightDesk } from '#supply/oversight/index.ts'
import type { AssessmentsDesk, PartnershipsDesk } from '#supply/partnerships/index.ts'
import type { WarningsDesk } from '#supply/warnings/index.ts'
import { placesOfWorld, type WorldDesks } from './world.ts'

export interface Place {
  href: string
  title: { en: string; fr: string }
  main?: boolean
}

interface Sitting extends WorldDesks {
  notices?: NoticesDesk
  incidents?: IncidentsDesk
  partnerships?: PartnershipsDesk
  assessments?: AssessmentsDesk
  signals?: SignalsDesk
  warnings?: WarningsDesk
  advice?: AdviceDesk
  oversight?: OversightDesk
  accounts?: AccountsDesks
  custody: readonly unknown[]
}

const warningPlaces = (warnings: WarningsDesk | undefined): Place[] => {
  const may = (verb: string) => warnings?.may.includes(verb) ?? false
  return [
    ...(may('board') || may('report')
      ? [{ href: '/warnings', title: { en: 'Early warning', fr: 'Alerte précoce' }, main: true }]
      : []),
    ...(may('report')
      ? [{ href: '/warnings/new', title: { en: 'Report a substance', fr: 'Signaler une substance' } }]
      : []),
    ...(may('advisories')
      ? [{ href: '/warnings/advisories', title: { en: 'Advisories', fr: 'Alertes' }, main: !may('report') }]
      : []),
  ]
}

const oversightPlaces = (oversight: OversightDesk | undefined): Place[] => [
  ...(oversight ? [{ href: '/licences', title: { en: 'Licences', fr: 'Licences' }, main: true }] : []),
  ...(oversight ? [{ href: '/inspections', title: { en: 'Inspections', fr: 'Inspections' }, main: true }] : []),
  ...(oversight?.may.includes('record')
    ? [{ href: '/licences/new', title: { en: 'Record an application', fr: 'Enregistrer une demande' } }]
    : []),
]

export const placesOf = ({
  notices,
  incidents,
  partnerships,
  assessments,
  warnings,
  signals,
  advice,
  oversight,
  accounts,
  custody,
  ...others
}: Sitting): Place[] => [
  ...(incidents ? [{ href: '/incidents', title: { en: 'Incidents', fr: 'Incidents' }, main: true }] : []),
  ...(incidents?.may.includes('report')
    ? [{ href: '/incidents/new', title: { en: 'Report an incident', fr: 'Signaler un incident' } }]
    : []),
  ...(partnerships ? [{ href: '/agreements', title: { en: 'Agreements', fr: 'Accords' }, main: true }] : []),
  ...(partnerships?.may.includes('draft')
    ? [{ href: '/agreements/new', title: { en: 'Prepare an agreement', fr: 'Préparer un accord' } }]
    : []),
  ...(assessments
    ? [{ href: '/assessments', title: { en: 'Self-assessments of practice', fr: 'Auto-évaluations des pratiques' } }]
    : []),
  ...placesOfWorld(others),
  ...(advice ? [{ href: '/advice', title: { en: 'Advice', fr: 'Conseils' }, main: true }] : []),
  ...(signals
    ? [
        { href: '/signals', title: { en: 'Signals of harm', fr: 'Effets nocifs' }, main: true },
        { href: '/signals/new', title: { en: 'Report a signal of harm', fr: 'Signaler un effet nocif' } },
      ]
    : []),
  ...warningPlaces(warnings),
  ...oversightPlaces(oversight),
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
