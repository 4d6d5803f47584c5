// SPDX-License-Identifier: Apache-2.0
import type { MatchResult } from '#matching/index.ts'
import { Button } from '../../kit/button/button.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Section, Stack } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { useWords } from '../words.tsx'
import { AmountList, FindingList } from './finding.tsx'
import { Marked } from './marked.tsx'

export interface PlainAnswer {
  text: string
  holds: 'text' | 'structure'
  /** Null where the line could not be judged. */
  result: MatchResult | null
  problem: 'empty' | 'unparsable' | 'too-large' | null
}

const problems = {
  empty: 'bench.plainEmpty',
  unparsable: 'bench.unparsable',
  'too-large': 'bench.tooLarge',
} as const

function Answer({ answer: { text, result } }: { answer: PlainAnswer }) {
  const { t } = useWords()
  if (result === null) return null
  const { findings, amounts } = result
  return (
    <Section title={t('bench.results')} id="answer">
      <p>
        <Marked line={{ line: 1, text, findings, amounts }} />
      </p>
      <AmountList amounts={amounts} />
      {findings.length === 0 ? (
        <Notice title={t('bench.nothing')}>
          <p>{t('bench.nothingText')}</p>
        </Notice>
      ) : (
        <FindingList findings={findings} />
      )}
    </Section>
  )
}

/** The bench without script: one line, judged by the server, and said to be so beside the button. */
export function PlainForm({ answer, path }: { answer: PlainAnswer | undefined; path: string }) {
  const { t } = useWords()
  const problem = answer?.problem
  return (
    <Stack gap="large">
      <form method="post" action={path}>
        <Stack>
          <h2>{t('bench.plainTitle')}</h2>
          <TextField
            name="text"
            label={t('bench.plainLabel')}
            hint={t('bench.plainHint')}
            error={problem ? t(problems[problem]) : undefined}
            defaultValue={answer?.text}
            maxLength={5000}
            autoComplete="off"
            spellCheck={false}
          />
          <fieldset className="field">
            <legend>{t('bench.plainHolds')}</legend>
            <div className="row">
              <Choice
                type="radio"
                name="holds"
                value="text"
                label={t('bench.plainText')}
                defaultChecked={answer?.holds !== 'structure'}
              />
              <Choice
                type="radio"
                name="holds"
                value="structure"
                label={t('bench.plainStructure')}
                defaultChecked={answer?.holds === 'structure'}
              />
            </div>
          </fieldset>
          <Notice tone="caution">
            <p>{t('bench.plainWarning')}</p>
          </Notice>
          <div>
            <Button type="submit">{t('bench.plainButton')}</Button>
          </div>
        </Stack>
      </form>
      {answer && <Answer answer={answer} />}
    </Stack>
  )
}
