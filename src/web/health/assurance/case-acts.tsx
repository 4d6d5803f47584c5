// SPDX-License-Identifier: Apache-2.0
/** What each may do with an application: each act in its own frame, said beforehand. */
import type { ReactNode } from 'react'
import { Form } from 'react-router'
import type { CaseCommand } from '#health/assurance/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { DateField } from '../../kit/date/date.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import type { CaseData } from './case.tsx'
import type { Answer } from './door.ts'
import { Files, REPLIES, Sitting } from './parts.tsx'
import { useAssurance } from './words.ts'

interface ActProps {
  loaded: CaseData
  act: CaseCommand['do']
  look?: 'quiet' | 'danger'
  children?: ReactNode
}

function Act({ loaded: { one, key }, act, look, children }: ActProps) {
  const { t } = useAssurance()
  return (
    <Form method="post" className="stack" preventScrollReset noValidate>
      <input type="hidden" name="version" value={one.version} />
      <input type="hidden" name="key" value={key} />
      {children}
      <div className="row">
        <Button type="submit" name="do" value={act} {...(look && { look })}>
          {t(`do.${act}`)}
        </Button>
      </div>
    </Form>
  )
}

interface Props {
  loaded: CaseData
}

export function Appoint({ loaded }: Props) {
  const { t } = useAssurance()
  const { one, appraisers, names } = loaded
  if (!one.may.includes('appoint')) return null
  return (
    <Panel title={t('do.appoint')}>
      <p className="quiet">{t('help.appoint')}</p>
      {([1, 2] as const)
        .filter((seat) => !one.seats[seat - 1]?.isTaken)
        .map((seat) => (
          <Act key={seat} loaded={loaded} act="appoint" look="quiet">
            <input type="hidden" name="seat" value={seat} />
            <SelectField
              name="organisation"
              label={t('case.seatOf', { number: String(seat) })}
              hint={
                one.seats[seat - 1]
                  ? t('case.askedNow', { name: names[one.seats[seat - 1]?.organisation ?? ''] ?? '' })
                  : ''
              }
              options={appraisers.map(({ id, name }) => [id, name] as const)}
            />
          </Act>
        ))}
    </Panel>
  )
}

export function Declare({ loaded }: Props) {
  const { t } = useAssurance()
  if (!loaded.one.may.includes('declare')) return null
  return (
    <Panel title={t('do.declare')}>
      <p>{t('help.declare')}</p>
      <Act loaded={loaded} act="declare">
        <fieldset className="field">
          <legend>{t('ties.title')}</legend>
          <Choice type="radio" name="has" value="none" label={t('ties.none')} required />
          <Choice type="radio" name="has" value="some" label={t('ties.some')} required />
        </fieldset>
        <AreaField name="ties" label={t('ties.which')} rows={2} maxLength={1000} />
      </Act>
    </Panel>
  )
}

export function Rate({ loaded, answer }: Props & { answer: Answer | undefined }) {
  const { t } = useAssurance()
  const { one, key } = loaded
  const { mine, questions, domains } = one
  if (!mine) return null
  return (
    <>
      <p>{t('one.missing', { count: mine.missing.length })}</p>
      {mine.missing.length === 0 && (
        <Panel title={t('do.finish')}>
          <p className="quiet">{t('help.finish')}</p>
          <Act loaded={{ ...loaded, one: { ...one, version: mine.version } }} act="finish" />
        </Panel>
      )}
      {one.files.length > 0 && (
        <Panel title={t('files.title', { count: one.files.length })} fold="closed">
          <Files assessment={one.assessment} files={one.files} />
        </Panel>
      )}
      <Form method="post" className="stack" preventScrollReset noValidate>
        <input type="hidden" name="version" value={mine.version} />
        <input type="hidden" name="key" value={key} />
        <Sitting
          {...{ questions, domains, answer }}
          shown={one.shown}
          answers={mine.answers}
          missing={mine.missing}
          appraises
        />
        <div className="row">
          <Button type="submit" name="do" value="rate">
            {t('do.rate')}
          </Button>
        </div>
      </Form>
    </>
  )
}

