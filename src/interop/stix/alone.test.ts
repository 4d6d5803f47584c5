// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CONTEXT, incidents } from './draw.testing.ts'
import { toIncidentObject, toObjects } from './index.ts'

test('an incident alone is the first of its objects, whatever it says', () => {
  fc.assert(
    fc.property(incidents, (incident) => {
      expect(toIncidentObject(incident, CONTEXT)).toEqual(toObjects(incident, CONTEXT)[0])
    }),
  )
})
