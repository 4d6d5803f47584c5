// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '#matching/index.ts'
import { Section, Stack } from '../kit/layout/layout.tsx'
import { Notice } from '../kit/notice/notice.tsx'
import { useWords } from './words.tsx'

/** "Nothing found here", never "not controlled"; and what else to try. */
export function Nothing({ query, perhaps }: { query: string; perhaps: Finding[] }) {
  const { t, language } = useWords()
  const ids = new Map(perhaps.map(({ id, name }) => [id, name]))
  return (
    <>
      <Section title={t('lookup.nothing')}>
        <Notice>
          <p>{query ? t('lookup.nothingText', { query }) : t('lookup.nothingNarrow')}</p>
        </Notice>
        {ids.size > 0 && (
          <Stack gap="small">
            <h3>{t('lookup.perhaps')}</h3>
            <ul>
              {[...ids].map(([id, name]) => (
                <li key={id}>
                  <a href={`/${language}/substances/${encodeURIComponent(id)}`}>
                    <bdi>{name}</bdi>
                  </a>
                </li>
              ))}
            </ul>
          </Stack>
        )}
      </Section>
      <Section title={t('lookup.tryTitle')}>
        <ul>
          <li>{t('lookup.trySpelling')}</li>
          <li>
            <a href={`/${language}/bench`}>{t('lookup.tryBench')}</a>
          </li>
          <li>
            <a href={`/${language}/substances`}>{t('lookup.clear')}</a>
          </li>
        </ul>
      </Section>
    </>
  )
}
