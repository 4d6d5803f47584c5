// SPDX-License-Identifier: Apache-2.0
import { Notice } from '../../kit/notice/notice.tsx'
import { useWords } from '../words.tsx'
import type { BenchState } from './state.ts'

/** Says that nothing leaves the computer, and whether the bench can work yet. */
export function Readiness({ state: { text, reference } }: { state: BenchState }) {
  const { t, number, language } = useWords()
  if (text === 'failed')
    return (
      <Notice tone="caution" title={t('bench.failed')} live>
        <p>{t('bench.failedText')}</p>
        <p>
          <a href={`/${language}/bench?plain`}>{t('bench.plainLink')}</a>
        </p>
      </Notice>
    )
  return (
    <Notice tone="good" title={t('bench.stays')}>
      <p>{t('bench.staysText')}</p>
      <p role="status">
        {reference === null ? (
          t('bench.loading')
        ) : (
          <>
            <strong>{t('bench.ready')}</strong>{' '}
            {t('bench.readyText', {
              substances: number(reference.substances),
              names: number(reference.names),
              version: reference.version,
            })}
          </>
        )}
      </p>
    </Notice>
  )
}
