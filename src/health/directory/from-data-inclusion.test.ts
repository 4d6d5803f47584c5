// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { fromDataInclusion } from './from-data-inclusion.ts'

const structure = {
  ...{
    id: 's1',
    source: 'demo',
    nom: 'Maison du Pont',
    site_web: 'https://pont.example',
    telephone: '+33 1 00 00 00 00',
  },
  ...{ commune: 'Lorient', code_postal: '56100', adresse: '1 quai Neuf', latitude: 47.75, longitude: -3.37 },
}
const service = { source: 'demo', structure_id: 's1', nom: 'Un logement', contact_nom_prenom: 'Jeanne Martin' }
const read = (services: object[], structures: object[] = [structure]) =>
  fromDataInclusion(new TextEncoder().encode(JSON.stringify({ structures, services })))

test('a service takes the address of its structure; what is not understood is said, and nobody is named', async () => {
  const file = await read([
    {
      ...service,
      id: 'a',
      frais: 'gratuit',
      thematiques: ['logement-hebergement--x', 'mobilite'],
      date_maj: '2025-02-14',
    },
    { ...service, id: 'b', frais: ['gratuit', 'adhesion'], modes_accueil: ['a-distance'], telephone: 'le matin' },
    { ...service, id: 'c', commune: 'Vannes', page_web: 'nulle part', date_suspension: '2999-02-30' },
    { ...service, id: 'd', date_suspension: '2020-01-01' },
    { ...service, id: 'e', structure_id: 'unknown' },
    { ...service, id: 'a' },
    { ...service },
  ])
  if (!file.ok) throw new Error(file.refusal.code)
  const { rows, refused, notes } = file.value
  expect(rows.map(({ key, confirmed }) => [key, confirmed])).toEqual([
    ['demo|a', undefined],
    ['demo|b', undefined],
    ['demo|c', undefined],
  ])
  expect(rows[0]?.listing).toMatchObject({
    ...{ organization: 'Maison du Pont', name: 'Un logement', website: 'https://pont.example' },
    ...{ terms: ['intervention:rec.housing', 'cost:free'], phones: [{ number: '+33 1 00 00 00 00' }] },
    location: { address1: '1 quai Neuf', city: 'Lorient', latitude: 47.75, country: 'FR' },
  })
  expect(rows[1]?.listing).toMatchObject({ terms: [], phones: [], location: { city: null, latitude: null } })
  expect(rows[2]?.listing.location).toMatchObject({ city: 'Vannes', address1: '', latitude: null })
  expect(refused.map(({ line, code }) => [line, code])).toEqual([
    [4, 'not-active'],
    [5, 'no-city'],
    [6, 'repeated'],
    [7, 'not-valid'],
  ])
  expect(notes.map(({ line, code }) => [line, code])).toEqual([
    [1, 'left-out'],
    [2, 'phone'],
    [3, 'left-out'],
    [3, 'no-position'],
    [3, 'website'],
  ])
  expect(JSON.stringify(file.value)).not.toContain('Jeanne')
})

test('a file without both lists is refused', async () => {
  const one = await fromDataInclusion(new TextEncoder().encode('{"services": []}'))
  expect(one.ok ? '' : one.refusal.code).toBe('not-this-format')
})
