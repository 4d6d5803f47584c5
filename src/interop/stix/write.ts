// SPDX-License-Identifier: Apache-2.0
/** An incident to STIX 2.1. */
import { DEFINITIONS, EXTENSIONS, PUBLISHED } from './definitions.ts'
import { type Common, graphOf } from './graph.ts'
import { derivedId, idOf } from './ids.ts'
import type { ExchangedIncident } from './incident.ts'
import { markingId, markingObject } from './markings.ts'
import type { Bundle, StixObject } from './objects.ts'

export interface WriteContext {
  /** Origin of the node that writes, such as `https://node.example`. */
  node: string
  /** The one that reported the incident. */
  organisation: { id: string; name: string }
  /** When it was reported, and when this version of it came to be: ISO 8601, or a moment. */
  created: string | Date
  modified: string | Date
  /** What was sent before, if anything: parts of it that are gone are revoked, without saying again what they were. */
  before?: ExchangedIncident
}

/** RFC 3339 with milliseconds, in UTC. Throws a RangeError on what is no moment. */
const moment = (at: string | Date) => (typeof at === 'string' ? new Date(at) : at).toISOString()

/** Without empty lists, which STIX forbids, and empty texts: both come back by default. */
const lean = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(lean)
  if (typeof value !== 'object' || value === null) return value
  const left: Record<string, unknown> = {}
  for (const [key, each] of Object.entries(value))
    if (each !== undefined && each !== '' && !(Array.isArray(each) && each.length === 0)) left[key] = lean(each)
  return left
}

const PARTS = ['parties', 'identifiers'] as const

/** Selectors (STIX 2.1, section 7.2.3) of the parts that need more clearance than the rest. */
const granular = ({ partiesMarking, ...incident }: ExchangedIncident) => {
  const selectors = PARTS.filter((part) => incident[part]?.length).map(
    (part) => `extensions.${EXTENSIONS.incident}.${part}`,
  )
  return partiesMarking !== undefined && selectors.length > 0
    ? { granular_markings: [{ marking_ref: markingId(partiesMarking), selectors }] }
    : {}
}

const incidentObject = (incident: ExchangedIncident, id: string, common: Common, node: string): StixObject => {
  const { id: own, title, account, marking, partiesMarking: _, recalled, ...content } = incident
  const name = title || incident.kind
  const withheld = PARTS.filter((part) => incident[part] === undefined)
  const extension = {
    ...{ extension_type: 'property-extension', ...content, withheld },
    ...(id === `incident--${own}` ? {} : { id: own }),
  }
  return {
    ...{ type: 'incident', spec_version: '2.1', id, ...common },
    ...(recalled ? { revoked: true } : {}),
    name,
    ...(account === '' ? {} : { description: account }),
    labels: [incident.kind, incident.urgency],
    external_references: [{ source_name: node, external_id: own }],
    object_marking_refs: [markingId(marking)],
    ...granular(incident),
    // An empty title has to come back empty, so it is said rather than left out.
    extensions: { [EXTENSIONS.incident]: { ...(lean(extension) as object), ...(title === '' ? { title } : {}) } },
  }
}

/** Says that an object is taken back and nothing else about it: what its type must have, and no more. */
const revoked = (object: StixObject, modified: string): StixObject => {
  const { type, spec_version, id, created_by_ref, created, object_marking_refs } = object
  const { relationship_type, source_ref, target_ref, country, extensions } = object
  const base = { type, spec_version: spec_version ?? '2.1', id, created_by_ref, created, modified, revoked: true }
  const marked = { ...base, object_marking_refs }
  if (type === 'relationship') return { ...marked, relationship_type, source_ref, target_ref }
  if (type === 'location') return { ...marked, country }
  return {
    ...marked,
    ...(type === 'x-passerelle-consignment' ? {} : { name: 'Revoked' }),
    ...(extensions ? { extensions } : {}),
  }
}

/** The same organisation in two incidents has one beginning, and the name that it had in the later of them. */
const organisationObject = ({ organisation: { name } }: WriteContext, id: string, modified: string): StixObject => ({
  ...{ type: 'identity', spec_version: '2.1', id, created: PUBLISHED },
  modified: modified > PUBLISHED ? modified : PUBLISHED,
  ...{ name, identity_class: 'organization' },
})

const commonOf = (context: WriteContext): Common => ({
  created_by_ref: idOf('identity', context.organisation.id),
  created: moment(context.created),
  modified: moment(context.modified),
})

/** The first of `toObjects` alone, for whoever asks for nothing else: its parts are not made. */
export const toIncidentObject = (incident: ExchangedIncident, context: WriteContext): StixObject =>
  incidentObject(incident, idOf('incident', incident.id), commonOf(context), context.node)

/**
 * The objects of one incident: itself first, then its parts, its organisation and its markings. The same incident and
 * context give the same objects with the same ids. Definitions of our extensions are apart (`DEFINITIONS`), since they
 * are the same for all. Throws a RangeError where the context's moments are none.
 */
export const toObjects = (incident: ExchangedIncident, context: WriteContext): StixObject[] => {
  const common = commonOf(context)
  const organisation = common.created_by_ref
  const id = idOf('incident', incident.id)
  const parts = graphOf(incident, id, common)
  const before = context.before === undefined ? [] : [...graphOf(context.before, id, common).values()]
  // Observables belong to everyone: they have no version and are not revoked.
  const gone = before.filter((part) => !parts.has(part.id) && part.created !== undefined)
  const markings = [...new Set([incident.marking, incident.partiesMarking ?? incident.marking])]
  const older = context.before ? [context.before.marking, context.before.partiesMarking ?? context.before.marking] : []
  return [
    incidentObject(incident, id, common, context.node),
    ...parts.values(),
    ...gone.map((part) => revoked(part, common.modified)),
    organisationObject(context, organisation, common.modified),
    ...[...new Set([...markings, ...(gone.length > 0 ? older : [])])].map(markingObject),
  ]
}

/** Objects of one or several incidents in one bundle, each once, with the definitions of our extensions. */
export const bundleOf = (objects: readonly StixObject[]): Bundle => {
  const once = new Map([...DEFINITIONS, ...objects].map((object) => [`${object.id} ${object.modified ?? ''}`, object]))
  return { type: 'bundle', id: derivedId('bundle', ...once.keys()), objects: [...once.values()] }
}

/** One incident as a bundle. */
export const toBundle = (incident: ExchangedIncident, context: WriteContext): Bundle =>
  bundleOf(toObjects(incident, context))
