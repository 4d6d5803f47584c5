// SPDX-License-Identifier: Apache-2.0
/**
 * A table that the server sorts, filters and cuts into pages. Everything it shows is in its address, so it works
 * without script, can be sent to a colleague, and comes back when the reader does.
 */
import { type FormEvent, type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../button/button.tsx'
import { Flyout } from '../flyout/flyout.tsx'
import { Pager } from '../pager/pager.tsx'
import { useKit } from '../words.tsx'
import { changed, searchOf, sortedBy, tableQuery } from './address.ts'
import { SavedViews } from './saved-views.tsx'
import { type Column, Table } from './table.tsx'
import type { View } from './views.ts'

export interface DataColumn<Row> extends Column<Row> {
  key: string
  sortable?: boolean
  /** Shown only when it is chosen. */
  extra?: boolean
}

interface DataTableProps<Row> {
  /** Under which its saved views are kept. */
  id: string
  caption: string
  columns: readonly DataColumn<Row>[]
  /** Those of this page. */
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** The page's address, and its search as it is now. */
  path: string
  search: string
  total: number
  pages: number
  /** Fields of the filter's form, filled in as the address has them. */
  filter?: ReactNode
  /** Views that the page offers to everybody. */
  offered?: readonly View[]
  /** Where the page itself keeps views: leads there, and this browser keeps none. */
  keptAt?: ReactNode
  /** What to say where there is no row. */
  empty: ReactNode
}

/** A plain click that this page may answer itself. */
const plain = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

/** Down and up, as j and k, go to the next and the last row's own link, from one of these. */
function moveByKey(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody th a')]
  const next = links[links.indexOf(document.activeElement as HTMLElement) + step]
  if (!next || !links.includes(document.activeElement as HTMLElement)) return
  event.preventDefault()
  next.focus()
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { id, caption, columns, rows, keyOf, path, search, total, pages, filter, offered = [], keptAt, empty } = props
  const { say, navigate } = useKit()
  const keys = columns.map(({ key }) => key)
  const sortable = columns.filter((column) => column.sortable).map(({ key }) => key)
  const query = tableQuery(search, { sortable, columns: keys })
  const shown = columns.filter((column) =>
    query.columns ? column.head || query.columns.includes(column.key) : !column.extra,
  )

  const form = useRef<HTMLFormElement>(null)
  const sent = useRef(false)
  // The form is made anew when the address changes, so that its fields say what is shown; whoever sent it stays there.
  useEffect(() => {
    if (sent.current && search !== null) form.current?.querySelector<HTMLElement>(':scope > [type="submit"]')?.focus()
    sent.current = false
  }, [search])

  const follow = (event: MouseEvent<HTMLElement>) => {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>('a[data-table], .pager a')
    if (!link || !navigate || !plain(event)) return
    event.preventDefault()
    navigate(link.pathname + link.search)
  }
  const send = (event: FormEvent<HTMLFormElement>) => {
    if (!navigate) return
    event.preventDefault()
    sent.current = true
    navigate(path + searchOf(new FormData(event.currentTarget)))
  }

  const heading = ({ key, title, sortable }: DataColumn<Row>): Pick<Column<Row>, 'heading' | 'sorted'> => {
    if (!sortable) return {}
    const sorted = query.sort?.key === key ? (query.sort.descending ? 'descending' : 'ascending') : undefined
    return {
      sorted,
      heading: (
        <a data-table href={path + sortedBy(search, query.sort, key)}>
          {title}
          {sorted && (
            <>
              <span aria-hidden="true">{sorted === 'ascending' ? ' ↑' : ' ↓'}</span>
              <span className="hidden"> {say(sorted === 'ascending' ? 'sortedUp' : 'sortedDown')}</span>
            </>
          )}
        </a>
      ),
    }
  }
  const pageTo = (page: number) => path + changed(search, { page: page === 1 ? null : String(page) })
  const sort = new URLSearchParams(search).get('sort')
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links and rows inside are what is used; this only listens
    <div className="data-table stack" onClick={follow} onKeyDown={moveByKey}>
      <div className="data-tools">
        <form key={search} ref={form} className="search" action={path} onSubmit={send}>
          {filter}
          {sort && <input type="hidden" name="sort" value={sort} />}
          <Flyout name={caption} label={say('columns')}>
            <fieldset>
              <legend className="hidden">{say('columns')}</legend>
              {columns.map(({ key, title, head }) => (
                <label key={key} className="choice">
                  <input
                    type="checkbox"
                    name="column"
                    value={key}
                    // A row without its name says nothing.
                    disabled={head}
                    defaultChecked={shown.some((column) => column.key === key)}
                  />
                  <span>{title}</span>
                </label>
              ))}
            </fieldset>
            <Button type="submit" look="quiet" size="small">
              {say('apply')}
            </Button>
          </Flyout>
          {filter && (
            <Button type="submit" look="quiet">
              {say('filter')}
            </Button>
          )}
        </form>
        <SavedViews {...{ id, caption, path, search, offered, keptAt }} />
      </div>
      <p className="row">
        <span role="status">{say('rows', { count: total })}</span>
        {search !== '' && (
          <a data-table href={path}>
            {say('clearFilter')}
          </a>
        )}
      </p>
      {rows.length === 0 ? (
        empty
      ) : (
        <Table
          caption={caption}
          captionHidden
          rows={rows}
          keyOf={keyOf}
          columns={shown.map((column) => ({ ...column, ...heading(column) }))}
        />
      )}
      {pages > 1 && (
        <Pager
          label={say('pages')}
          here={say('pageOf', { page: query.page, pages })}
          previous={query.page > 1 ? { label: say('previousPage'), href: pageTo(query.page - 1) } : null}
          next={query.page < pages ? { label: say('nextPage'), href: pageTo(query.page + 1) } : null}
        />
      )}
    </div>
  )
}
