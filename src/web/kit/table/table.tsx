// SPDX-License-Identifier: Apache-2.0
// biome-ignore-all lint/a11y/noRedundantRoles: a narrow screen shows rows as blocks, which makes browsers forget the roles
import type { ReactNode } from 'react'

export interface Column<Row> {
  title: string
  cell: (row: Row) => ReactNode
  /** The cell that names the row. */
  head?: boolean
  /** Short codes that must not be broken over two lines. */
  whole?: boolean
  /** Figures, which stand at the end of their line so that they can be compared. */
  figures?: boolean
  /** Buttons: where a row is a block, they stand without the column's title before them. */
  acts?: boolean
  /** Instead of the title alone, such as a link that sorts. */
  heading?: ReactNode
  sorted?: 'ascending' | 'descending' | undefined
}

interface TableProps<Row> {
  caption: string
  /** Where a heading right above says the same. */
  captionHidden?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row, index: number) => string | number
}

export const Table = <Row,>({ caption, captionHidden, columns, rows, keyOf }: TableProps<Row>) => (
  <table className="table" role="table">
    <caption>{captionHidden ? <span className="hidden">{caption}</span> : caption}</caption>
    <thead role="rowgroup">
      <tr role="row">
        {columns.map(({ title, heading, sorted, figures }) => (
          <th
            key={title}
            scope="col"
            role="columnheader"
            aria-sort={sorted}
            data-figures={figures || undefined}
            data-active={heading !== undefined || undefined}
          >
            {heading ?? title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {rows.map((row, index) => (
        <tr key={keyOf(row, index)} role="row">
          {columns.map(({ title, cell, head, whole, figures, acts }) =>
            head ? (
              <th key={title} scope="row" role="rowheader" data-whole={whole || undefined}>
                {cell(row)}
              </th>
            ) : (
              <td
                key={title}
                role="cell"
                data-label={acts ? undefined : title}
                data-whole={whole || undefined}
                data-figures={figures || undefined}
              >
                {cell(row)}
              </td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  </table>
)
