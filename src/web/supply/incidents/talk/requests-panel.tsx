// SPDX-License-Identifier: Apache-2.0
/** What was asked about an incident, by or of this organisation, and the forms to ask and to answer. */
import { Button } from '../../../kit/button/button.tsx'
import { DateField } from '../../../kit/date/date.tsx'
import { AreaField } from '../../../kit/field/field.tsx'
import { Facts } from '../../../kit/layout/layout.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { SelectField } from '../../../kit/select/select.tsx'
import { Tag } from '../../../kit/tag/tag.tsx'
import { ActForm } from '../act-form.tsx'
import type { IncidentData } from '../incident.tsx'
import type { Refused } from './form.ts'
import type { RequestLine } from './requests.ts'
import { useTalk } from './words.ts'

export interface TalkProps {
  loaded: IncidentData
  refused: Refused | undefined
}

const tones = { open: 'watch', accepted: 'plain', answered: 'sure', declined: 'unsure', expired: 'listed' } as const

function Due({ line: { due, days } }: { line: RequestLine }) {
  const { t, date } = useTalk()
  const left =
    days === null || days < 0 ? null : days === 0 ? t('requests.dueToday') : t('requests.dueIn', { count: days })
  return (
    <>
      <time dateTime={due}>{date(due)}</time>
      {left !== null && ` (${left})`}
    </>
  )
}

function Request({ line, ...props }: TalkProps & { line: RequestLine }) {
  const { t, moment } = useTalk()
  const { id, kind, status, question, asked, answer, settled, may, version, from, to } = line
  const unknown = t('requests.unknown')
  const field = `answer-${id}`
  const error = props.refused?.field === field ? t(props.refused.say) : undefined
  return (
    <li className="said-line stack">
      <h3>
        {t(`requests.kinds.${kind}`)} <Tag tone={tones[status]}>{t(`requests.status.${status}`)}</Tag>
      </h3>
      <p className="quiet">
        {t('requests.who', { from: from ?? unknown, to: to ?? unknown })} <time dateTime={asked}>{moment(asked)}</time>
      </p>
      <p className="told" dir="auto">
        {question}
      </p>
      <Facts facts={[[t('requests.due'), <Due key="due" line={line} />]]} />
      {answer !== null && (
        <div className="said-answer">
          <strong>{t(status === 'declined' ? 'requests.why' : 'requests.answer')}</strong>{' '}
          {settled && <time dateTime={settled}>{moment(settled)}</time>}
          <p className="told" dir="auto">
            {answer}
          </p>
        </div>
      )}
      {may.length > 0 && (
        <ActForm loaded={props.loaded}>
          <input type="hidden" name="request" value={id} />
          <input type="hidden" name="of" value={version} />
          {may.includes('accept') && (
            <div className="row">
              <Button type="submit" name="settle" value="accept" look="quiet">
                {t('requests.do.accept')}
              </Button>
            </div>
          )}
          <AreaField
            name={field}
            label={t('requests.text')}
            hint={t('requests.textHint')}
            error={error}
            defaultValue={props.refused?.given[field]}
            rows={4}
            maxLength={5000}
          />
          <div className="row">
            {(['answer', 'decline'] as const).map((each) => (
              <Button key={each} type="submit" name="settle" value={each} look={each === 'answer' ? 'strong' : 'quiet'}>
                {t(`requests.do.${each}`)}
              </Button>
            ))}
          </div>
        </ActForm>
      )}
    </li>
  )
}

const DAY = 86_400_000
const dayAfter = (today: string, days: number) => new Date(Date.parse(today) + days * DAY).toISOString().slice(0, 10)

function Ask({ loaded, refused }: TalkProps) {
  const { t } = useTalk()
  const { askable, kinds, today, said, of } = loaded.talk
  const given = refused?.given ?? {}
  const sent = Object.hasOwn(given, 'ask-question')
  const errorAt = (field: string) => (refused?.field === field ? t(refused.say) : undefined)
  return (
    <Panel title={t('requests.ask')} fold={sent ? 'open' : 'closed'} key={said === 'said.asked' ? of : ''}>
      <ActForm loaded={loaded}>
        <p className="quiet">{t('requests.askHelp')}</p>
        <SelectField
          name="ask-to"
          label={t('requests.to')}
          error={errorAt('ask-to')}
          defaultValue={given['ask-to']}
          options={askable}
        />
        <SelectField
          name="ask-kind"
          label={t('requests.kind')}
          error={errorAt('ask-kind')}
          defaultValue={given['ask-kind']}
          options={kinds.map((kind) => [kind, t(`requests.kinds.${kind}`)] as const)}
        />
        <AreaField
          name="ask-question"
          label={t('requests.question')}
          hint={t('requests.questionHint')}
          error={errorAt('ask-question')}
          defaultValue={given['ask-question']}
          rows={4}
          maxLength={5000}
          required
        />
        <DateField
          name="ask-due"
          label={t('requests.dueField')}
          hint={t('requests.dueHint')}
          error={errorAt('ask-due')}
          min={today}
          max={dayAfter(today, 366)}
          defaultValue={given['ask-due'] ?? dayAfter(today, 7)}
          required
        />
        <div className="row">
          <Button type="submit" name="ask" value="ask">
            {t('requests.send')}
          </Button>
        </div>
      </ActForm>
    </Panel>
  )
}

/** Absent where nothing was asked and nobody can be. */
export function Requests(props: TalkProps) {
  const { t } = useTalk()
  const { requests, askable, mayAsk } = props.loaded.talk
  const asks = mayAsk && askable.length > 0
  if (requests.length === 0 && !asks) return null
  return (
    <>
      <Panel title={t('requests.title')}>
        {requests.length === 0 ? (
          <p className="quiet">{t('requests.none')}</p>
        ) : (
          <ul className="said-lines">
            {requests.map((line) => (
              <Request key={line.id} {...{ line }} {...props} />
            ))}
          </ul>
        )}
      </Panel>
      {asks && <Ask {...props} />}
    </>
  )
}
