// SPDX-License-Identifier: Apache-2.0
/** A link chart laid out: one incident, what it shares, and the incidents that share it, in three columns. */
import type { LinkLine } from '../links/lines.ts'

export interface Node {
  id: string
  kind: 'own' | 'shared' | 'incident'
  x: number
  y: number
  /** Two lines, cut to fit; `title` has all of it. */
  text: string
  under: string
  title: string
  href?: string
}
export interface Chart {
  width: number
  height: number
  boxWidth: number
  boxHeight: number
  nodes: Node[]
  edges: { from: Node; to: Node }[]
  /** Linked incidents that the chart leaves to the table. */
  left: number
}

const BOX = { width: 190, height: 42 }
const GAP = 14
const COLUMN = 275
const MOST = 15
const FITS = 25

const cut = (text: string) => (text.length <= FITS ? text : `${text.slice(0, FITS - 1)}…`)

interface Said {
  own: { id: string; title: string; under: string }
  /** The name of a kind of thing that is shared. */
  kind(kind: LinkLine['reasons'][number]['kind']): string
  /** What is written under a linked incident. */
  under(line: LinkLine): string
  untitled: string
}

/** `links`: the most telling first. */
export function chartOf(links: readonly LinkLine[], said: Said): Chart {
  const shown = links.slice(0, MOST)
  const shared = [
    ...new Map(
      shown.flatMap(({ reasons }) => reasons).map((reason) => [`${reason.kind} ${reason.here}`, reason]),
    ).entries(),
  ]
  const rows = Math.max(1, shown.length, shared.length)
  const height = rows * (BOX.height + GAP) + GAP
  const place = (column: number, index: number, of: number) => ({
    x: GAP / 2 + column * COLUMN,
    y: (height / of) * (index + 0.5) - BOX.height / 2,
  })
  const own: Node = {
    ...{ id: said.own.id, kind: 'own', ...place(0, 0, 1) },
    ...{ text: cut(said.own.title), under: said.own.under, title: said.own.title },
  }
  const values = shared.map(
    ([id, { kind, here }], index): Node => ({
      ...{ id, kind: 'shared', ...place(1, index, shared.length) },
      ...{ text: cut(here), under: said.kind(kind), title: `${said.kind(kind)}: ${here}` },
    }),
  )
  const others = shown.map((line, index): Node => {
    const title = line.title || said.untitled
    return {
      ...{ id: line.id, kind: 'incident', ...place(2, index, shown.length), href: `/incidents/${line.id}` },
      ...{ text: cut(title), under: said.under(line), title },
    }
  })
  const edges = [
    ...values.map((to) => ({ from: own, to })),
    ...shown.flatMap(({ reasons }, index) =>
      reasons.flatMap(({ kind, here }) => {
        const [from, to] = [values.find(({ id }) => id === `${kind} ${here}`), others[index]]
        return from && to ? [{ from, to }] : []
      }),
    ),
  ]
  return {
    ...{ width: 2 * COLUMN + BOX.width + GAP, height, boxWidth: BOX.width, boxHeight: BOX.height },
    ...{ nodes: [own, ...values, ...others], edges, left: links.length - shown.length },
  }
}
