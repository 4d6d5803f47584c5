// SPDX-License-Identifier: Apache-2.0
/** Who reads which part of a record, as a person reads it. */

/** An organisation whose people see a record, and which of its parts, as a desk says it. */
export interface Viewer {
  organisation: { id: string; name: string; kind: string }
  /** Where it is an organisation of another node. */
  node?: { name: string }
  because: readonly string[]
  fields: readonly string[]
}

export interface ReaderLine<F extends string> {
  organisation: string
  name: string
  kind: string
  /** Why it is among them. */
  why: 'own' | 'everyone' | 'named' | 'agreed'
  /** The node at which it is, where that is another. */
  node: string | null
  sees: F[]
}

const isAgreed = (because: readonly string[]) =>
  because.length > 0 && because.every((key) => key.startsWith('agreement:'))

/**
 * Viewers as a person reads them. `kinds` are names by id; `own` is the organisation that the record comes from; `fields`
 * are those that the record has: those who read the same of them are one line.
 */
export function readersOf<F extends string>(
  viewers: readonly Viewer[],
  { own, kinds, fields }: { own: string; kinds: ReadonlyMap<string, string>; fields: readonly F[] },
): ReaderLine<F>[] {
  const lines = new Map<string, ReaderLine<F>>()
  for (const { organisation, node, because, fields: seen } of viewers) {
    const { id, name, kind } = organisation
    const sees = fields.filter((field) => seen.includes(field))
    const why = id === own ? 'own' : because.includes('everyone') ? 'everyone' : isAgreed(because) ? 'agreed' : 'named'
    lines.set(`${id} ${sees}`, {
      organisation: id,
      name,
      kind: kinds.get(kind) ?? '',
      why,
      node: node?.name ?? null,
      sees,
    })
  }
  return [...lines.values()]
}
