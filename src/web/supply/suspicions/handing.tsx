// SPDX-License-Identifier: Apache-2.0
/** A report becomes a draft of an incident: what may go along, and what was handed over already. */
import { Form } from 'react-router'
import { HANDED_KINDS, type HandedDraft, type NewDraft } from '#supply/suspicions/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { DateField } from '../../kit/date/date.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { textIn } from './door.ts'
import { useSuspicions } from './words.ts'

/** A message below `handing.problem`. */
export const HANDING_FIELDS = ['kind', 'title', 'country', 'place', 'occurred'] as const
export type HandingField = (typeof HANDING_FIELDS)[number]

export const draftIn = (form: FormData): NewDraft => ({
  kind: HANDED_KINDS.find((each) => each === form.get('kind')) ?? ('' as 'diversion'),
  ...{ title: textIn(form, 'title'), country: textIn(form, 'country'), place: textIn(form, 'place') },
  ...(textIn(form, 'occurred') !== '' && { occurred: textIn(form, 'occurred') }),
  goods: form.getAll('goods').map(String),
})

interface HandingProps {
  id: string
  sent: string
  drafts: readonly HandedDraft[]
  goods: readonly { id: string; name: string }[]
  countries: readonly (readonly [string, string])[]
  country: string
  problem: HandingField | null
  typed: Readonly<Record<string, string>>
}

export function Handing({ id, sent, drafts, goods, countries, country, problem, typed }: HandingProps) {
  const { t, moment } = useSuspicions()
  const field = (name: HandingField) => ({
    ...{ name, label: t(`handing.${name}`) },
    ...(problem === name && { error: t(`handing.problem.${name}`) }),
  })
  return (
    <Panel title={t('handing.heading')} fold={problem === null ? 'closed' : 'open'}>
      <p>{t('handing.help')}</p>
      {drafts.length > 0 && (
        <ul>
          {drafts.map((draft) => (
            <li key={draft.id}>
              <time dateTime={draft.at}>{moment(draft.at)}</time> {t(`handing.kinds.${draft.kind}`)}:{' '}
              <bdi>{draft.title}</bdi>
            </li>
          ))}
        </ul>
      )}
      <Form key={drafts.length} method="post" action={`/suspicions/reports/${id}`} className="stack" noValidate>
        <input type="hidden" name="key" value={sent} />
        <SelectField
          {...field('kind')}
          defaultValue={typed.kind ?? ''}
          options={[['', t('act.choose')], ...HANDED_KINDS.map((kind) => [kind, t(`handing.kinds.${kind}`)] as const)]}
        />
        <TextField {...field('title')} hint={t('handing.titleHint')} maxLength={200} defaultValue={typed.title ?? ''} />
        <SelectField {...field('country')} defaultValue={typed.country ?? country} options={countries} />
        <TextField {...field('place')} maxLength={200} defaultValue={typed.place ?? ''} />
        <DateField {...field('occurred')} hint={t('handing.occurredHint')} defaultValue={typed.occurred ?? ''} />
        {goods.length > 0 && (
          <fieldset className="stack" data-gap="small">
            <legend>{t('handing.goods')}</legend>
            {goods.map((good) => (
              <Choice key={good.id} type="checkbox" name="goods" value={good.id} label={good.name} defaultChecked />
            ))}
          </fieldset>
        )}
        <div className="row">
          <Button type="submit" name="do" value="draft">
            {t('handing.send')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
