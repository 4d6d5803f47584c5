// SPDX-License-Identifier: Apache-2.0
/** The collections of TAXII: all that an actor sees, and what of it is of one kind. What each shows is the predicate's. */
import { derivedId, STIX_TYPE, type TaxiiCollection } from '#interop/stix/index.ts'
import { KINDS, type Kind } from './codes.ts'

interface Collection {
  id: string
  alias: string
  title: string
  kind?: Kind
}

const idFor = (alias: string) => derivedId('collection', alias).slice('collection--'.length)

export const COLLECTIONS: readonly Collection[] = [
  { id: idFor('incidents'), alias: 'incidents', title: 'Incidents' },
  ...KINDS.map((kind) => ({ id: idFor(kind), alias: kind, title: `Incidents: ${kind}`, kind })),
]

/** Objects are added to the one of all. */
export const takesObjects = ({ kind }: Collection, mayAdd: boolean) => mayAdd && kind === undefined

export const collectionOf = (collection: Collection, mayAdd: boolean): TaxiiCollection => ({
  ...{ id: collection.id, title: collection.title, alias: collection.alias, can_read: true },
  ...{ can_write: takesObjects(collection, mayAdd), media_types: [STIX_TYPE] },
})

export const collectionNamed = (name: string): Collection | undefined =>
  COLLECTIONS.find(({ id, alias }) => id === name || alias === name)
