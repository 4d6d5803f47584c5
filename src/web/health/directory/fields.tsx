// SPDX-License-Identifier: Apache-2.0
/** The fields of a listing, in the order in which somebody on the telephone asks for them. */

import { ROOM } from '#health/directory/contract.ts'
import { Choice } from '../../kit/field/choice.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { DAYS, MONTHLY, ORDINALS, PHONES } from './days.ts'
import './directory.css'
import type { Facet } from './edit.tsx'
import type { Given, Place, Text } from './given.ts'
import { useDirectory } from './words.ts'

const SHORT = [
  ...(['name', 'website', 'country', 'city', 'latitude', 'longitude', 'timeZone'] as const),
  ...(['minimumAge', 'maximumAge', 'languages', 'terms', 'places', 'free', 'waiting'] as const),
] as const

/** What is said where a field is not in order. */
export const problemKey = (place: Place): (typeof SHORT)[number] | 'hours' | 'phone' | 'length' | 'day' =>
  /^(places|free|waiting)On$/.test(place)
    ? 'day'
    : /^(hours|monthly)-/.test(place)
      ? 'hours'
      : /^(phone|extension|type)-/.test(place)
        ? 'phone'
        : (SHORT.find((each) => each === place) ?? 'length')

interface FieldsProps {
  given: Given
  problems: readonly Place[]
  facets: readonly { facet: Facet; terms: readonly (readonly [string, string])[] }[]
}

/** Each with the day on which it was said, since it is soon another figure. */
function RoomFields({ given, field }: { given: Given; field(name: Text, most: number): object }) {
  const { t, date } = useDirectory()
  return (
    <fieldset className="field stack" data-gap="small">
      <legend>{t('field.room')}</legend>
      <p className="quiet">{t('hint.room')}</p>
      {ROOM.map((each) => {
        const [, on = ''] = given[`${each}Was`].split(' ')
        return (
          <div key={each} className="row">
            <input type="hidden" name={`${each}Was`} value={given[`${each}Was`]} />
            <TextField
              label={t(`field.${each}`)}
              hint={on === '' ? undefined : t('hint.saidOn', { date: date(on) })}
              size="small"
              {...field(each, 6)}
            />
            {each === 'waiting' && (
              <Choice
                type="checkbox"
                name="listClosed"
                value="yes"
                defaultChecked={given.listClosed === 'yes'}
                label={t('field.listClosed')}
              />
            )}
            <TextField label={t('field.saidOn')} type="date" size="small" {...field(`${each}On`, 10)} />
          </div>
        )
      })}
    </fieldset>
  )
}

