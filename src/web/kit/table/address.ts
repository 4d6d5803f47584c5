// SPDX-License-Identifier: Apache-2.0
/** What a table shows is in its address: `?sort=-name&page=2&column=name&column=kind`, beside the filter's own fields. */

export interface Sort {
  key: string
  descending: boolean
}

export interface TableQuery {
  sort: Sort | null
  /** From 1. */
  page: number
  /** Keys of the columns to show; null for those that show at first. */
  columns: readonly string[] | null
}

/** Reads it, for a loader and for the table alike; what names no column is left out. */
export function tableQuery(
  search: string,
  known: { sortable: readonly string[]; columns: readonly string[] },
): TableQuery {
  const parameters = new URLSearchParams(search)
  const asked = parameters.get('sort') ?? ''
  const key = asked.replace(/^-/, '')
  const page = parameters.get('page') ?? ''
  const columns = parameters.getAll('column').filter((each) => known.columns.includes(each))
  return {
    sort: known.sortable.includes(key) ? { key, descending: asked.startsWith('-') } : null,
    page: /^[1-9]\d{0,4}$/.test(page) ? Number(page) : 1,
    columns: columns.length > 0 ? columns : null,
  }
}

/** The same address with some parameters changed; null takes one away. */
export function changed(search: string, changes: Record<string, string | null>): string {
  const parameters = new URLSearchParams(search)
  for (const [name, value] of Object.entries(changes))
    if (value === null) parameters.delete(name)
    else parameters.set(name, value)
  return parameters.size === 0 ? '' : `?${parameters}`
}

/** Where a click on a column's heading leads: up, then down, then as the server would have it; always to page 1. */
export function sortedBy(search: string, sort: Sort | null, key: string): string {
  const next = sort?.key !== key ? key : sort.descending ? null : `-${key}`
  return changed(search, { sort: next, page: null })
}

/** A form's fields as an address, without what was left empty. */
export function searchOf(fields: Iterable<[string, unknown]>): string {
  const filled = [...fields].filter(
    (field): field is [string, string] => typeof field[1] === 'string' && field[1] !== '',
  )
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled)}`
}
