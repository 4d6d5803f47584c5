// SPDX-License-Identifier: Apache-2.0
/** How things are named beside the goods under control: by words, plain or disguised, and by tariff headings. */
import type { ReferenceData, TextMatcher } from '#matching/index.ts'
import type { Recognised } from './item.ts'

export interface Naming extends Pick<Recognised, 'idsOfHeading' | 'hsOf' | 'plainIds'> {
  idsIn(text: string): readonly string[]
}

/** Under this a name is a guess. */
const SURE = 0.8

export const namingOf = (data: ReferenceData, matcher: TextMatcher): Naming => {
  const idsIn = (text: string, spelling: boolean) =>
    matcher
      .match(text, { amounts: false, spelling })
      .findings.flatMap(({ id, certainty }) => (certainty < SURE ? [] : [id]))
  const headings = new Map(data.hsCodes.map(({ hs6, ids }) => [hs6, ids]))
  const codes = new Map<string, string[]>(data.equipment.map(({ id, hs6 }) => [id, [...hs6]]))
  for (const { hs6, ids } of data.hsCodes) for (const id of ids) codes.set(id, [...(codes.get(id) ?? []), hs6])
  return {
    ...{ idsIn: (text) => idsIn(text, true), plainIds: (text) => idsIn(text, false) },
    ...{ idsOfHeading: (hs6) => headings.get(hs6) ?? [], hsOf: (id) => codes.get(id) ?? [] },
  }
}
