// SPDX-License-Identifier: Apache-2.0
/** Parts of the pages of quality: criteria to answer and answered, scores, and what is said after an act. */
import type { ReactNode } from 'react'
import type { AskedCriterion, EvidenceFile, QualityDomain, Result, Shown } from '#health/assurance/contract.ts'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { sizeOf } from '../../kit/file/limits.ts'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import type { Answer, Typed } from './door.ts'
import { type AssuranceKey, useAssurance } from './words.ts'

export const REPLIES = ['met', 'partly', 'not', 'not-applicable'] as const
const WAYS = ['documents', 'records', 'observation', 'interview', 'unannounced'] as const

export type Domains = readonly QualityDomain[]

export function Told({ answer, done }: { answer: Answer | undefined; done: AssuranceKey | null }) {
  const { t } = useAssurance()
  return (
    <>
      {answer?.said && (
        <Notice tone="caution" live>
          {t(`refused.${answer.said}`)}
        </Notice>
      )}
      {done && !answer && (
        <Notice tone="good" live>
          {t(done)}
        </Notice>
      )}
    </>
  )
}

export function Files({ assessment, files }: { assessment: string; files: readonly EvidenceFile[] }) {
  const { language } = useAssurance()
  if (files.length === 0) return null
  return (
    <ul>
      {files.map((file) => (
        <li key={file.id}>
          <a href={`/assurance/${assessment}/files/${file.id}`} download>
            <bdi>{file.name}</bdi>
          </a>{' '}
          <span className="quiet">{sizeOf(file.size, language)}</span>
        </li>
      ))}
    </ul>
  )
}

interface QuestionProps {
  asked: AskedCriterion
  given: { reply: string; note: string; way?: string } | undefined
  error: boolean
  /** The service says it is met, with neither a file nor a word of what shows it. */
  isBare: boolean
  /** An appraiser says how it was checked, and sees what the service said. */
  appraises?: boolean
}

function Question({ asked, given, error, isBare, appraises }: QuestionProps) {
  const { t, language } = useAssurance()
  const { id, name, criterion, evidence, isCritical, answer } = asked
  const { reply, note, way } = given ?? { reply: '', note: '' }
  return (
    <div className="stack" data-gap="small" id={id} tabIndex={-1}>
      <fieldset className="field" aria-describedby={`${id}-more`}>
        <legend>
          {id} · {name[language]}
        </legend>
        <span className="hint" id={`${id}-more`}>
          {criterion[language]} {isCritical && t('critical')} <span lang="en">({evidence})</span>
        </span>
        {error && <span className="error">{t('choose')}</span>}
        {appraises && answer && (
          <span className="hint">
            {t('self')}: {t(`reply.${answer.reply}`)}
            {answer.note && ` – ${answer.note}`}
          </span>
        )}
        {isBare && <span className="hint">{t('shown.bare')}</span>}
        {REPLIES.map((each) => (
          <Choice
            key={each}
            type="radio"
            name={`reply-${id}`}
            value={each}
            label={t(`reply.${each}`)}
            defaultChecked={reply === each}
          />
        ))}
      </fieldset>
      {appraises && (
        <SelectField
          name={`way-${id}`}
          label={t('way.title')}
          aria-label={`${t('way.title')}: ${name[language]}`}
          defaultValue={way || 'documents'}
          options={WAYS.map((each) => [each, t(`way.${each}`)] as const)}
        />
      )}
      <AreaField
        name={`note-${id}`}
        label={t('note')}
        aria-label={`${t('note')}: ${name[language]}`}
        defaultValue={note}
        rows={2}
        maxLength={1000}
      />
    </div>
  )
}

const byDomain = (questions: readonly AskedCriterion[], domains: Domains) =>
  [...Map.groupBy(questions, ({ domain }) => domain)].map(
    ([id, own]) => [id, domains.find((each) => each.id === id)?.name ?? { en: id, fr: id }, own] as const,
  )

interface SittingProps {
  questions: readonly AskedCriterion[]
  domains: Domains
  answers: Typed | Record<string, { reply: string; note: string }>
  missing: readonly string[]
  answer: Answer | undefined
  shown: Shown | null
  appraises?: boolean
}

/**
 * All criteria by domain, the first unfinished one open: whoever stops in the middle saves and goes on another day. Once all are
 * answered, the first that nothing shows.
 */
