// SPDX-License-Identifier: Apache-2.0
/** The pages that an actor has, by the desks at which it sits: nobody sees a menu of everything. */
import type { NoticesDesk } from '#commons/notices/index.ts'
import type { PracticesDesk } from '#commons/practices/index.ts'
import type { AdviceDesk } from '#health/advice/index.ts'
import type { AssuranceDesk, InspectionsDesk } from '#health/assurance/index.ts'
import type { ComplaintsDesk } from '#health/complaints/index.ts'
import type { ContinuityDesk } from '#health/continuity/index.ts'
import type { DirectoryDesk } from '#health/directory/index.ts'
import type { ExperienceDesk } from '#health/experience/index.ts'
import type { LegalAidDesk } from '#health/legal-aid/index.ts'
import type { LibertyDesk } from '#health/liberty/index.ts'
import type { SafeguardsDesk } from '#health/safeguards/index.ts'
import type { SignalsDesk } from '#health/signals/index.ts'
import type { VisitsDesk } from '#health/visits/index.ts'
import type { AccountsDesks } from '#platform/accounts/index.ts'
import type { GroupsDesk } from '#supply/groups/index.ts'
import type { IncidentsDesk } from '#supply/incidents/index.ts'
import type { OversightDesk } from '#supply/oversight/index.ts'
import type { AssessmentsDesk, CustomersDesk, PartnershipsDesk } from '#supply/partnerships/index.ts'
import type { SuspicionsDesk } from '#supply/suspicions/index.ts'
import type { WarningsDesk } from '#supply/warnings/index.ts'
import type { OwnServices } from './own-services.ts'
import { placesOfWorld, type WorldDesks } from './world.ts'

export interface Place {
  href: string
  title: { en: string; fr: string }
  main?: boolean
}

