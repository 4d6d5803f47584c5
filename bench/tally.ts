// SPDX-License-Identifier: Apache-2.0
/** Counts behind precision and recall, and how far certainties can be believed. */

export const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(part === whole || part === 0 ? 0 : 2)} %`

export const table = (rows: string[][]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = rows
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line), ''].join('\n')
}

interface Count {
  lines: number
  wanted: number
  found: number
  wrong: number
  flagged: number
}

export const createTally = () => {
  const kinds = new Map<string, Count>()
  const of = (kind: string): Count => {
    const count = kinds.get(kind) ?? { lines: 0, wanted: 0, found: 0, wrong: 0, flagged: 0 }
    kinds.set(kind, count)
    return count
  }
  return {
    /** A line with something to find: which of the things expected were found, and how many others were said. */
    positive: (kind: string, found: boolean[], wrong: number) => {
      const count = of(kind)
      count.lines++
      count.wanted += found.length
      count.found += found.filter(Boolean).length
      count.wrong += wrong
    },
    /** A line that must stay quiet. */
    negative: (kind: string, flagged: boolean) => {
      const count = of(kind)
      count.lines++
      if (flagged) count.flagged++
    },
    /** A row a kind, one for these kinds together under this name, and one for all. */
    rows: (together: string, these: readonly string[]): string[][] => {
      const all = [...kinds].sort(([a], [b]) => a.localeCompare(b))
      const total = (of: typeof all): Count => {
        const sum = (key: keyof Count) => of.reduce((so, [, count]) => so + count[key], 0)
        return {
          ...{ lines: sum('lines'), wanted: sum('wanted'), found: sum('found') },
          ...{ wrong: sum('wrong'), flagged: sum('flagged') },
        }
      }
      const some = all.filter(([kind]) => these.includes(kind))
      const row = (kind: string, { lines, wanted, found, wrong, flagged }: Count) => [
        kind,
        String(lines),
        percent(found, wanted),
        percent(found, found + wrong + (kind === 'all' ? flagged : 0)),
        wanted === 0 || kind === 'all' ? `${flagged} (${percent(flagged, lines)})` : '-',
      ]
      return [
        ['kind', 'lines', 'recall', 'precision', 'quiet lines flagged'],
        ...all.map(([k, c]) => row(k, c)),
        ...(some.length > 0 ? [row(together, total(some))] : []),
        row('all', total(all)),
      ]
    },
  }
}

const BINS = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01]

/** Of the findings said to be so certain, how many were right. */
export const createCalibration = () => {
  const bins = BINS.slice(1).map((high, i) => ({ low: BINS[i] ?? 0, high, said: 0, findings: 0, right: 0 }))
  return {
    add: (certainty: number, right: boolean) => {
      const bin = bins.find(({ high }) => certainty < high)
      if (!bin) return
      bin.findings++
      bin.said += certainty
      if (right) bin.right++
    },
    rows: (): string[][] => [
      ['certainty', 'findings', 'said', 'right'],
      ...bins.map(({ low, high, said, findings, right }) => [
        `${low} to ${Math.min(1, high)}`,
        String(findings),
        percent(said, findings),
        percent(right, findings),
      ]),
    ],
  }
}
