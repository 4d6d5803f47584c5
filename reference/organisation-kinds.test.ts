// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { loadOrganisationKinds } from './index.ts'

const kinds = loadOrganisationKinds()

test('every kind has one stable id, a sector, and a name in both languages', () => {
  expect(new Set(kinds.map(({ id }) => id)).size).toBe(kinds.length)
  for (const { id, sector, name } of kinds) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(sector).toMatch(/^[a-z]+$/)
    expect(name.en).not.toBe('')
    expect(name.fr).not.toBe('')
  }
})

test('all the sectors that the two resolutions call on are there', () => {
  const wanted = [
    'authority police customs prosecution fiu laboratory chemical-industry equipment-maker bank money-transfer',
    'crypto-provider non-financial-business marketplace post carrier pharmacy hospital poison-centre',
    'prevention-service treatment-service recovery-service harm-reduction-service prison-health inspectorate',
    'complaints-body university school-authority social-affairs ngo affected-people un-body donor',
  ]
  expect(kinds.map(({ id }) => id)).toEqual(expect.arrayContaining(wanted.join(' ').split(' ')))
})
