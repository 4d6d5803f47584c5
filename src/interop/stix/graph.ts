// SPDX-License-Identifier: Apache-2.0
/**
 * The parts of an incident as objects of their own, for whoever reads STIX and not our extension. Their ids are made of
 * the incident's: the same firm in two incidents has two, since one id would tell each reader of the other case. Goods and
 * parties have theirs by their place in the report, so that one whose name or role is corrected is the same object, changed.
 */
import { EXTENSIONS } from './definitions.ts'
import { derivedId, observableId } from './ids.ts'
import type { ExchangedIncident, Party } from './incident.ts'
import { markingId } from './markings.ts'
import type { StixObject } from './objects.ts'
import { LEG_RELATIONS, OF_A_CONSIGNMENT } from './vocabulary.ts'

/** What objects of one incident have in common. */
export interface Common {
  created_by_ref: string
  created: string
  modified: string
}

const present = (members: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== ''))

/** The absolute URI (RFC 3986) of a shop, or undefined where the text is none. */
const uri = (value: string): string | undefined => {
  const href = /^https?:\/\//i.test(value) && URL.canParse(value) ? new URL(value).href : ''
  return /^https?:\/\/[a-z0-9.-]+(?::\d+)?\/(?:[\w\-.~:/?@!$&'()*+,;=]|%[0-9a-f]{2})*(?:#[\w\-.~]*)?$/i.test(href)
    ? href
    : undefined
}
const ADDRESS = /^[\w+-]+(?:\.[\w+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i

/** An identifier that STIX has a type for. Phones, wallets and accounts it has none for stay in the extension. */
const observable = ({ type, value }: { type: string; value: string }): StixObject | undefined => {
  const made = (as: string, properties: Record<string, string>): StixObject | undefined => {
    const id = observableId(as, properties)
    return id === undefined ? undefined : { type: as, spec_version: '2.1', id, ...properties }
  }
  const address = type === 'url' ? uri(value) : undefined
  if (address !== undefined) return made('url', { value: address })
  if (type === 'email' && ADDRESS.test(value)) return made('email-addr', { value })
  if (type === 'handle') return made('user-account', { user_id: value })
  return undefined
}

/** All objects but the incident itself, each once, by id. */
export const graphOf = (incident: ExchangedIncident, incidentId: string, common: Common): Map<string, StixObject> => {
  const { marking, partiesMarking = marking } = incident
  const found = new Map<string, StixObject>()
  const marked = (own: boolean) => [markingId(own ? partiesMarking : marking)]
  const add = (type: string, id: string, members: Record<string, unknown>, own = false) => {
    const dated = { type, spec_version: '2.1' as const, id, ...common }
    found.set(id, { ...dated, ...present(members), object_marking_refs: marked(own) })
    return id
  }
  const relate = (source: string, kind: string, target: string, members = {}, own = false) => {
    const ends = { relationship_type: kind, source_ref: source, target_ref: target }
    return add('relationship', derivedId('relationship', source, kind, target), { ...ends, ...members }, own)
  }
  const location = (country: string, name: string) =>
    add('location', derivedId('location', incidentId, country, name), { name, country })
  const ourOwn = (name: keyof typeof EXTENSIONS) => ({
    extensions: { [EXTENSIONS[name]]: { extension_type: 'new-sdo' } },
  })

  relate(incidentId, 'located-at', location(incident.place.country, incident.place.name))

  const numbers = (incident.identifiers ?? []).filter(({ type }) => OF_A_CONSIGNMENT.includes(type))
  const isOnItsWay = incident.route.length + numbers.length > 0
  const consignment = derivedId('x-passerelle-consignment', incidentId)
  if (isOnItsWay) {
    const route = incident.route.map((leg) => present(leg))
    // Numbers need the clearance of identifiers, which the route does not: with one, the object has the higher.
    const members = { ...(route.length ? { route } : {}), ...(numbers.length ? { identifiers: numbers } : {}) }
    add('x-passerelle-consignment', consignment, { ...ourOwn('consignment'), ...members }, numbers.length > 0)
    relate(incidentId, 'concerns', consignment)
    for (const { role, country, place } of incident.route)
      relate(consignment, LEG_RELATIONS[role], location(country, place))
  }
  for (const [n, { id: reference_id, ...goods }] of incident.goods.entries()) {
    const id = derivedId('x-passerelle-substance', incidentId, n)
    add('x-passerelle-substance', id, { ...ourOwn('substance'), ...goods, reference_id })
    if (isOnItsWay) relate(consignment, 'contains', id)
    relate(incidentId, 'concerns', id)
  }
  for (const [n, party] of (incident.parties ?? []).entries()) {
    const id = derivedId('identity', incidentId, n)
    add('identity', id, identityOf(party), true)
    // A firm whose name was misused is no suspect: that must be read wherever its name is.
    relate(incidentId, 'involves', id, { labels: [party.role, party.knowledge] }, true)
    if (party.country !== undefined) relate(id, 'located-at', location(party.country, ''), {}, true)
  }
  for (const identifier of incident.identifiers ?? []) {
    const object = observable(identifier)
    if (object === undefined) continue
    found.set(object.id, { ...object, object_marking_refs: marked(true) })
    relate(incidentId, 'related-to', object.id, {}, true)
  }
  return found
}

const identityOf = ({ name, role, knowledge, person }: Party) => ({
  name,
  identity_class: person ? 'individual' : 'organization',
  roles: [role],
  labels: [knowledge],
})
