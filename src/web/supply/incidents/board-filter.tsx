// SPDX-License-Identifier: Apache-2.0
import type { Kind, Status } from '#supply/incidents/contract.ts'
import { TextField } from '../../kit/field/field.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { useIncidents } from './words.ts'

interface BoardFilterProps {
  asked: { text: string; kind: string; status: string; country: string; substance: string }
  offered: {
    kinds: readonly Kind[]
    statuses: readonly Status[]
    /** Ids in the reference data. */
    substances: readonly string[]
    countries: readonly (readonly [code: string, name: string])[]
  }
}

/** The fields of the board's filter, filled in as the address has them. */
export function BoardFilter({ asked, offered }: BoardFilterProps) {
  const { t } = useIncidents()
  const all = ['', t('board.all')] as const
  return (
    <>
      <TextField
        name="text"
        type="search"
        label={t('board.search')}
        hint={t('board.searchHint')}
        maxLength={200}
        defaultValue={asked.text}
      />
      <SelectField
        name="kind"
        size="small"
        label={t('board.kind')}
        defaultValue={asked.kind}
        options={[all, ...offered.kinds.map((kind) => [kind, t(`kind.${kind}`)] as const)]}
      />
      <SelectField
        name="status"
        size="small"
        label={t('board.status')}
        defaultValue={asked.status}
        options={[all, ...offered.statuses.map((status) => [status, t(`status.${status}`)] as const)]}
      />
      <SelectField
        name="country"
        size="small"
        label={t('board.country')}
        defaultValue={asked.country}
        options={[all, ...offered.countries]}
      />
      <SelectField
        name="substance"
        size="small"
        label={t('filters.substance')}
        defaultValue={asked.substance}
        options={[all, ...offered.substances.map((id) => [id, id.replaceAll('-', ' ')] as const)]}
      />
    </>
  )
}
