// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react'
import { Button } from '../kit/button/button.tsx'
import { ErrorSummary } from '../kit/error-summary/error-summary.tsx'
import { Code } from '../kit/layout/code.tsx'
import { Notice } from '../kit/notice/notice.tsx'
import { type Answered, problemOf, type Secret } from './form.ts'
import { useAdmin } from './words.tsx'

/** What is shown once: one press marks all of it, and with script one button copies it. */
function Once({ secret: { what, value } }: { secret: Secret }) {
  const { t } = useAdmin()
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <div className="stack" data-gap="small">
      <p>{t(`once.${what}`)}</p>
      <p className="once">
        <Code fixed>{value}</Code>
      </p>
      <div className="row with-script">
        <Button look="quiet" size="small" onClick={copy}>
          {t('once.copy')}
        </Button>
        <span role="status">{copied && t('once.copied')}</span>
      </div>
      <p className="quiet">{t('once.hint')}</p>
    </div>
  )
}

/** What came of a form, above everything else of its page. */
export function Answer({ answered }: { answered: Answered | undefined }) {
  const words = useAdmin()
  const { t, maybe } = words
  if (!answered) return null
  if (answered.state === 'refused') {
    const text = problemOf(answered, words)
    return <ErrorSummary problems={[{ text, ...(answered.field !== null && { field: answered.field }) }]} />
  }
  if (answered.state === 'waiting')
    return (
      <Notice tone="caution" title={t('answer.waiting')} live>
        <p>
          {t('answer.waitingMore')} <a href="/administration/approvals">{t('nav.approvals')}</a>
        </p>
      </Notice>
    )
  return (
    <Notice
      tone={answered.letterWaits ? 'caution' : 'good'}
      title={answered.letterWaits ? t('answer.letterWaits') : maybe(`answer.${answered.intent}`, t('answer.done'))}
      live
    >
      {answered.letterWaits && <p>{t('answer.letterWaitsMore')}</p>}
      {answered.secrets.map((secret) => (
        <Once key={secret.what} secret={secret} />
      ))}
    </Notice>
  )
}
