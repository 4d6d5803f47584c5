// SPDX-License-Identifier: Apache-2.0
/** The texts of a practice, each in its language and under who wrote it; and the form of a translation. */
import { Form } from 'react-router'
import { LANGUAGES, type Language, type Texts } from '#commons/practices/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { parts } from './given.ts'
import type { Answer, Loaded } from './practice.tsx'
import { TextFields } from './text-fields.tsx'
import { usePractices } from './words.ts'

interface WrittenProps {
  language: Language
  own: Texts
  isFirst?: boolean
  /** Who translated it, where that is not its author. */
  by?: string
}

/** The first is open; the others open when one asks for them. */
export function Written({ language, own, isFirst = false, by }: WrittenProps) {
  const { t } = usePractices()
  const name = t(`language.${language}`)
  const title = by === undefined ? name : t('one.translated', { language: name, organisation: by })
  return (
    <Panel title={title} {...(!isFirst && { fold: 'closed' as const })}>
      {parts.map((part) => (
        <section key={part}>
          <h3>{t(`field.${part}`)}</h3>
          <p className="told" lang={language} dir="auto">
            {own[part]}
          </p>
        </section>
      ))}
    </Panel>
  )
}

export function Translate({ loaded: { practice, texts, key }, answer }: { loaded: Loaded; answer: Answer }) {
  const { t, maybe } = usePractices()
  if (!practice.mayTranslate) return null
  const isMine = answer?.does === 'translate'
  const rest = LANGUAGES.filter((each) => !texts.some(({ language }) => language === each))
  const errorAt = (field: string) =>
    isMine && answer.code === 'not-valid' && answer.field === field
      ? maybe(`problem.${field.split('.').at(-1)}`, t('refused.not-valid'))
      : undefined
  return (
    <Panel title={t('translate.title')} fold={isMine ? 'open' : 'closed'}>
      <p className="quiet">{t('translate.help')}</p>
      <Form method="post" action={`/practices/${practice.id}`} className="stack" preventScrollReset noValidate>
        <input type="hidden" name="key" value={key} />
        <SelectField
          name="to"
          label={t('translate.language')}
          error={errorAt('to')}
          defaultValue={isMine ? answer.fields.to : rest[0]}
          options={rest.map((each) => [each, t(`language.${each}`)] as const)}
        />
        <TextFields prefix="to" language={undefined} fields={isMine ? answer.fields : undefined} errorAt={errorAt} />
        <div className="row">
          <Button type="submit" name="do" value="translate" look="quiet">
            {t('translate.do')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