export function ListingFields({ given, problems, facets }: FieldsProps) {
  const { t } = useDirectory()
  const field = (name: Text, most: number) => ({
    ...{ name, defaultValue: given[name], maxLength: most, autoComplete: 'off' },
    error: problems.includes(name) ? t(`problem.${problemKey(name)}`) : undefined,
  })
  return (
    <>
      <TextField label={t('field.name')} required {...field('name', 300)} />
      <TextField label={t('field.organization')} {...field('organization', 200)} />
      <TextField label={t('field.alternateName')} {...field('alternateName', 300)} />
      <fieldset className="field stack">
        <legend>{t('field.phones')}</legend>
        {PHONES.map((each) => (
          <div key={each} className="row">
            <TextField label={t('field.number')} inputMode="tel" {...field(`phone-${each}`, 40)} />
            <TextField label={t('field.extension')} size="small" {...field(`extension-${each}`, 12)} />
            <SelectField
              label={t('field.type')}
              name={`type-${each}`}
              defaultValue={given[`type-${each}`]}
              options={(['voice', 'intake', 'hotline', 'text'] as const).map((type) => [type, t(`type.${type}`)])}
            />
          </div>
        ))}
      </fieldset>
      <TextField label={t('field.website')} hint={t('hint.website')} inputMode="url" {...field('website', 500)} />
      <TextField label={t('field.address1')} {...field('address1', 200)} />
      <TextField label={t('field.address2')} {...field('address2', 200)} />
      <TextField label={t('field.city')} hint={t('hint.city')} {...field('city', 100)} />
      <TextField label={t('field.region')} hint={t('hint.region')} {...field('region', 100)} />
      <TextField label={t('field.postalCode')} size="small" {...field('postalCode', 20)} />
      <TextField label={t('field.country')} hint={t('hint.country')} size="small" required {...field('country', 2)} />
      <TextField label={t('field.directions')} hint={t('hint.directions')} {...field('directions', 500)} />
      <TextField label={t('field.accessibility')} hint={t('hint.accessibility')} {...field('accessibility', 500)} />
      <Choice type="checkbox" name="hidden" value="yes" defaultChecked={given.isHidden} label={t('field.hidden')} />
      <div className="row">
        <TextField label={t('field.latitude')} size="small" inputMode="decimal" {...field('latitude', 20)} />
        <TextField label={t('field.longitude')} size="small" inputMode="decimal" {...field('longitude', 20)} />
      </div>
      <fieldset className="field stack" data-gap="small">
        <legend>{t('field.hours')}</legend>
        <p className="quiet">{t('hint.hours')}</p>
        {DAYS.map((day) => (
          <TextField key={day} label={t(`day.${day}`)} size="small" {...field(`hours-${day}`, 80)} />
        ))}
      </fieldset>
      <fieldset className="field stack" data-gap="small">
        <legend>{t('field.monthly')}</legend>
        {MONTHLY.map((each) => (
          <div key={each} className="row">
            <SelectField
              label={t('field.nth')}
              name={`nth-${each}`}
              defaultValue={given[`nth-${each}`]}
              options={ORDINALS.map((nth) => [nth, nth === '' ? t('nth.none') : t(`nth.${nth}`)])}
            />
            <SelectField
              label={t('field.weekday')}
              name={`weekday-${each}`}
              defaultValue={given[`weekday-${each}`] || 'MO'}
              options={DAYS.map((day) => [day, t(`day.${day}`)])}
            />
            <TextField label={t('field.hours')} size="small" {...field(`monthly-${each}`, 80)} />
          </div>
        ))}
      </fieldset>
      {given.others !== '' && (
        <>
          <input type="hidden" name="others" value={given.others} />
          <p className="quiet">{t('hint.others')}</p>
        </>
      )}
      <SelectField
        label={t('field.holidays')}
        name="holidays"
        defaultValue={given.holidays}
        options={(['', 'open', 'closed'] as const).map((each) => [
          each,
          t(each === '' ? 'one.unknown' : `holidays.${each}`),
        ])}
      />
      <TextField label={t('field.timeZone')} hint={t('hint.timeZone')} {...field('timeZone', 60)} />
      <div className="row">
        <TextField label={t('field.minimumAge')} size="small" inputMode="numeric" {...field('minimumAge', 3)} />
        <TextField label={t('field.maximumAge')} size="small" inputMode="numeric" {...field('maximumAge', 3)} />
      </div>
      <RoomFields {...{ given, field }} />
      <TextField label={t('field.languages')} hint={t('hint.languages')} {...field('languages', 200)} />
      <p className="quiet">{t('hint.terms')}</p>
      {facets.map(({ facet, terms }) => (
        <Panel
          key={facet}
          title={t(`facet.${facet}`)}
          fold={terms.some(([id]) => given.terms.includes(id)) ? 'open' : 'closed'}
        >
          <div className="terms">
            {terms.map(([id, name]) => (
              <Choice
                key={id}
                type="checkbox"
                name="terms"
                value={id}
                label={name}
                defaultChecked={given.terms.includes(id)}
              />
            ))}
          </div>
        </Panel>
      ))}
    </>
  )
}
