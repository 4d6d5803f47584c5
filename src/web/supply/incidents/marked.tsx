// SPDX-License-Identifier: Apache-2.0
/** Fields of a report that know what was read from the text, and what is wrong. */
import { createContext, type ReactNode, useContext } from 'react'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { type Given, rowOf } from './fields.ts'
import type { Read } from './read.ts'
import { useIncidents } from './words.ts'

interface Report {
  given: Given
  read: Read
  /** Fields that the officer has touched since the page was shown: no longer read from anything. */
  touched: ReadonlySet<string>
  /** The kind of incident as it stands in the form now. */
  kind: string
  errorAt: (field: string) => string | undefined
}

export const ReportContext = createContext<Report>({
  given: {},
  read: {},
  touched: new Set(),
  kind: '',
  errorAt: () => undefined,
})

/** What a field of this name shows. In a row the words stand once, at its head. */
function useField(name: string, hint?: string) {
  const { given, read, touched, errorAt } = useContext(ReportContext)
  const { t } = useIncidents()
  const found = touched.has(name) ? undefined : read[name]
  const missing = found?.missing === true
  const mark = () => {
    if (!found) return undefined
    if (missing) return t(found.value === '' ? 'new.notFound' : 'new.notFoundStands')
    return rowOf(name) ? t('new.readShort') : found.words ? t('new.read', { words: found.words }) : t('new.readPlain')
  }
  return {
    marked: found && (missing ? 'missing' : 'read'),
    field: { name, defaultValue: given[name], hint: mark() ?? hint, error: errorAt(name) },
  } as const
}

/** The kind of incident as it stands in the form. */
export const useKind = (): string => useContext(ReportContext).kind

/** The words from which the fields of a row were read. */
export function useRowWords(row: string): string {
  const { read, touched } = useContext(ReportContext)
  const words = Object.entries(read).flatMap(([field, found]) =>
    field.startsWith(`${row}.`) && !touched.has(field) ? found.words.split(' … ').filter((each) => each !== '') : [],
  )
  return [...new Set(words)].join(' … ')
}

interface MarkedProps {
  marked: 'read' | 'missing' | undefined
  className?: string
  children: ReactNode
}

const Marked = ({ marked, className, children }: MarkedProps) => (
  <div
    className={className ? `read ${className}` : 'read'}
    data-read={marked === 'read' || undefined}
    data-missing={marked === 'missing' || undefined}
  >
    {children}
  </div>
)

interface Common {
  name: string
  label: string
  hint?: string
  className?: string
}

export function Text({ name, label, hint, className = '', ...rest }: Common & Parameters<typeof TextField>[0]) {
  const { marked, field } = useField(name, hint)
  return (
    <Marked {...{ marked, className }}>
      <TextField label={label} autoComplete="off" {...field} {...rest} />
    </Marked>
  )
}

export function Area({ name, label, hint, className = '', ...rest }: Common & Parameters<typeof AreaField>[0]) {
  const { marked, field } = useField(name, hint)
  return (
    <Marked {...{ marked, className }}>
      <AreaField label={label} {...field} {...rest} />
    </Marked>
  )
}

interface SelectProps extends Common {
  options: readonly (readonly [value: string, label: string])[]
  /** Stands where nothing was chosen. */
  otherwise?: string
  /** Stands as the empty value. */
  usual?: string | undefined
}

export function Select({ name, label, hint, className = '', options, otherwise = '', usual }: SelectProps) {
  const { marked, field } = useField(name, hint)
  const given = field.defaultValue ?? otherwise
  return (
    <Marked {...{ marked, className }}>
      <SelectField label={label} options={options} {...field} defaultValue={given === usual ? otherwise : given} />
    </Marked>
  )
}

export function Tick({ name, label, className }: Common) {
  const { given } = useContext(ReportContext)
  return (
    <Choice
      type="checkbox"
      value="yes"
      name={name}
      label={label}
      className={className}
      defaultChecked={given[name] !== undefined}
    />
  )
}

/** What goes with the form and nobody edits. */
export function Kept({ name }: { name: string }) {
  const { given } = useContext(ReportContext)
  return given[name] === undefined ? null : <input type="hidden" name={name} value={given[name]} />
}
