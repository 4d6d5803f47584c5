// SPDX-License-Identifier: Apache-2.0
/** What somebody without an account said is wrong with a listing, each to be settled. */
import { Form } from 'react-router'
import type { ListingCorrection } from '#health/directory/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { useDirectory } from './words.ts'

interface AskedProps {
  id: string
  asked: readonly ListingCorrection[]
  /** The page's Idempotency-Key. */
  keyOf: string
}

export function Asked({ id, asked, keyOf }: AskedProps) {
  const { t, moment } = useDirectory()
  if (asked.length === 0) return null
  return (
    <Panel title={t('asked.title')}>
      <p className="quiet">{t('asked.help')}</p>
      {asked.map((each) => (
        <Form key={each.id} method="post" action={`/directory/${id}`} className="stack" data-gap="small">
          <p>
            <strong>{t(`asked.${each.concerns}`)}</strong> ·{' '}
            <time dateTime={each.received}>{moment(each.received)}</time>
          </p>
          {each.note !== '' && (
            <p dir="auto">
              <bdi>{each.note}</bdi>
            </p>
          )}
          <input type="hidden" name="correction" value={each.id} />
          <input type="hidden" name="version" value={each.version} />
          <input type="hidden" name="key" value={keyOf} />
          <div className="row">
            <Button type="submit" name="intent" value="true" look="quiet" size="small">
              {t('asked.true')}
            </Button>
            <Button type="submit" name="intent" value="not-true" look="quiet" size="small">
              {t('asked.not-true')}
            </Button>
          </div>
        </Form>
      ))}
    </Panel>
  )
}
