// SPDX-License-Identifier: Apache-2.0
/** What became of a practice at other organisations, and the form to say so. */
import { Form } from 'react-router'
import { OUTCOMES } from '#commons/practices/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import type { Loaded } from './practice.tsx'
import { usePractices } from './words.ts'

export function Reuses({ loaded: { practice, reuses, said, key } }: { loaded: Loaded }) {
  const { t, moment } = usePractices()
  if (practice.status === 'draft') return null
  return (
    <Panel title={t('reuse.title')}>
      {reuses.length === 0 ? (
        <p>{t('reuse.none')}</p>
      ) : (
        <ul className="stack">
          {reuses.map(({ id, from, outcome, note, at }) => (
            <li key={id}>
              <bdi>{from ?? t('unknown')}</bdi>: {t(`outcome.${outcome}`)} (<time dateTime={at}>{moment(at)}</time>)
              {note !== '' && (
                <p className="told" dir="auto">
                  {note}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      {practice.mayReuse && (
        <Form method="post" action={`/practices/${practice.id}`} className="stack" preventScrollReset noValidate>
          <input type="hidden" name="key" value={key} />
          <fieldset className="field">
            <legend>{t('reuse.say')}</legend>
            <span className="hint">{t(practice.reach === 'public' ? 'reuse.public' : 'reuse.members')}</span>
            {OUTCOMES.map((each) => (
              <Choice
                key={each}
                type="radio"
                name="outcome"
                value={each}
                label={t(`outcome.${each}`)}
                defaultChecked={(said?.outcome ?? 'used') === each}
              />
            ))}
          </fieldset>
          <AreaField
            name="note"
            label={t('reuse.note')}
            hint={t('reuse.noteHint')}
            defaultValue={said?.note}
            rows={3}
            maxLength={2000}
          />
          <div className="row">
            <Button type="submit" name="do" value="reuse">
              {t('reuse.do')}
            </Button>
          </div>
        </Form>
      )}
    </Panel>
  )
}
