// SPDX-License-Identifier: Apache-2.0
import type { SubstanceRecord, SubstanceSummary } from '#commons/lookup/contract.ts'
import { Unbroken } from '../kit/layout/unbroken.tsx'
import { Tag } from '../kit/tag/tag.tsx'
import type { Language } from './language.ts'
import { useWords, type Words } from './words.tsx'

/** The name in the reader's language where the reference has one, else the English one. */
export const nameOf = ({ language }: Words, name: { en: string; fr: string }) =>
  language === 'fr' ? name.fr || name.en : name.en

/** The main name in a language that has none in `name`, where the reference knows one. */
export function nameIn({ names }: Pick<SubstanceRecord, 'names'>, language: Language): string | undefined {
  if (language === 'en' || language === 'fr') return undefined
  const own = names.filter((name) => name.language === language)
  return (own.find(({ kind }) => kind === 'inn') ?? own.find(({ kind }) => kind === 'translation'))?.name
}

/** A name given in English or French, said to be so where the page is in another language. */
export const nameLanguage = ({ language }: Words) => (language === 'fr' || language === 'en' ? undefined : 'en')

export function KindTag({ kind }: { kind: 'listed' | 'watch' | 'class' | 'equipment' }) {
  const { t } = useWords()
  return <Tag tone={kind === 'equipment' ? 'plain' : kind}>{t(`kind.${kind}`)}</Tag>
}

export function SubstanceLink({ substance }: { substance: Pick<SubstanceSummary, 'id' | 'name'> }) {
  const words = useWords()
  return (
    <a href={`/${words.language}/substances/${encodeURIComponent(substance.id)}`} lang={nameLanguage(words)}>
      <bdi>
        <Unbroken>{nameOf(words, substance.name)}</Unbroken>
      </bdi>
    </a>
  )
}

export const groupName = (words: Words, group: string) => words.maybe(`group.${group}`, group)
