// SPDX-License-Identifier: Apache-2.0
/** Parts of the page of a self-assessment: where it stands, what came of it, its questions. */
import type { AskedQuestion, Assessment, AssessmentSummary } from '#supply/partnerships/contract.ts'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { EvidenceLine } from './assessment-evidence.tsx'
import { usePartnerships } from './words.ts'

const TONES = { answering: 'plain', valid: 'sure', over: 'unsure' } as const
const REPLIES = ['yes', 'partly', 'no', 'not-applicable'] as const

/** What was typed for a question, as the form came in. */
export type Typed = Readonly<Record<string, { reply: string; note: string }>>

export const themesOf = (questions: readonly AskedQuestion[]) => [
  ...Map.groupBy(questions, ({ theme }) => theme as 'management'),
]

export function AssessmentTag({ status, isDue }: Pick<AssessmentSummary, 'status' | 'isDue'>) {
  const { t } = usePartnerships()
  return (
    <>
      <Tag tone={TONES[status]}>{t(`practice.status.${status}`)}</Tag>
      {isDue && (
        <>
          {' '}
          <Tag tone="watch">{t('practice.due')}</Tag>
        </>
      )}
    </>
  )
}

export function ResultByTheme({ assessment: { result, questions, status } }: { assessment: Assessment }) {
  const { t, language } = usePartnerships()
  const open = questions.filter(({ id }) => result.open.includes(id))
  return (
    <Panel title={t('practice.result')}>
      {status === 'answering' && <p className="quiet">{t('practice.soFar')}</p>}
      <Table
        caption={t('practice.result')}
        captionHidden
        rows={result.themes}
        keyOf={({ theme }) => theme}
        columns={[
          { title: t('practice.theme'), head: true, cell: ({ theme }) => t(`practice.themes.${theme as 'staff'}`) },
          { title: t('practice.asked'), cell: ({ asked }) => asked },
          { title: t('practice.reply.yes'), cell: ({ yes }) => yes },
          { title: t('practice.reply.partly'), cell: ({ partly }) => partly },
        ]}
      />
      {open.length > 0 && (
        <>
          <p>{t('practice.open')}</p>
          <ul>
            {open.map(({ id, question }) => (
              <li key={id}>
                <a href={`#${id}`}>{question[language]}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  )
}

interface QuestionProps {
  asked: AskedQuestion
  typed: { reply: string; note: string } | undefined
  error: string | undefined
}

/** One question with its four answers, to be answered. */
export function Question({ asked: { id, question, evidence, isCritical, answer }, typed, error }: QuestionProps) {
  const { t, language } = usePartnerships()
  const { reply, note } = typed ?? answer ?? { reply: '', note: '' }
  const described = [`${id}-evidence`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="stack" data-gap="small" id={id} tabIndex={-1}>
      <fieldset className="field" aria-describedby={described}>
        <legend>{question[language]}</legend>
        {isCritical && <span className="hint">{t('practice.critical')}</span>}
        <span className="hint" id={`${id}-evidence`}>
          {t('practice.evidence', { what: evidence[language] })}
        </span>
        {error && (
          <span className="error" id={`${id}-error`}>
            {error}
          </span>
        )}
        {REPLIES.map((value) => (
          <Choice
            key={value}
            type="radio"
            name={`reply-${id}`}
            value={value}
            label={t(`practice.reply.${value}`)}
            defaultChecked={reply === value}
          />
        ))}
      </fieldset>
      <AreaField
        name={`note-${id}`}
        label={t('practice.note')}
        aria-label={`${t('practice.note')}: ${question[language]}`}
        defaultValue={note}
        rows={2}
        maxLength={1000}
      />
    </div>
  )
}

/** The same, as it was answered. */
export function Answered({
  asked: { id, question, answer },
  assessment,
}: {
  asked: AskedQuestion
  assessment: Pick<Assessment, 'id' | 'files'>
}) {
  const { t, language } = usePartnerships()
  const files = assessment.files.filter((file) => file.question === id)
  return (
    <div className="stack" data-gap="small" id={id} tabIndex={-1}>
      <p>{question[language]}</p>
      <p>
        <strong>{answer ? t(`practice.reply.${answer.reply}`) : t('practice.unanswered')}</strong>
      </p>
      {answer && answer.note !== '' && (
        <p className="quiet written" dir="auto">
          {answer.note}
        </p>
      )}
      {files.length > 0 && (
        <ul aria-label={t('practice.files.of', { question: question[language] })}>
          {files.map((file) => (
            <li key={file.id}>
              <EvidenceLine id={assessment.id} file={file} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
