// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Pager } from '../../kit/pager/pager.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { type DataColumn, DataTable } from '../../kit/table/data-table.tsx'
import type { View } from '../../kit/table/views.ts'
import { WorkPage } from '../page.tsx'
import type { Listed } from './listed.ts'

type ListKey =
  | ('list.title' | 'list.pages' | 'list.first' | 'list.later')
  | ('list.none' | 'list.noneMore' | 'list.noneFound' | 'list.noneFoundMore')

interface RecordListProps<Row> {
  /** Under which its saved views are kept. */
  id: string
  /** The room's words: each has these of its list. */
  t(key: ListKey): string
  help: string
  listed: Listed
  columns: readonly DataColumn<Row>[]
  rows: readonly Row[]
  /** What the address asks for, by field; empty where nothing. */
  asked: Record<string, string>
  /** Fields of the filter, filled in with `asked`. */
  filter: ReactNode
  offered?: readonly View[]
  /** Buttons and links above the list. */
  actions?: ReactNode
}

/** The page of a room that lists its records: searched, filtered, page by page, all by the address. */
export function RecordList<Row extends { id: string }>(props: RecordListProps<Row>) {
  const { t, help, listed, asked, actions, ...table } = props
  const { path, filter, total, later, isFirst } = listed
  const isFiltered = Object.values(asked).some((each) => each !== '')
  return (
    <WorkPage title={t('list.title')} help={help}>
      {actions && <div className="row">{actions}</div>}
      <DataTable
        {...table}
        {...{ path, total }}
        caption={t('list.title')}
        search={filter}
        pages={1}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title={t(isFiltered ? 'list.noneFound' : 'list.none')}>
            {t(isFiltered ? 'list.noneFoundMore' : 'list.noneMore')}
          </EmptyState>
        }
      />
      {(!isFirst || later !== null) && (
        <Pager
          label={t('list.pages')}
          here=""
          previous={isFirst ? null : { label: t('list.first'), href: path + filter }}
          next={later === null ? null : { label: t('list.later'), href: path + later }}
        />
      )}
    </WorkPage>
  )
}

interface SearchProps {
  label: string
  hint?: string
  asked: { text: string }
  longest?: number
}

/** The field of a list's words, which `searched` reads. */
export const SearchText = ({ label, hint, asked, longest = 200 }: SearchProps) => (
  <TextField
    name="text"
    type="search"
    label={label}
    {...(hint !== undefined && { hint })}
    maxLength={longest}
    defaultValue={asked.text}
  />
)

interface ChoiceProps<Name extends string, Value extends string> {
  name: Name
  label: string
  asked: Record<Name, string>
  /** What says: whichever. */
  any: string
  values: readonly Value[]
  say(value: Value): string
}

/** A choice among values, or none, which `chosen` reads. */
export const Choice = <Name extends string, Value extends string>(props: ChoiceProps<Name, Value>) => (
  <SelectField
    name={props.name}
    size="small"
    label={props.label}
    defaultValue={props.asked[props.name]}
    options={[['', props.any], ...props.values.map((value) => [value, props.say(value)] as const)]}
  />
)
