// SPDX-License-Identifier: Apache-2.0
/** The versions of an advisory, each as its readers will read it, in every language that it is written in. */
import { LANGUAGES, type Language, type Reader, type Texts } from '#supply/warnings/contract.ts'
import { Panel } from '../../kit/panel/panel.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { useWarnings } from './words.ts'

function Written({ texts, in: language }: { texts: Texts; in: Language }) {
  const { t } = useWarnings()
  const text = texts[language]
  if (!text) return null
  const own = { lang: language, dir: 'auto' } as const
  return (
    <div className="stack" data-gap="small">
      <p className="row">
        <strong {...own}>{text.headline}</strong>
        {!text.reviewed && <Tag tone="unsure">{t('versions.notReviewed')}</Tag>}
      </p>
      <p className="told" {...own}>
        {text.description}
      </p>
      {text.instruction !== '' && (
        <p className="told" {...own}>
          {text.instruction}
        </p>
      )}
    </div>
  )
}

interface VersionsProps {
  texts: readonly (readonly [Reader, Texts])[]
  /** The reader's own comes first. */
  language: Language
}

export function Versions({ texts, language }: VersionsProps) {
  const { t } = useWarnings()
  return texts.map(([reader, written]) => {
    const first = written[language] ? language : 'en'
    const others = LANGUAGES.filter((each) => each !== first && written[each])
    return (
      <Panel key={reader} title={t(`reader.${reader}`)}>
        <Written texts={written} in={first} />
        {others.length > 0 && (
          <details>
            <summary>{t('versions.others', { count: others.length })}</summary>
            <div className="stack">
              {others.map((each) => (
                <Written key={each} texts={written} in={each} />
              ))}
            </div>
          </details>
        )}
      </Panel>
    )
  })
}
