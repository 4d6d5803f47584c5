// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { piecesOf } from './door.ts'

const url = new URL('http://localhost:8080/demonstration/mailbox')

test('addresses of this node are links of this site, whatever stands around them', () => {
  const text = 'Open http://localhost:8080/invitation/a-b_C?x=1#y, by (https://127.0.0.1:8080/inbox).\nGoodbye'
  expect(piecesOf(text, url)).toEqual([
    { text: 'Open ', href: null },
    { text: 'http://localhost:8080/invitation/a-b_C?x=1#y', href: '/invitation/a-b_C?x=1#y' },
    { text: ', by (', href: null },
    { text: 'https://127.0.0.1:8080/inbox', href: '/inbox' },
    { text: ').\nGoodbye', href: null },
  ])
})

test('an address of anybody else is text', () => {
  for (const text of ['https://example.org/', 'http://localhost:9090/inbox', 'http://localhost:8080.example.org/'])
    expect(piecesOf(text, url)).toEqual([{ text, href: null }])
  expect(piecesOf('', url)).toEqual([])
})
