// SPDX-License-Identifier: Apache-2.0
/** Incidents, as their reader may read them, in forms that other programs take: pure. */
import { writeRecord } from '#interop/csv/index.ts'
import type { Incident } from '../contract.ts'
import type { Flows } from '../links/flows.ts'
import type { IncidentLink } from '../links/shapes.ts'

const COLUMNS = [
  ...['id', 'kind', 'status', 'urgency', 'marking', 'title', 'account', 'occurred', 'reported', 'released', 'ended'],
  ...['country', 'place', 'countries', 'from', 'goods', 'equipment', 'route', 'parties', 'identifiers', 'withheld'],
] as const

const joined = (parts: readonly (string | false | undefined)[]) => parts.filter((part) => part).join(' ')
const all = <T>(parts: readonly T[] | undefined, say: (part: T) => string) => (parts ?? []).map(say).join('; ')

const cellsOf = (incident: Incident, from: string): Record<(typeof COLUMNS)[number], string> => {
  const { place, goods, equipment, route, parties, identifiers, ended } = incident
  const { id, kind, status, urgency, marking, title, account, reported } = incident
  const denied = { account, parties, identifiers }
  return {
    ...{ id, kind, status, urgency, marking: `TLP:${marking.toUpperCase()}`, title, reported, from },
    account: account ?? '',
    ...{ occurred: incident.occurred ?? '', released: incident.released ?? '', ended: ended?.at ?? '' },
    ...{ country: place.country, place: place.name, countries: incident.countries.join(' ') },
    goods: all(goods, ({ name, amount, form, certainty }) =>
      joined([name, amount && `${amount.value} ${amount.unit}`, form, `(${certainty})`]),
    ),
    equipment: all(equipment, ({ name, count }) => `${count} × ${name}`),
    route: all(route, (leg) => joined([leg.role, leg.place, leg.country])),
    parties: all(parties, ({ role, name, country, knowledge }) =>
      joined([role, name, country && `(${country})`, knowledge]),
    ),
    identifiers: all(identifiers, ({ type, value }) => `${type} ${value}`),
    withheld: Object.entries(denied)
      .flatMap(([name, part]) => (part === undefined ? [name] : []))
      .join(' '),
  }
}

/** A line each, in the order given. `names`: of organisations by id. */
export const csvOf = (incidents: readonly Incident[], names: ReadonlyMap<string, string>): string =>
  [
    COLUMNS as readonly string[],
    ...incidents.map((incident) => {
      const cells = cellsOf(incident, names.get(incident.from) ?? '')
      return COLUMNS.map((column) => cells[column])
    }),
  ]
    .map(writeRecord)
    .join('')

export const linksCsvOf = (id: string, links: readonly IncidentLink[]): string =>
  [
    ['incident', 'linked', 'title', 'reason', 'here', 'there', 'misused'],
    ...links.flatMap(({ incident, reasons }) =>
      reasons.map(({ kind, here, there, misused }) => [
        id,
        incident.id,
        incident.title,
        kind,
        here,
        there,
        String(misused),
      ]),
    ),
  ]
    .map(writeRecord)
    .join('')

export const flowsCsvOf = ({ places, ways }: Pick<Flows, 'places' | 'ways'>): string =>
  [
    ['from', 'to', 'incidents'],
    ...places.map(({ country, incidents }) => [country, '', incidents]),
    ...ways.map(({ from, to, incidents }) => [from, to, incidents]),
  ]
    .map(writeRecord)
    .join('')

type Points = ReadonlyMap<string, { latitude: number; longitude: number }>

/**
 * RFC 7946. Each country is one place in it (reference/country-points.csv), and `precision` says so: no incident here has
 * coordinates of its own. What has no place has no geometry.
 */
export const geojsonOf = (incidents: readonly Incident[], points: Points): string => {
  const at = (country: string) => {
    const point = points.get(country)
    return point ? [[point.longitude, point.latitude]] : []
  }
  const features = incidents.map((incident) => {
    const { id, kind, status, urgency, marking, title, occurred, reported, place, route } = incident
    const [point] = at(place.country)
    const way = route.flatMap(({ country }) => at(country))
    const properties = {
      ...{ kind, status, urgency, marking, title, occurred: occurred ?? null, reported },
      ...{ country: place.country, place: place.name, precision: 'country' },
    }
    const happened = point === undefined ? [] : [{ type: 'Point', coordinates: point }]
    const went = way.length < 2 ? [] : [{ type: 'LineString', coordinates: way }]
    const [only, ...more] = [...happened, ...went]
    const geometry = more.length > 0 ? { type: 'GeometryCollection', geometries: [only, ...more] } : (only ?? null)
    return { type: 'Feature', id, geometry, properties }
  })
  return `${JSON.stringify({ type: 'FeatureCollection', features }, null, 1)}\n`
}
