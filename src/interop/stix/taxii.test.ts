// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  acceptsTaxii,
  collectionShape,
  discoveryShape,
  envelopeOf,
  envelopeShape,
  errorOf,
  errorShape,
  fromBundle,
  isTaxiiContent,
  parseTaxiiQuery,
  statusOf,
  statusShape,
  TAXII_TYPE,
} from './index.ts'

test.each([
  [TAXII_TYPE, true],
  ['application/taxii+json', true],
  ['application/taxii+json; version="2.1"', true],
  ['Application/TAXII+JSON;Version=2.1', true],
  ['text/html, application/taxii+json;version=2.1;q=0.5', true],
  ['*/*', true],
  ['application/*;q=0.1', true],
  ['', true],
  [undefined, true],
  ['xml', false],
  ['application/json', false],
  ['application/taxii+json;version=2.0', false],
  ['application/vnd.oasis.taxii+json', false],
  ['application/taxii+json;version=2.1;q=0', false],
  ['application/taxii+json;version=2.1;q=0, */*', false],
  ['*/*;q=0', false],
])('Accept: %s is served: %s', (accept, expected) => {
  expect(acceptsTaxii(accept)).toBe(expected)
})

test.each([
  [TAXII_TYPE, true],
  ['application/taxii+json', true],
  ['application/taxii+json; charset=utf-8; version=2.1', true],
  ['application/json', false],
  ['application/taxii+json;version=2.0', false],
  ['application/stix+json;version=2.1', false],
  ['*/*', false],
  ['', false],
  [undefined, false],
])('a body of %s is read: %s', (type, expected) => {
  expect(isTaxiiContent(type)).toBe(expected)
})

describe('a query', () => {
  const parse = (text: string, ...rest: [('objects' | 'object' | 'versions')?, { most: number }?]) => {
    const answer = parseTaxiiQuery(new URLSearchParams(text), ...rest)
    return answer.ok ? answer.value : answer.refusal.where
  }

  test('asks for the latest versions where it says nothing', () => {
    expect(parse('')).toEqual({ versions: ['last'], limit: 100 })
  })

  test('asks for one of several ids, types and versions', () => {
    const text =
      'match[id]=indicator--1,report--2&match[type]=incident&match[version]=first,2026-01-01T00:00:00.000001Z&match[spec_version]=2.1&added_after=2026-01-01T00:00:00Z&limit=5&next=abc'
    expect(parse(text)).toEqual({
      ...{ ids: ['indicator--1', 'report--2'], types: ['incident'], specVersions: ['2.1'] },
      ...{ versions: ['first', { at: '2026-01-01T00:00:00.000001Z' }], addedAfter: '2026-01-01T00:00:00Z' },
      ...{ limit: 5, next: 'abc' },
    })
  })

  test('passes over filters that its address does not have, and those of others', () => {
    expect(parse('match[id]=&match[type]=a&match[version]=all&match[colour]=red', 'versions')).toEqual(parse(''))
    expect(parse('match[version]=all&match[id]=a', 'object')).toEqual({ versions: ['all'], limit: 100 })
  })

  test('is cut down to what the server gives at once', () => {
    expect(parse('limit=999999999', 'objects', { most: 50 })).toMatchObject({ limit: 50 })
    expect(parse('', 'objects', { most: 50 })).toMatchObject({ limit: 50 })
  })

  test.each([
    ...['limit=0', 'limit=-1', 'limit=1.5', 'limit=a', 'limit=', 'limit=9999999999', 'limit=1&limit=2', 'limit=1e3'],
    ...['added_after=2026-01-01', 'added_after=2026-02-30T00:00:00Z', 'added_after=2026-01-01T00:00:00+01:00'],
    ...['next=', `next=${'a'.repeat(501)}`, 'match[version]=latest', 'match[version]=last,', 'match[id]=a,,b'],
    ...['match[type]=a&match[type]=b', `match[id]=${Array(101).fill('a').join(',')}`],
  ])('%s is refused with its name', (text) => {
    expect(parse(text)).toBe(text.split('=')[0])
  })

  test('whatever it is gets an answer', () => {
    const name = fc.oneof(fc.constantFrom('limit', 'next', 'added_after', 'match[id]', 'match[version]'), fc.string())
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string())), fc.string(), (pairs, header) => {
        expect(typeof parseTaxiiQuery(new URLSearchParams(pairs)).ok).toBe('boolean')
        expect(typeof acceptsTaxii(header)).toBe('boolean')
        expect(typeof isTaxiiContent(header)).toBe('boolean')
      }),
    )
  })
})

describe('resources', () => {
  test('of the standard are read as they stand there', () => {
    const discovery = {
      ...{ title: 'Some TAXII Server', description: 'This TAXII Server contains a listing of...' },
      ...{ contact: 'string containing contact information', default: 'https://example.com/api2/' },
      api_roots: ['https://example.com/api1/', 'https://example.com/api2/', 'https://example.net/trustgroup1/'],
    }
    expect(discoveryShape.parse(discovery)).toEqual(discovery)
    const collection = {
      ...{ id: '91a7b528-80eb-42ed-a74d-c6fbd5a26116', title: 'High Value Indicator Collection' },
      ...{ can_read: true, can_write: false, media_types: ['application/stix+json;version=2.1'] },
    }
    expect(collectionShape.parse(collection)).toEqual(collection)
    expect(collectionShape.safeParse({ ...collection, can_read: 'yes' }).success).toBe(false)
  })

  test('an envelope without objects is empty, and `more` goes with `next`', () => {
    expect(envelopeOf([])).toEqual({})
    expect(envelopeOf([1])).toEqual({ more: false, objects: [1] })
    expect(envelopeShape.parse(envelopeOf([1], 'a'))).toEqual({ more: true, next: 'a', objects: [1] })
  })

  test('an error names its status', () => {
    expect(errorShape.parse(errorOf(406, 'Not acceptable'))).toEqual({ title: 'Not acceptable', http_status: '406' })
  })

  test('a status counts what was kept and says why the rest was not', () => {
    const created = '2026-01-01T00:00:00.000Z'
    const uuid = '0b0ff3d2-6a0c-4c36-9b0e-4d8a3c6f1e12'
    const good = {
      type: 'identity',
      spec_version: '2.1',
      id: `identity--${uuid}`,
      created,
      modified: created,
      name: 'A',
    }
    const objects = [good, { ...good, id: `report--${uuid}` }, null]
    const read = fromBundle({ objects })
    if (!read.ok) throw new Error(read.refusal.detail)
    const status = statusOf(uuid, '2026-02-01T00:00:00Z', objects, read.value.refused)
    expect(statusShape.parse(status)).toEqual({
      ...{ id: uuid, status: 'complete', request_timestamp: '2026-02-01T00:00:00Z', total_count: 3 },
      ...{ success_count: 1, failure_count: 2, pending_count: 0, successes: [{ id: good.id, version: created }] },
      failures: [
        {
          id: `report--${uuid}`,
          version: created,
          message: 'id: The identifier of this object begins with identity--.',
        },
        { id: '', version: '2026-02-01T00:00:00Z', message: 'This is no object.' },
      ],
    })
  })
})
