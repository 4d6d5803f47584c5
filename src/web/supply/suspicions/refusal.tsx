// SPDX-License-Identifier: Apache-2.0
/** The refusal of a customer: what was decided, what the customer is told, and the certificate for everybody else. */
import type { CustomerRefusal } from '#supply/suspicions/contract.ts'
import { AreaField } from '../../kit/field/field.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Tag, type Tone } from '../../kit/tag/tag.tsx'
import { useSuspicions } from './words.ts'

const TONES: Record<CustomerRefusal['status'], Tone> = {
  ...{ proposed: 'watch', 'in-force': 'listed', appealed: 'unsure', upheld: 'listed', lifted: 'sure' },
  ...{ declined: 'plain', over: 'plain' },
}

export type ShownRefusal = Omit<CustomerRefusal, 'flags' | 'decidedBy'> & {
  /** In words. */
  flags: readonly string[]
  /** Names; those who work elsewhere by now have none. */
  decidedBy: readonly (string | null)[]
}

export function RefusalPanel({ refusal }: { refusal: ShownRefusal }) {
  const { t, date, language } = useSuspicions()
  const { certificate, committed, customerText } = refusal
  const isDecided = !['proposed', 'declined'].includes(refusal.status)
  return (
    <Panel title={t('refusal.title')}>
      <Facts
        facts={[
          [
            t('refusal.status'),
            <Tag key="status" tone={TONES[refusal.status]}>
              {t(`refusalStatus.${refusal.status}`)}
            </Tag>,
          ],
          [t('refusal.scope'), t(`scope.${refusal.scope}`)],
          [t('refusal.until'), <time key="until" dateTime={refusal.until}>{`${date(refusal.until)}`}</time>],
          [t('refusal.basis'), t(`basis.${refusal.basis}`)],
          [t('refusal.basisText'), <bdi key="basis">{refusal.basisText}</bdi>],
          [
            t('refusal.goodFaith'),
            <span key="faith" className="told" dir="auto">
              {refusal.goodFaith}
            </span>,
          ],
          [t('refusal.flags'), refusal.flags.join('; ') || '–'],
          [
            t('refusal.decidedBy'),
            <bdi key="by">{refusal.decidedBy.map((name) => name ?? t('alert.somebody')).join(', ')}</bdi>,
          ],
          ...(isDecided ? [] : [[t('refusal.customerText'), t(`customerText.${customerText}.name`)] as const]),
        ]}
      />
      {isDecided && (
        <AreaField
          label={t('refusal.letter')}
          hint={t('refusal.letterHelp')}
          value={t(`customerText.${customerText}.text`)}
          rows={5}
          readOnly
        />
      )}
      {certificate === null ? (
        <p className="quiet">{t('refusal.none')}</p>
      ) : (
        <>
          <AreaField
            label={t('refusal.certificate')}
            hint={t('refusal.certificateHelp')}
            value={certificate}
            rows={6}
            readOnly
            spellCheck={false}
          />
          <p>
            <a href={`/${language}/certificates`}>{t('refusal.verify')}</a>
          </p>
        </>
      )}
      {committed && (
        <details>
          <summary>{t('refusal.opening')}</summary>
          <div className="stack">
            <p className="quiet">{t('refusal.openingHelp')}</p>
            <AreaField label={t('refusal.rest')} value={committed.rest} rows={5} readOnly spellCheck={false} />
            <AreaField label={t('refusal.salt')} value={committed.salt} rows={2} readOnly spellCheck={false} />
          </div>
        </details>
      )}
    </Panel>
  )
}
