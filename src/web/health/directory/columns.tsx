// SPDX-License-Identifier: Apache-2.0
/** Which column of a table that was sent says what: a guess, which a person sees and changes. */
import { Form } from 'react-router'
import { type Columns, NEEDED_COLUMNS, TAKEN, type Upload, untaken } from '#health/directory/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import './directory.css'
import { useDirectory } from './words.ts'

const LABELS = {
  id: 'columns.id',
  address_public: 'columns.addressPublic',
  assured_date: 'columns.confirmed',
  organization: 'field.organization',
  name: 'field.name',
  alternate_name: 'field.alternateName',
  website: 'field.website',
  phones: 'field.phones',
  address_1: 'field.address1',
  address_2: 'field.address2',
  city: 'field.city',
  region: 'field.region',
  postal_code: 'field.postalCode',
  country: 'field.country',
  latitude: 'field.latitude',
  longitude: 'field.longitude',
  directions: 'field.directions',
  accessibility: 'field.accessibility',
  terms: 'columns.terms',
  schedules: 'field.hours',
  time_zone: 'field.timeZone',
  holidays: 'field.holidays',
  minimum_age: 'field.minimumAge',
  maximum_age: 'field.maximumAge',
  languages: 'field.languages',
  places: 'field.places',
  places_date: 'columns.placesOn',
  free_places: 'field.free',
  free_places_date: 'columns.freeOn',
  waiting_days: 'columns.waitingDays',
  waiting_date: 'columns.waitingOn',
} as const
/** What every row says alike is typed; of the others a heading is chosen. */
const ALIKE = ['country', 'time_zone'] as const

/** As the form says; a heading goes before what all rows say alike. */
export const columnsIn = (form: FormData): Columns =>
  Object.fromEntries(
    TAKEN.flatMap((column) => {
      const alike = String(form.get(`all-${column}`) ?? '').trim()
      const said = String(form.get(`column-${column}`) ?? '') || (alike && `=${alike}`)
      return said === '' ? [] : [[column, said]]
    }),
  )

export function ChooseColumns({
  upload,
  formKey,
}: {
  upload: { id: string; headings: Upload['headings']; report: { columns?: Columns } }
  formKey: string
}) {
  const { t } = useDirectory()
  const { columns = {} } = upload.report
  const headings = upload.headings.filter(({ heading }) => heading !== '')
  const left = untaken(
    headings.map(({ heading }) => heading),
    columns,
  )
  const chosen = (column: (typeof TAKEN)[number]) =>
    headings.find(({ heading }) => heading.toLowerCase() === columns[column]?.toLowerCase())?.heading
  const options = [
    ['', t('columns.none')] as const,
    ...headings.map(
      ({ heading, example }) => [heading, example === '' ? heading : `${heading} (${example.slice(0, 40)})`] as const,
    ),
  ]
  const missing = NEEDED_COLUMNS.filter((column) => columns[column] === undefined)
  return (
    <Panel title={t('columns.title')} fold={missing.length > 0 || left.length > 0 ? 'open' : 'closed'}>
      <p>{t('columns.help')}</p>
      {missing.length > 0 && (
        <Notice tone="caution">
          {t('columns.missing', { columns: missing.map((column) => t(LABELS[column])).join(', ') })}
        </Notice>
      )}
      {left.length > 0 && (
        <p>
          {t('columns.left')} <bdi>{left.join(', ')}</bdi>
        </p>
      )}
      <Form method="post" action={`/directory/import/${upload.id}`} className="stack" key={JSON.stringify(columns)}>
        <input type="hidden" name="key" value={formKey} />
        <input type="hidden" name="intent" value="columns" />
        <div className="terms">
          {TAKEN.map((column) => (
            <SelectField
              key={column}
              name={`column-${column}`}
              label={t(LABELS[column])}
              options={options}
              defaultValue={chosen(column) ?? ''}
            />
          ))}
          {ALIKE.map((column) => (
            <TextField
              key={column}
              name={`all-${column}`}
              label={t(`columns.all.${column}`)}
              defaultValue={columns[column]?.startsWith('=') ? columns[column].slice(1) : ''}
              maxLength={60}
              autoComplete="off"
            />
          ))}
        </div>
        <div className="row">
          <Button type="submit" look="quiet">
            {t('columns.look')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
