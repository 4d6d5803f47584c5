// SPDX-License-Identifier: Apache-2.0
/** Filters that somebody keeps on the node, and how often they are told what matches. */
import type { SavedFilter } from '#supply/incidents/contract.ts'
import { Button } from '../../../kit/button/button.tsx'
import { TextField } from '../../../kit/field/field.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { SelectField } from '../../../kit/select/select.tsx'
import { useIncidents } from '../words.ts'

/** The address of the board as a filter has it. */
export const searchFor = ({ query }: SavedFilter): string => {
  const search = new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => !!entry[1]))
  return search.size === 0 ? '' : `?${search}`
}

export function Filters({ filters, search }: { filters: readonly SavedFilter[]; search: string }) {
  const { t } = useIncidents()
  return (
    <Panel title={t('filters.title')} fold="closed">
      <p className="quiet">{t('filters.help')}</p>
      {filters.length > 0 && (
        <ul>
          {filters.map((filter) => (
            <li key={filter.id}>
              <form method="post" action="/incidents/board" className="row">
                <a href={`/incidents${searchFor(filter)}`}>
                  <bdi>{filter.name}</bdi>
                </a>
                <span className="quiet">{t(`filters.tell.${filter.tell}`)}</span>
                <input type="hidden" name="search" value={search} />
                <Button
                  type="submit"
                  look="quiet"
                  size="small"
                  name="do"
                  value={`remove ${filter.id}`}
                  aria-label={t('filters.removeNamed', { name: filter.name })}
                >
                  {t('filters.remove')}
                </Button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form id="saved-filters" method="post" action="/incidents/board" className="stack" data-gap="small">
        <input type="hidden" name="search" value={search} />
        <TextField name="name" label={t('filters.name')} maxLength={60} required autoComplete="off" />
        <SelectField
          name="tell"
          label={t('filters.tellMe')}
          options={(['no', 'hourly', 'daily'] as const).map((each) => [each, t(`filters.tell.${each}`)] as const)}
        />
        <div className="row">
          <Button type="submit" look="quiet" name="do" value="save">
            {t('filters.save')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
