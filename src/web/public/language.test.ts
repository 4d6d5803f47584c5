// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { operationsOf, typeName } from './api-operations.ts'
import { isLanguage, negotiate } from './language.ts'

test('a reader gets the first language that they prefer and that there is', () => {
  expect(negotiate('fr-CA,fr;q=0.9,en;q=0.8')).toBe('fr')
  expect(negotiate('nl, de;q=0.9, ar;q=0.4, es;q=0.5')).toBe('es')
  expect(negotiate('fr;q=0, zh-Hant;q=0.1')).toBe('zh')
  expect(negotiate('*')).toBe('en')
  expect(negotiate(null)).toBe('en')
  expect(negotiate(';;;,q=x,')).toBe('en')
  expect(isLanguage('constructor')).toBe(false)
})

test('an interface description becomes readable, and what is out of shape is left out', () => {
  const document = {
    paths: {
      '/api/x': {
        get: {
          operationId: 'ask',
          summary: 'Asks',
          parameters: [{ name: 'q', schema: { type: 'string', format: 'date' }, required: true }],
          responses: { 200: { description: 'Good', content: { 'application/json': { schema: { $ref: '#/a/B' } } } } },
        },
        parameters: [],
      },
    },
  }
  expect(operationsOf(document)).toEqual([
    {
      id: 'ask',
      method: 'GET',
      path: '/api/x',
      summary: 'Asks',
      description: '',
      parameters: [{ name: 'q', type: 'string (date)', required: true, description: '' }],
      body: '',
      answers: [{ status: '200', description: 'Good', type: 'application/json: B' }],
    },
  ])
  expect(operationsOf(null)).toEqual([])
  expect(operationsOf({ paths: { '/a': { get: 7 } } })).toHaveLength(1)
  expect(typeName({ type: 'array', items: { enum: ['a', 'b'] } })).toBe('a | b[]')
  expect(typeName({ anyOf: [{ type: 'string' }, { type: 'null' }] })).toBe('string | null')
})