interface Sitting extends WorldDesks {
  notices?: NoticesDesk
  practices?: PracticesDesk
  incidents?: IncidentsDesk
  partnerships?: PartnershipsDesk
  assessments?: AssessmentsDesk
  groups?: GroupsDesk
  customers?: CustomersDesk
  signals?: SignalsDesk
  warnings?: WarningsDesk
  advice?: AdviceDesk
  directory?: DirectoryDesk
  assurance?: AssuranceDesk
  inspections?: InspectionsDesk
  complaints?: ComplaintsDesk
  liberty?: LibertyDesk
  legalAid?: LegalAidDesk
  continuity?: ContinuityDesk
  visits?: VisitsDesk
  experience?: ExperienceDesk
  ownServices?: OwnServices
  oversight?: OversightDesk
  suspicions?: SuspicionsDesk
  safeguards?: SafeguardsDesk
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

/** Of who agrees to refusals, and who watches several. */
const TO_LOOK_AT = { en: 'To be looked at', fr: 'À examiner' }
const BROUGHT = [
  {
    ...{ verb: 'takeFile', href: '/suspicions/orders' },
    look: { en: 'Orders to look at', fr: 'Commandes à examiner' },
    title: { en: 'Bring in orders', fr: 'Apporter des commandes' },
  },
  {
    ...{ verb: 'takePayments', href: '/suspicions/payments' },
    look: { en: 'Accounts to look at', fr: 'Comptes à examiner' },
    title: { en: 'Bring in payments', fr: 'Apporter des paiements' },
  },
  {
    ...{ verb: 'takeParcels', href: '/suspicions/parcels' },
    look: { en: 'Parcels to look at', fr: 'Colis à examiner' },
    title: { en: 'Bring in parcels', fr: 'Apporter des colis' },
  },
  {
    ...{ verb: 'takeListings', href: '/suspicions/listings' },
    look: { en: 'Listings to look at', fr: 'Annonces à examiner' },
    title: { en: 'Bring in listings', fr: 'Apporter des annonces' },
  },
]

const suspicionPlaces = (suspicions: SuspicionsDesk | undefined): Place[] => {
  const may = (verb: string) => suspicions?.may.includes(verb) ?? false
  const own = BROUGHT.filter(({ verb }) => may(verb))
  return [
    ...(may('alerts')
      ? [{ href: '/suspicions', title: own.length === 1 && own[0] ? own[0].look : TO_LOOK_AT, main: true }]
      : []),
    ...own.map(({ href, title }) => ({ href, title })),
    ...(may('rules') ? [{ href: '/suspicions/rules', title: { en: 'Red flags', fr: 'Signaux d’alerte' } }] : []),
    ...(may('reports')
      ? [
          {
            ...{ href: '/suspicions/reports', main: may('answer') },
            title: { en: 'Reports of suspicions', fr: 'Déclarations de soupçons' },
          },
        ]
      : []),
    ...(may('setGoamlSchema')
      ? [{ href: '/suspicions/goaml', title: { en: 'goAML: schema and codes', fr: 'goAML : schéma et codes' } }]
      : []),
  ]
}

const safeguardPlaces = (safeguards: SafeguardsDesk | undefined): Place[] =>
  safeguards
    ? [
        { href: '/safeguards', title: { en: 'Reports of ill-treatment', fr: 'Mauvais traitements' }, main: true },
        { href: '/safeguards/keys', title: { en: 'Key of the body', fr: 'Clé de l’organe' } },
      ]
    : []

const complaintPlaces = (complaints: ComplaintsDesk | undefined): Place[] => [
  ...(complaints?.may.length ? [{ href: '/complaints', title: { en: 'Complaints', fr: 'Plaintes' }, main: true }] : []),
  ...(complaints?.may.includes('figures')
    ? [{ href: '/complaints/services', title: { en: 'Complaints by service', fr: 'Plaintes par service' } }]
    : []),
]

export const placesOf = ({
  notices,
  practices,
  incidents,
  partnerships,
  assessments,
  groups,
  customers,
  warnings,
  signals,
  advice,
  directory,
  assurance,
  inspections,
  complaints,
  liberty,
  legalAid,
  continuity,
  visits,
  experience,
  ownServices,
  oversight,
  safeguards,
  suspicions,
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
  ...(groups
    ? [{ href: '/groups', title: { en: 'Groups and operations', fr: 'Groupes et opérations' }, main: true }]
    : []),
  ...(customers
    ? [
        {
          ...{ href: '/customers', title: { en: 'Customers', fr: 'Clients' } },
          main: customers.may.includes('record'),
        },
      ]
    : []),
  ...placesOfWorld(others),
  ...(advice ? [{ href: '/advice', title: { en: 'Advice', fr: 'Conseils' }, main: true }] : []),
  ...(directory?.may.length
    ? [
        { href: '/directory', title: { en: 'Directory of services', fr: 'Annuaire des services' }, main: true },
        { href: '/directory/new', title: { en: 'Add a service', fr: 'Ajouter un service' } },
        { href: '/directory/calls', title: { en: 'Test calls', fr: 'Appels-tests' } },
        { href: '/directory/duplicates', title: { en: 'Services listed twice', fr: 'Services en double' } },
        { href: '/equivalence', title: { en: 'Health in prison and outside', fr: 'La santé en prison et dehors' } },
        { href: '/directory/import', title: { en: 'Import services', fr: 'Importer des services' } },
      ]
    : []),
  ...(signals
    ? [
        { href: '/signals', title: { en: 'Signals of harm', fr: 'Effets nocifs' }, main: true },
        { href: '/signals/new', title: { en: 'Report a signal of harm', fr: 'Signaler un effet nocif' } },
      ]
    : []),
  ...(assurance
    ? [{ href: '/assurance', title: { en: 'Quality of services', fr: 'Qualité des services' }, main: true }]
    : []),
  ...(inspections
    ? [
        {
          ...{ href: '/assurance/inspections', main: true },
          title: { en: 'Inspections of services', fr: 'Inspections des services' },
        },
      ]
    : []),
  ...(ownServices
    ? [{ href: '/services', title: { en: 'Our services in the directory', fr: 'Nos services dans l’annuaire' } }]
    : []),
  ...complaintPlaces(complaints),
  ...(liberty?.may.includes('unlicensed')
    ? [
        {
          href: '/liberty/unlicensed',
          title: { en: 'Places without a licence', fr: 'Lieux sans autorisation' },
          main: true,
        },
      ]
    : []),
  ...(liberty?.may.includes('list')
    ? [{ href: '/liberty', title: { en: 'Restraint and liberty', fr: 'Contention et liberté' }, main: true }]
    : []),
  ...(continuity?.may.includes('list')
    ? [{ href: '/continuity', title: { en: 'Services in a crisis', fr: 'Services en temps de crise' }, main: true }]
    : []),
  ...(legalAid?.may.includes('list')
    ? [{ href: '/legal-aid', title: { en: 'Time to a lawyer', fr: 'Délai avant un avocat' }, main: true }]
    : []),
  ...(visits?.may.length
    ? [
        {
          ...{ href: '/visits', main: true },
          title: { en: 'Visits of the preventive mechanism', fr: 'Visites du mécanisme de prévention' },
        },
      ]
    : []),
  ...(experience
    ? [{ href: '/experience', title: { en: 'What people experienced', fr: 'Expérience des personnes' } }]
    : []),
  ...warningPlaces(warnings),
  ...oversightPlaces(oversight),
  ...suspicionPlaces(suspicions),
  ...safeguardPlaces(safeguards),
  ...(notices ? [{ href: '/notices', title: { en: 'Notices', fr: 'Avis' }, main: true }] : []),
  ...(notices?.may.includes('post')
    ? [{ href: '/notices/new', title: { en: 'Post a notice', fr: 'Publier un avis' } }]
    : []),
  ...(practices ? [{ href: '/practices', title: { en: 'Practices', fr: 'Pratiques' }, main: true }] : []),
  ...(practices?.may.includes('prepare')
    ? [{ href: '/practices/new', title: { en: 'Share a practice', fr: 'Partager une pratique' } }]
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
