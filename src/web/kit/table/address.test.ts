// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changed, searchOf, sortedBy, tableQuery } from './address.ts'
import { readViews, withView } from './views.ts'

const known = { sortable: ['name', 'people'], columns: ['name', 'river', 'people'] }

test('an address says sort, page and columns, and what names no column is left out', () => {
  expect(tableQuery('?sort=-people&page=3&column=name&column=secret', known)).toEqual({
    sort: { key: 'people', descending: true },
    page: 3,
    columns: ['name'],
  })
  expect(tableQuery('?sort=river&page=0&column=secret', known)).toEqual({ sort: null, page: 1, columns: null })
})

test('whatever an address holds, a table can be shown by it', () => {
  fc.assert(
    fc.property(fc.string(), (search) => {
      const { sort, page, columns } = tableQuery(search, known)
      expect(page).toBeGreaterThanOrEqual(1)
      if (sort) expect(known.sortable).toContain(sort.key)
      for (const column of columns ?? []) expect(known.columns).toContain(column)
    }),
  )
})

test('a heading sorts up, then down, then as it was, and always begins at page 1', () => {
  const up = sortedBy('?q=a&page=4', null, 'name')
  expect(up).toBe('?q=a&sort=name')
  const down = sortedBy(up, tableQuery(up, known).sort, 'name')
  expect(down).toBe('?q=a&sort=-name')
  expect(sortedBy(down, tableQuery(down, known).sort, 'name')).toBe('?q=a')
})

test('a change leaves the rest of an address as it was', () => {
  expect(changed('?q=caf%C3%A9&page=2', { page: null })).toBe('?q=caf%C3%A9')
  expect(changed('?page=2', { page: null })).toBe('')
  expect(
    searchOf([
      ['q', ''],
      ['state', 'new'],
      ['file', {}],
    ]),
  ).toBe('?state=new')
})

test('what is kept in a browser is read with distrust', () => {
  for (const text of [null, '', '{', '{}', '[1]', '[{"name":1}]', '[{"name":"x","search":"//evil.example"}]'])
    expect(readViews(text), String(text)).toEqual([])
  const view = { name: 'Largest', search: '?sort=-people' }
  expect(readViews(JSON.stringify([view]))).toEqual([view])
})

test('a saved view takes the place of the one that had its name', () => {
  const old = { name: 'mine', search: '?q=a' }
  expect(withView([old], { name: 'mine', search: '?q=b' })).toEqual([{ name: 'mine', search: '?q=b' }])
})
