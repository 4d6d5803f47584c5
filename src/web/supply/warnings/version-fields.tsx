// SPDX-License-Identifier: Apache-2.0
/** One version of an advisory in the form: who reads it, and its text, first in the languages that are read here. */
import { LANGUAGES, type Language, type Reader } from '#supply/warnings/contract.ts'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { useWork } from '../../workspace/words.tsx'
import { useWarnings } from './words.ts'
import { type Given, isReadHere } from './written.ts'

interface VersionFieldsProps {
  reader: Reader
  given: Given | undefined
  errorAt: (field: string) => string | undefined
  others: readonly { id: string; name: string }[]
  /** Organisations of other nodes that can be told now. */
  away: readonly { id: string; name: string; node: string }[]
}

function Text({
  reader,
  language,
  given,
  errorAt,
}: Omit<VersionFieldsProps, 'others' | 'away'> & { language: Language }) {
  const { t } = useWarnings()
  const at = (part: string) => `${reader}.${language}.${part}`
  const common = (part: string) => ({
    name: at(part),
    error: errorAt(at(part)),
    defaultValue: given?.fields[at(part)],
    lang: language,
    dir: 'auto' as const,
  })
  return (
    <fieldset className="field">
      <legend>{t(`language.${language}`)}</legend>
      <TextField {...common('headline')} label={t('compose.headline')} maxLength={160} autoComplete="off" />
      <AreaField {...common('description')} label={t('compose.description')} rows={4} maxLength={6000} />
      <AreaField {...common('instruction')} label={t('compose.instruction')} rows={3} maxLength={4000} />
      {!isReadHere(language) && (
        <Choice
          type="checkbox"
          name={at('reviewed')}
          value="yes"
          label={t('compose.reviewed')}
          defaultChecked={given?.fields[at('reviewed')] === 'yes'}
        />
      )}
    </fieldset>
  )
}

export function VersionFields({ reader, given, errorAt, others, away }: VersionFieldsProps) {
  const { t } = useWarnings()
  const { t: say } = useWork()
  const rest = LANGUAGES.filter((language) => !isReadHere(language))
  const isFilled = (language: Language) => (given?.fields[`${reader}.${language}.headline`] ?? '') !== ''
  const hasError = rest.some((language) =>
    ['headline', 'description', 'instruction'].some((part) => errorAt(`${reader}.${language}.${part}`)),
  )
  return (
    <Panel title={t(`reader.${reader}`)}>
      <p className="quiet">{t(`compose.about.${reader}`)}</p>
      {LANGUAGES.filter(isReadHere).map((language) => (
        <Text key={language} {...{ reader, language, given, errorAt }} />
      ))}
      <details open={hasError || rest.some(isFilled)}>
        <summary>{t('compose.otherLanguages')}</summary>
        <div className="stack">
          {rest.map((language) => (
            <Text key={language} {...{ reader, language, given, errorAt }} />
          ))}
        </div>
      </details>
      {(reader !== 'public' || away.length > 0) && (
        <fieldset className="field">
          <legend>{t('compose.readers')}</legend>
          {reader === 'public' && <span className="hint">{t('compose.awayHint')}</span>}
          {reader === 'public' && errorAt('away') && <span className="error">{errorAt('away')}</span>}
          {reader !== 'public' && errorAt(reader) && <span className="error">{errorAt(reader)}</span>}
          {reader === 'professional' && (
            <Choice
              type="checkbox"
              name="health"
              value="yes"
              label={t('compose.health')}
              defaultChecked={given?.fields.health === 'yes'}
            />
          )}
          <div className="organisations">
            {(reader === 'public' ? [] : others).map(({ id, name }) => (
              <Choice
                key={id}
                type="checkbox"
                name={reader}
                value={id}
                label={name}
                defaultChecked={given?.[reader].includes(id)}
              />
            ))}
            {away.map(({ id, name, node }) => (
              <Choice
                key={id}
                type="checkbox"
                name={reader}
                value={id}
                label={say('away.officers', { organisation: name, node })}
                defaultChecked={given?.[reader].includes(id)}
              />
            ))}
          </div>
        </fieldset>
      )}
    </Panel>
  )
}
