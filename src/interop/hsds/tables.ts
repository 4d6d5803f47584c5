// SPDX-License-Identifier: Apache-2.0
/**
 * HSDS 3.0 as a package of tables, one CSV each: its records put together to services as the JSON of HSDS has them. Only what is
 * read of the JSON is read of the tables.
 */

/** The columns of each table that are read. The first ones are those without which a table is none. */
export const HSDS_TABLES = {
  service: [
    ...['id', 'name', 'organization_id', 'alternate_name', 'url', 'status', 'minimum_age', 'maximum_age'],
    ...['assured_date', 'wait_time'],
  ],
  organization: ['id', 'name'],
  location: ['id', 'location_type', 'latitude', 'longitude', 'transportation'],
  service_at_location: ['service_id', 'location_id', 'id'],
  address: [
    ...['location_id', 'address_1', 'address_2', 'city', 'state_province', 'postal_code', 'country', 'address_type'],
  ],
  phone: [
    ...['number', 'id', 'service_at_location_id', 'service_id', 'location_id', 'extension', 'type', 'description'],
  ],
  schedule: [
    ...['byday', 'id', 'service_at_location_id', 'service_id', 'location_id', 'freq', 'interval', 'byweekno'],
    ...['bymonthday', 'byyearday', 'until', 'opens_at', 'closes_at', 'timezone', 'valid_from', 'valid_to'],
  ],
  language: ['service_id', 'location_id', 'name', 'code'],
  accessibility: ['location_id', 'description', 'details'],
  cost_option: ['service_id', 'amount'],
  /** Of HSDS 3.1. */
  service_capacity: ['service_id', 'available', 'maximum', 'updated'],
  attribute: ['link_id', 'link_entity', 'link_type', 'value', 'taxonomy_term_id'],
  taxonomy_term: ['id', 'code', 'name'],
} as const
export type HsdsTable = keyof typeof HSDS_TABLES

/** Tables without which nothing is a service at a place, and how many of the columns of each table have to be there. */
export const HSDS_NEEDED: Readonly<Record<HsdsTable, number>> = {
  ...{ service: 2, organization: 2, location: 1, service_at_location: 2, address: 1, phone: 1, schedule: 1 },
  ...{ language: 0, accessibility: 1, cost_option: 1, service_capacity: 1, attribute: 2, taxonomy_term: 1 },
}

/** A row: its line in the file, and what stands in its columns; empty ones are absent. */
export interface HsdsRecord {
  line: number
  of: Partial<Record<string, string>>
}
export type HsdsTables = Partial<Record<HsdsTable, readonly HsdsRecord[]>>

const names = new Map<string, HsdsTable>(
  (Object.keys(HSDS_TABLES) as HsdsTable[]).flatMap((table) =>
    [table, `${table}s`, `${table}es`].map((name) => [name, table] as const),
  ),
)
names.set('costs', 'cost_option')
names.set('service_capacities', 'service_capacity')

/** Which table a file is by its name: `phones.csv`, `data/phone.csv`. */
export const hsdsTableOf = (path: string): HsdsTable | undefined =>
  names.get(/([^/\\]*)\.csv$/i.exec(path)?.[1]?.toLowerCase() ?? '')

/** Of which record of which table a record is a part, and as what: the first of these columns that says anything. */
const PARTS: readonly [HsdsTable, readonly (readonly [string, HsdsTable])[], string][] = [
  ['address', [['location_id', 'location']], 'addresses'],
  ...(['phone', 'schedule'] as const).map(
    (table) =>
      [
        table,
        [
          ['service_at_location_id', 'service_at_location'],
          ['service_id', 'service'],
          ['location_id', 'location'],
        ],
        `${table}s`,
      ] as const,
  ),
  [
    'language',
    [
      ['service_id', 'service'],
      ['location_id', 'location'],
    ],
    'languages',
  ],
  ['accessibility', [['location_id', 'location']], 'accessibility'],
  ['cost_option', [['service_id', 'service']], 'cost_options'],
  ['service_capacity', [['service_id', 'service']], 'capacities'],
] as never

