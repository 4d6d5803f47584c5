// SPDX-License-Identifier: Apache-2.0
import { TextField } from '../../kit/field/field.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { jurisdictionName } from '../controls.tsx'
import { useWords } from '../words.tsx'
import type { Filters } from './select.ts'

interface FilterFormProps {
  filters: Filters
  change: (filters: Filters) => void
  jurisdictions: readonly string[]
}

const steps = [0.95, 0.9, 0.8, 0.5] as const

/** Filters take hold as they are chosen; the list below says how many lines are left. */
export function FilterForm({ filters, change, jurisdictions }: FilterFormProps) {
  const words = useWords()
  const { t, percent } = words
  const choose = <K extends keyof Filters>(key: K, options: readonly (readonly [Filters[K] & string, string])[]) => ({
    value: String(filters[key]),
    options,
    onChange: (event: { target: { value: string } }) => change({ ...filters, [key]: event.target.value }),
  })
  return (
    <details>
      <summary>{t('bench.filters')}</summary>
      <div className="filters">
        <SelectField
          label={t('bench.show')}
          {...choose('show', [
            ['hits', t('bench.showHits')],
            ['all', t('bench.showAll')],
            ['none', t('bench.showNone')],
          ])}
        />
        <SelectField
          label={t('bench.kind')}
          {...choose('kind', [
            ['', t('bench.kindAny')],
            ['listed', t('kind.listed')],
            ['watch', t('kind.watch')],
            ['class', t('kind.class')],
            ['equipment', t('kind.equipment')],
          ])}
        />
        <SelectField
          label={t('bench.jurisdiction')}
          {...choose('jurisdiction', [
            ['', t('bench.jurisdictionAny')],
            ...jurisdictions.map((code) => [code, jurisdictionName(words, code)] as const),
          ])}
        />
        <SelectField
          label={t('bench.certainty')}
          value={String(filters.certainty)}
          onChange={(event) => change({ ...filters, certainty: Number(event.target.value) })}
          options={[['0', t('bench.certaintyAny')], ...steps.map((step) => [String(step), percent(step)] as const)]}
        />
        <SelectField
          label={t('bench.sort')}
          {...choose('sort', [
            ['line', t('bench.sortLine')],
            ['certainty', t('bench.sortCertainty')],
            ['name', t('bench.sortName')],
          ])}
        />
        <TextField
          type="search"
          label={t('bench.contains')}
          value={filters.contains}
          onChange={(event) => change({ ...filters, contains: event.target.value })}
        />
      </div>
    </details>
  )
}
