// SPDX-License-Identifier: Apache-2.0
/** Traffic Light Protocol in STIX: 2.0 by the extension of the OASIS CTI committee, 1.0 as STIX 2.1 has it built in. */
import type { StixObject } from './objects.ts'
import { type Marking, VOCABULARY } from './vocabulary.ts'

const TLP_2_0 = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d'

/** As published with the extension, in `tlp2.0-extension.json` of oasis-open/cti-stix2-json-schemas. */
const IDS: Record<Marking, string> = {
  clear: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  green: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  amber: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'amber+strict': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  red: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
}

/** STIX 2.1, section 7.2.1.4. White is what 2.0 calls clear; the others kept their names. */
const EARLIER: Record<string, Marking> = {
  'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9': 'clear',
  'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da': 'green',
  'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82': 'amber',
  'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed': 'red',
}
const BY_ID = new Map<string, Marking>([
  ...VOCABULARY.marking.map((marking): [string, Marking] => [IDS[marking], marking]),
  ...Object.entries(EARLIER),
])

export const markingId = (marking: Marking): string => IDS[marking]

/** The object itself, word for word as it is published. */
export const markingObject = (marking: Marking): StixObject => ({
  type: 'marking-definition',
  spec_version: '2.1',
  id: IDS[marking],
  created: '2022-10-01T00:00:00.000Z',
  name: `TLP:${marking.toUpperCase()}`,
  extensions: { [TLP_2_0]: { extension_type: 'property-extension', tlp_2_0: marking } },
})

export const isTlp = (id: string): boolean => BY_ID.has(id)

/** The narrowest of several, since whoever receives a record may not widen its circle. */
export const strictest = (markings: (Marking | undefined)[]): Marking | undefined =>
  VOCABULARY.marking.findLast((marking) => markings.includes(marking))

/** What these references say together; undefined where none of them is of the Traffic Light Protocol. */
export const markingOf = (refs: readonly string[]): Marking | undefined => strictest(refs.map((id) => BY_ID.get(id)))
