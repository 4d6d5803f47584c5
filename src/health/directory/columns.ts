// SPDX-License-Identifier: Apache-2.0
/** Which column of somebody's table says what. */
import { COLUMNS, type Column } from './open/table.ts'

/** Columns that a table may say something in. */
export const TAKEN = COLUMNS.filter((column) => column !== 'last_modified')
/** Without these nothing is a listing. */
export const NEEDED_COLUMNS = ['name', 'city', 'country'] as const satisfies Column[]

/** By our column the heading of theirs; one that begins with `=` says it of all rows alike. */
export type Columns = { [K in Column]?: string | undefined }

const folded = (heading: string): string =>
  heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** How others head what we know, in the languages in which tables of services are most often met. A guess, which a person sees. */
const MET: Partial<Record<Column, readonly string[]>> = {
  id: ['identifier', 'service id', 'record id', 'uid', 'identifiant', 'id service', 'identificador'],
  organization: [
    ...['organisation', 'organization name', 'organisation name', 'agency', 'agency name', 'provider', 'operator'],
    ...['structure', 'organisme', 'association', 'gestionnaire', 'organizacion', 'entidad'],
  ],
  name: [
    ...['service', 'service name', 'program', 'program name', 'programme', 'facility', 'facility name', 'site name'],
    ...['nom', 'nom du service', 'nom de la structure', 'etablissement', 'intitule', 'nombre', 'nombre del servicio'],
  ],
  alternate_name: ['alternate name', 'other name', 'also known as', 'aka', 'autre nom', 'sigle', 'otro nombre'],
  website: ['web site', 'web', 'url', 'homepage', 'site', 'site web', 'site internet', 'sitio web', 'pagina web'],
  phones: [
    ...['phone', 'phone number', 'telephone', 'telephone number', 'tel', 'contact number', 'main phone', 'helpline'],
    ...['numero de telephone', 'numero', 'telefono', 'telefonos'],
  ],
  address_1: [
    ...['address', 'address 1', 'address line 1', 'street', 'street address', 'street 1', 'street1', 'address1'],
    ...['adresse', 'rue', 'adresse 1', 'direccion', 'calle', 'domicilio'],
  ],
  address_2: ['address line 2', 'address2', 'street 2', 'street2', 'suite', 'complement', 'complement adresse'],
  city: ['town', 'municipality', 'locality', 'ville', 'commune', 'localite', 'ciudad', 'municipio', 'localidad'],
  region: ['state', 'province', 'state province', 'district', 'departement', 'estado', 'provincia'],
  postal_code: ['zip', 'zip code', 'zipcode', 'postcode', 'post code', 'code postal', 'cp', 'codigo postal'],
  country: ['country code', 'iso country', 'pays', 'code pays', 'pais'],
  latitude: ['lat', 'y', 'latitud'],
  longitude: ['lon', 'lng', 'long', 'x', 'longitud'],
  directions: [
    ...['how to get there', 'transportation', 'transport', 'travel', 'public transport'],
    ...['acces', 'comment venir', 'transports', 'itineraire', 'como llegar', 'transporte'],
  ],
  accessibility: [
    'wheelchair',
    'wheelchair access',
    'accessible',
    'accessibilite',
    'acces pmr',
    'pmr',
    'accesibilidad',
  ],
  minimum_age: ['min age', 'minimum age', 'age from', 'age min', 'age minimum', 'edad minima'],
  maximum_age: ['max age', 'maximum age', 'age to', 'age max', 'age maximum', 'edad maxima'],
  languages: ['language', 'languages spoken', 'langues', 'langue', 'langues parlees', 'idiomas', 'idioma'],
  places: [
    'capacity',
    'total places',
    'beds',
    'total beds',
    'capacite',
    'places totales',
    'lits',
    'plazas',
    'capacidad',
  ],
  free_places: [
    ...['free places', 'available', 'available places', 'vacancies', 'available beds', 'free beds'],
    ...['places libres', 'places disponibles', 'lits disponibles', 'plazas libres', 'plazas disponibles'],
  ],
  waiting_days: ['waiting time days', 'wait days', 'days to wait', 'delai en jours', 'dias de espera'],
  assured_date: ['last verified', 'last confirmed', 'verified on', 'date de verification', 'confirmed'],
  schedules: [
    'hours',
    'opening hours',
    'hours of operation',
    'business hours',
    'horaires',
    'heures d ouverture',
    'horario',
    'horarios',
  ],
  time_zone: ['timezone', 'fuseau horaire', 'zona horaria'],
}

/** What was chosen before where the table still has all of it; else as far as it has it, and as its headings say. No heading twice. */
export const guessColumns = (headings: readonly string[], before: Columns = {}): Columns => {
  const left = new Map(headings.map((heading) => [heading.trim().toLowerCase(), heading]))
  const byFolded = () => new Map([...left.values()].map((heading) => [folded(heading), heading]))
  const said = Object.values(before).filter((heading) => heading !== undefined && !heading.startsWith('='))
  // The same table again: what was left out then is left out now.
  if (said.length > 0 && said.every((heading) => left.has(heading?.trim().toLowerCase() ?? ''))) return before
  const made: Columns = {}
  const take = (column: Column, heading: string | undefined) => {
    if (heading === undefined || made[column] !== undefined) return
    made[column] = heading
    left.delete(heading.trim().toLowerCase())
  }
  for (const column of TAKEN) take(column, left.get(column))
  for (const column of TAKEN) take(column, left.get(before[column]?.trim().toLowerCase() ?? ''))
  for (const column of TAKEN) {
    const known = byFolded()
    take(
      column,
      known.get(folded(column)) ?? MET[column]?.map((each) => known.get(each)).find((each) => each !== undefined),
    )
  }
  for (const column of TAKEN) if (before[column]?.startsWith('=')) made[column] ??= before[column]
  return made
}

/** Headings that no column was chosen for, and that our own table does not have besides. */
export const untaken = (headings: readonly string[], columns: Columns): string[] => {
  const taken = new Set([...Object.values(columns), 'last_modified'].map((each) => each?.trim().toLowerCase()))
  return headings.filter((heading) => heading.trim() !== '' && !taken.has(heading.trim().toLowerCase()))
}