export function Sitting({ questions, domains, answers, missing, answer, shown, appraises }: SittingProps) {
  const { language, t } = useAssurance()
  const all = byDomain(questions, domains)
  const lacking = (own: readonly AskedCriterion[]) => own.filter(({ id }) => missing.includes(id)).length
  const bare = shown?.bare ?? []
  const isFirstBare = ({ id }: AskedCriterion) => !appraises && id === bare[0]
  const first = all.find(([, , own]) => (missing.length > 0 ? lacking(own) > 0 : own.some(isFirstBare)))?.[0]
  return all.map(([id, name, own]) => (
    <Panel
      key={id}
      title={`${name[language]} (${t('left', { count: lacking(own) })})`}
      fold={id === first || own.some((each) => answer?.without.includes(each.id)) ? 'open' : 'closed'}
    >
      {own.map((asked) => (
        <Question
          key={asked.id}
          asked={asked}
          given={answer?.typed?.[asked.id] ?? answers[asked.id]}
          error={answer?.without.includes(asked.id) ?? false}
          isBare={bare.includes(asked.id)}
          {...(appraises && { appraises })}
        />
      ))}
    </Panel>
  ))
}

interface AnsweredProps {
  questions: readonly AskedCriterion[]
  domains: Domains
  assessment: string
  files: readonly EvidenceFile[]
  shown: Shown | null
}

/** The same, as the service answered. */
export function Answered({ questions, domains, assessment, files, shown }: AnsweredProps) {
  const { t, language } = useAssurance()
  return byDomain(questions, domains).map(([id, name, own]) => (
    <Panel key={id} title={name[language]} fold="closed">
      {own.map((asked) => (
        <div className="stack" data-gap="small" key={asked.id}>
          <p>
            <strong>
              {asked.id} · {asked.name[language]}
            </strong>
            <br />
            {asked.criterion[language]}
          </p>
          <p>
            {asked.answer ? t(`reply.${asked.answer.reply}`) : t('unanswered')}
            {asked.answer?.note && <span className="quiet"> – {asked.answer.note}</span>}
            {shown?.bare.includes(asked.id) && <span className="quiet"> – {t('shown.bare')}</span>}
          </p>
          <Files assessment={assessment} files={files.filter(({ criterion }) => criterion === asked.id)} />
        </div>
      ))}
    </Panel>
  ))
}

/** How many answers “met” nothing shows; undefined where no service answered. */
export const useShown = () => {
  const { t, number } = useAssurance()
  return (shown: Shown | null): string | undefined =>
    shown === null
      ? undefined
      : t(shown.bare.length > 0 ? 'shown.some' : 'shown.all', {
          ...{ bare: number(shown.bare.length), met: number(shown.met), critical: number(shown.critical) },
        })
}

interface ResultProps {
  result: Result
  domains: Domains
  questions: readonly AskedCriterion[]
  children?: ReactNode
}

export function Scores({ result, domains, questions, children }: ResultProps) {
  const { t, language, number, percent: share } = useAssurance()
  const percent = (score: number | null) => (score === null ? '–' : share(score))
  const nameOf = (id: string) => questions.find((each) => each.id === id)?.name[language] ?? ''
  return (
    <Panel title={t('result.title')}>
      {result.isCapped && <Notice tone="caution">{t('result.capped')}</Notice>}
      <p>
        {t('result.score')}: <strong>{percent(result.score)}</strong> ·{' '}
        {t('result.critical', { met: number(result.critical.met), asked: number(result.critical.asked) })} ·{' '}
        {t('result.unknown', { count: result.unknown })}
        {result.direct !== null && ` · ${t('result.direct', { share: percent(result.direct) })}`}
      </p>
      {children}
      {result.notMet.length > 0 && (
        <Panel title={t('result.notMet', { count: result.notMet.length })} fold="closed">
          <ul>
            {result.notMet.map((id) => (
              <li key={id}>
                {id} {nameOf(id)}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Table
        caption={t('result.title')}
        captionHidden
        rows={result.domains}
        keyOf={({ domain }) => domain}
        columns={[
          {
            title: t('result.domain'),
            head: true,
            cell: ({ domain }) => domains.find(({ id }) => id === domain)?.name[language] ?? domain,
          },
          { title: t('result.asked'), cell: ({ asked }) => number(asked) },
          { title: t('result.score'), cell: ({ score }) => percent(score) },
        ]}
      />
    </Panel>
  )
}

const TONES = {
  ...({ applied: 'plain', appraised: 'class', accredited: 'sure', conditional: 'watch', suspended: 'listed' } as const),
  ...({ withdrawn: 'listed', refused: 'unsure', appealed: 'unsure' } as const),
}
export function StateTag({ state }: { state: keyof typeof TONES }) {
  const { t } = useAssurance()
  return <Tag tone={TONES[state]}>{t(`state.${state}`)}</Tag>
}
