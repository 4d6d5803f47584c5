// SPDX-License-Identifier: Apache-2.0
/** What authorities wrote to each other about an incident, and the form to write. */
import { Button } from '../../../kit/button/button.tsx'
import { Choice } from '../../../kit/field/choice.tsx'
import { AreaField } from '../../../kit/field/field.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { Tag } from '../../../kit/tag/tag.tsx'
import { ActForm } from '../act-form.tsx'
import type { TalkProps } from './requests-panel.tsx'
import { useTalk } from './words.ts'

function Write({ loaded, refused }: TalkProps) {
  const { t } = useTalk()
  const { askable, said, of } = loaded.talk
  const given = refused?.given ?? {}
  const errorAt = (field: string) => (refused?.field === field ? t(refused.say) : undefined)
  const error = errorAt('message-to')
  const isChosen = given['message-whom'] === 'chosen'
  return (
    <ActForm key={said === 'said.written' ? of : ''} loaded={loaded}>
      <AreaField
        name="message"
        label={t('messages.text')}
        hint={t('messages.textHint')}
        error={errorAt('message')}
        defaultValue={given.message}
        rows={3}
        maxLength={5000}
        required
      />
      <fieldset className="field" aria-describedby={error && 'message-to-error'}>
        <legend>{t('messages.whom')}</legend>
        <Choice type="radio" name="message-whom" value="all" label={t('messages.all')} defaultChecked={!isChosen} />
        <Choice
          type="radio"
          name="message-whom"
          value="chosen"
          label={t('messages.chosen')}
          defaultChecked={isChosen}
        />
        {error && (
          <span className="error" id="message-to-error">
            {error}
          </span>
        )}
        <div className="organisations">
          {askable.map(([id, name]) => (
            <Choice
              key={id}
              type="checkbox"
              name="message-to"
              value={id}
              label={name}
              defaultChecked={askable.length === 1}
            />
          ))}
        </div>
      </fieldset>
      <div className="row">
        <Button type="submit" name="write" value="write" look="quiet">
          {t('messages.send')}
        </Button>
      </div>
    </ActForm>
  )
}

/** Absent where this desk has none, and may write none. */
export function Messages(props: TalkProps) {
  const { t, moment } = useTalk()
  const { messages: lines, mayWrite } = props.loaded.talk.written
  if (lines === null || (lines.length === 0 && !mayWrite)) return null
  return (
    <Panel title={t('messages.title')}>
      {lines.length === 0 ? (
        <p className="quiet">{t('messages.none')}</p>
      ) : (
        <ol className="said-lines">
          {lines.map(({ id, from, text, to, written }) => (
            <li key={id} className="said-line">
              <p className="quiet">
                <bdi>{from ?? t('requests.unknown')}</bdi>, <time dateTime={written}>{moment(written)}</time>{' '}
                {to === 'chosen' && <Tag tone="plain">{t('messages.toChosen')}</Tag>}
              </p>
              <p className="told" dir="auto">
                {text}
              </p>
            </li>
          ))}
        </ol>
      )}
      {mayWrite && <Write {...props} />}
    </Panel>
  )
}
