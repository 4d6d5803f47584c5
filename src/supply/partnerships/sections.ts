// SPDX-License-Identifier: Apache-2.0
/** A text in parts, and two texts laid beside each other by their clauses. */

export interface Section {
  id: string
  heading: string
  /** Each with the id of its clause, so that two texts can be laid beside each other. */
  paragraphs: { id: string; text: string }[]
}

export interface Difference {
  id: string
  /** Null where the other text alone has the clause. */
  before: string | null
  after: string | null
}

/** Clauses that two texts have differently, in the order of the second; those that left it come last. */
export const compared = (before: readonly Section[], after: readonly Section[]): Difference[] => {
  const flat = (sections: readonly Section[]) =>
    new Map(sections.flatMap(({ paragraphs }) => paragraphs.map(({ id, text }) => [id, text] as const)))
  const [old, now] = [flat(before), flat(after)]
  return [...now.keys(), ...[...old.keys()].filter((id) => !now.has(id))]
    .map((id) => ({ id, before: old.get(id) ?? null, after: now.get(id) ?? null }))
    .filter((each) => each.before !== each.after)
}
