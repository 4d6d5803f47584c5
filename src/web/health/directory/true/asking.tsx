// SPDX-License-Identifier: Apache-2.0
/** On the page of a listing: whom a letter asks once a month whether it is right, and how complete and fresh it is. */
import { Form } from 'react-router'
import type { ListingContact, ListingQuality } from '#health/directory/contract.ts'
import { Button } from '../../../kit/button/button.tsx'
import { TextField } from '../../../kit/field/field.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { useTrue } from './words.ts'

interface AskingProps {
  id: string
  contact: ListingContact
  quality: ListingQuality
  /** What was typed and is no address. */
  refused: string | null
  /** The page's Idempotency-Key. */
  keyOf: string
}

export function Asking({ id, contact, quality, refused, keyOf }: AskingProps) {
  const { t, number, date } = useTrue()
  const { letters, asked } = contact
  const part = (each: ListingQuality['missing'][number]) => t(`true.part.${each}`)
  return (
    <Panel title={t('true.title')} fold={refused === null ? 'closed' : 'open'}>
      <p>{t('true.score', { score: number(quality.score) })}</p>
      {quality.missing.length > 0 && <p>{t('true.missing', { parts: quality.missing.map(part).join(', ') })}</p>}
      {quality.old.length > 0 && <p>{t('true.old')}</p>}
      <p className="quiet">{t('true.notCare')}</p>
      <Form method="post" action={`/directory/${id}`} className="stack" noValidate>
        <input type="hidden" name="version" value={contact.version} />
        <input type="hidden" name="key" value={keyOf} />
        <TextField
          name="email"
          type="email"
          label={t('true.email')}
          hint={t('true.emailHint')}
          error={refused === null ? undefined : t('true.noEmail')}
          defaultValue={refused ?? contact.email ?? ''}
          autoComplete="off"
        />
        <div className="row">
          <Button type="submit" name="intent" value="contact" look="quiet">
            {t('true.keep')}
          </Button>
        </div>
      </Form>
      <p className="quiet">
        {asked === null ? t('true.notAsked') : t('true.asked', { date: date(asked) })}{' '}
        {t('true.letters', {
          sent: number(letters.sent),
          answered: number(letters.answered),
          waiting: number(letters.waiting),
          undelivered: number(letters.undelivered),
        })}
      </p>
    </Panel>
  )
}