/** What both said on each criterion on which they differ, and what they agree on. */
export function Settle({ loaded, answer }: Props & { answer: Answer | undefined }) {
  const { t, language } = useAssurance()
  const { differences, questions, may } = loaded.one
  if (differences.length === 0) return null
  const nameOf = (id: string) => questions.find((each) => each.id === id)?.name[language] ?? ''
  const all = differences.map(({ id, ratings, settled }) => {
    const given = answer?.typed?.[id] ?? settled ?? { reply: '', note: '' }
    const said = ratings.map(({ reply, note }) => `${t(`reply.${reply}`)}${note ? ` – ${note}` : ''}`).join(' / ')
    const state = settled === null ? 'open' : settled.isAgreed ? 'agreed' : settled.isMine ? 'mine' : 'theirs'
    return (
      <div key={id} className="stack" data-gap="small" id={id}>
        <fieldset className="field">
          <legend>
            {id} · {nameOf(id)}
          </legend>
          <span className="hint">
            {said} · {t(`settled.${state}`)}
          </span>
          {may.includes('settle') &&
            REPLIES.map((each) => (
              <Choice
                key={each}
                type="radio"
                name={`reply-${id}`}
                value={each}
                label={t(`reply.${each}`)}
                defaultChecked={given.reply === each}
              />
            ))}
        </fieldset>
        {may.includes('settle') && (
          <AreaField
            name={`note-${id}`}
            label={t('note')}
            aria-label={`${t('note')}: ${nameOf(id)}`}
            defaultValue={given.note}
            rows={2}
            maxLength={1000}
          />
        )}
      </div>
    )
  })
  return (
    <Panel title={t('case.differences', { count: differences.length })}>
      <p className="quiet">{t('help.settle')}</p>
      {may.includes('settle') ? (
        <Act loaded={loaded} act="settle">
          {all}
        </Act>
      ) : (
        all
      )}
    </Panel>
  )
}

interface WrittenProps extends Props {
  answer: Answer | undefined
}

export function Decide({ loaded, answer }: WrittenProps) {
  const { t, date } = useAssurance()
  const written = answer?.written
  const { may, open, proposal } = loaded.one
  return (
    <>
      {proposal && (
        <Panel title={t('case.proposal')}>
          <p>
            <strong>{t(`state.${proposal.decision}`)}</strong>
            {proposal.until && ` · ${t('case.until', { date: date(proposal.until) })}`}
          </p>
          <p className="quiet">{proposal.reason}</p>
          {proposal.conditions.length > 0 && (
            <ul>
              {proposal.conditions.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          )}
          <p>{t(proposal.isMine ? 'help.waits' : 'help.sign')}</p>
          {may.includes('sign') && <Act loaded={loaded} act="sign" />}
          {may.includes('return') && <Act loaded={loaded} act="return" look="quiet" />}
        </Panel>
      )}
      {may.includes('propose') && (
        <Panel title={t('do.propose')}>
          <p className="quiet">{t('help.propose')}</p>
          <Act loaded={loaded} act="propose">
            <SelectField
              name="decision"
              label={t('case.decision')}
              options={open.map((each) => [each, t(`state.${each}`)] as const)}
              defaultValue={written?.decision}
            />
            <AreaField
              name="reason"
              label={t('case.reason')}
              hint={t('case.reasonHelp')}
              defaultValue={written?.reason}
              rows={3}
              maxLength={2000}
            />
            <AreaField
              name="conditions"
              label={t('case.conditions')}
              hint={t('case.conditionsHelp')}
              defaultValue={written?.conditions}
              rows={3}
              maxLength={3000}
            />
            <DateField
              name="until"
              label={t('case.untilDay')}
              hint={t('case.untilHelp')}
              defaultValue={written?.until}
            />
          </Act>
        </Panel>
      )}
    </>
  )
}

export function Appeal({ loaded, answer }: WrittenProps) {
  const { t } = useAssurance()
  if (!loaded.one.may.includes('appeal')) return null
  return (
    <Panel title={t('do.appeal')} fold={answer?.written ? 'open' : 'closed'}>
      <p className="quiet">{t('help.appeal')}</p>
      <Act loaded={loaded} act="appeal" look="quiet">
        <AreaField
          name="reason"
          label={t('case.reason')}
          defaultValue={answer?.written?.reason}
          rows={3}
          maxLength={2000}
        />
      </Act>
    </Panel>
  )
}
