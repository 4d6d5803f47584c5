// SPDX-License-Identifier: Apache-2.0

export interface Segment {
  text: string
  marked: boolean
}

/** A line cut into marked and unmarked pieces; spans may overlap, and such as lie outside the text are cut to it. */
export function segments(text: string, spans: readonly (readonly [number, number])[]): Segment[] {
  const sorted = [...spans].sort((a, b) => a[0] - b[0])
  const pieces: Segment[] = []
  let at = 0
  for (const [start, end] of sorted) {
    const from = Math.max(at, start)
    const to = Math.min(end, text.length)
    if (to <= from) continue
    const last = pieces.at(-1)
    if (from > at) pieces.push({ text: text.slice(at, from), marked: false })
    if (from === at && last?.marked) last.text += text.slice(from, to)
    else pieces.push({ text: text.slice(from, to), marked: true })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false })
  return pieces
}