/** What bears attributes that are read. */
const BEARERS: readonly string[] = ['service', 'location', 'phone', 'schedule'] satisfies HsdsTable[]
/** More parts of one kind than this nobody has: a place that many services share would be read again for each. */
const MOST_PARTS = 200

type Made = Record<string, unknown>

export interface HsdsJoined {
  /** As they stand in JSON. */
  services: { line: number; service: unknown }[]
  /** Records that belong to nothing that is there, or are one too many of it, or the second of an id. */
  loose: { table: HsdsTable; line: number; why: 'no-parent' | 'repeated' | 'too-many'; given: string }[]
  /** Records of what is not read, such as telephones of an organization. */
  unread: { table: HsdsTable; line: number; given: string }[]
}

export const hsdsJoined = (tables: HsdsTables): HsdsJoined => {
  const [loose, unread]: [HsdsJoined['loose'], HsdsJoined['unread']] = [[], []]
  const made = new Map<HsdsTable, { line: number; of: HsdsRecord['of']; value: Made }[]>()
  const byId = new Map<HsdsTable, Map<string, Made>>()
  for (const table of Object.keys(HSDS_TABLES) as HsdsTable[]) {
    const known = new Map<string, Made>()
    byId.set(table, known)
    const kept = (tables[table] ?? []).flatMap(({ line, of }) => {
      const { id } = of
      if (id !== undefined && known.has(id)) {
        loose.push({ table, line, why: 'repeated', given: id })
        return []
      }
      const value: Made = { ...of }
      if (id !== undefined) known.set(id, value)
      return { line, of, value }
    })
    made.set(table, kept)
  }
  const rows = (table: HsdsTable) => made.get(table) ?? []
  const add = (
    { table, line, value }: { table: HsdsTable; line: number; value: Made },
    [owner, id, field]: readonly [HsdsTable, string, string],
  ): void => {
    const bearer = byId.get(owner)?.get(id)
    if (!bearer) return void loose.push({ table, line, why: 'no-parent', given: `${owner} ${id}` })
    bearer[field] ??= []
    const list = bearer[field] as Made[]
    if (list.length < MOST_PARTS) list.push(value)
    else loose.push({ table, line, why: 'too-many', given: `${owner} ${id}` })
  }
  for (const { line, of, value } of rows('attribute')) {
    const { link_entity = '', link_id = '', taxonomy_term_id = '' } = of
    if (!BEARERS.includes(link_entity)) {
      unread.push({ table: 'attribute', line, given: `link_entity: ${link_entity}` })
      continue
    }
    const term = byId.get('taxonomy_term')?.get(taxonomy_term_id)
    if (term) value.taxonomy_term = term
    add({ table: 'attribute', line, value }, [link_entity as HsdsTable, link_id, 'attributes'])
  }
  for (const [table, links, field] of PARTS)
    for (const { line, of, value } of rows(table)) {
      const [column, owner] = links.find(([name]) => of[name] !== undefined) ?? []
      if (column === undefined || owner === undefined)
        unread.push({ table, line, given: links.map(([name]) => name).join(', ') })
      else add({ table, line, value }, [owner, of[column] ?? '', field])
    }
  for (const { line, of, value } of rows('service_at_location')) {
    const location = byId.get('location')?.get(of.location_id ?? '')
    const table = 'service_at_location' as const
    if (!location) loose.push({ table, line, why: 'no-parent', given: `location ${of.location_id ?? ''}` })
    else
      add({ table, line, value: Object.assign(value, { location }) }, [
        'service',
        of.service_id ?? '',
        'service_at_locations',
      ])
  }
  const services = rows('service').map(({ line, of, value }) => {
    const organization = byId.get('organization')?.get(of.organization_id ?? '')
    if (organization) value.organization = organization
    else if (of.organization_id !== undefined)
      loose.push({ table: 'service', line, why: 'no-parent', given: `organization ${of.organization_id}` })
    return { line, service: value }
  })
  return { services, loose, unread }
}
