// SPDX-License-Identifier: Apache-2.0
/** What a bench says: Markdown that a terminal shows in columns, so `results.md` takes it as it is. */
import { growth, type Result, type Spread } from './measure.ts'

const plain = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })

/** Three digits that count: 1,230 · 0.0451. */
export const figure = (value: number): string => (Number.isFinite(value) ? plain.format(value) : '–')
export const whole = (value: number): string => (Number.isFinite(value) ? Math.round(value).toLocaleString('en') : '–')
export const median = ([middle]: Spread): string => figure(middle)
/** Median, then least and most. */
export const withSpread = ([middle, least, most]: Spread, unit = ''): string =>
  `${figure(middle)}${unit} (${figure(least)}–${figure(most)})`
export const percent = (share: number): string =>
  Number.isFinite(share) ? share.toLocaleString('en', { style: 'percent', minimumFractionDigits: 1 }) : '–'

/** How often one side's time is another's. */
export const times = ([middle, least, most]: Spread): string => `${figure(middle)}× (${figure(least)}–${figure(most)})`

export const table = (title: string, columns: readonly string[], rows: readonly (readonly string[])[]): void => {
  const widths = columns.map((column, i) => Math.max(column.length, ...rows.map((row) => row[i]?.length ?? 0)))
  const isText = (i: number) => i === 0
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (isText(i) ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`
  const rule = widths.map((width, i) => (isText(i) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  console.log([`### ${title}`, '', line(columns), line(rule), ...rows.map(line), ''].join('\n'))
}

export const note = (text: string): void => console.log(`${text}\n`)

/** The usual row of a race: who, how many, a second, beside the first. */
export const raceRow = ({ name, amount, rate, ratio }: Result): string[] => [
  name,
  whole(amount),
  withSpread(rate),
  times(ratio),
]

/** Exponents of all that ran at three sizes or more. */
export const growthTable = (title: string, results: readonly Result[]): void => {
  const named = [...Map.groupBy(results, ({ name }) => name)].filter(([, points]) => points.length >= 3)
  const rows = named.map(([name, points]) => [
    name,
    points.map(({ amount }) => whole(amount)).join(', '),
    figure(growth(points.map(({ amount, ms }) => [amount, ms[0]]))),
  ])
  table(title, ['side', 'sizes', 'exponent (1 is in proportion)'], rows)
}
