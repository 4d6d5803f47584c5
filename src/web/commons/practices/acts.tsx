// SPDX-License-Identifier: Apache-2.0
/** What an editor does with a practice of their own organisation. */
import { Form } from 'react-router'
import { Button, LinkButton } from '../../kit/button/button.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import type { Answer, Loaded } from './practice.tsx'
import { usePractices } from './words.ts'

export function Acts({ loaded: { practice, partners, key }, answer }: { loaded: Loaded; answer: Answer }) {
  const { t } = usePractices()
  const { id, may, version, reach } = practice
  const hidden = (
    <>
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="key" value={key} />
    </>
  )
  const isWrong = answer?.does === 'withdraw' && answer.code === 'not-valid'
  return (
    <>
      {may.includes('publish') && (
        <Panel title={t('act.title')}>
          <p>{t(`act.seen.${reach}`)}</p>
          {partners.length > 0 && <p>{t('act.told', { partners: partners.join(', ') })}</p>}
          <Form method="post" action={`/practices/${id}`} className="row" preventScrollReset>
            {hidden}
            <Button type="submit" name="do" value="publish">
              {t('act.publish')}
            </Button>
            <LinkButton href={`/practices/${id}/edit`} look="quiet">
              {t('act.revise')}
            </LinkButton>
          </Form>
        </Panel>
      )}
      {may.includes('withdraw') && (
        <Panel title={t('act.withdraw')} fold={isWrong ? 'open' : 'closed'}>
          <p className="quiet">{t('act.withdrawHelp')}</p>
          <Form method="post" action={`/practices/${id}`} className="stack" noValidate>
            {hidden}
            <AreaField
              name="reason"
              label={t('act.reason')}
              hint={t('act.reasonHint')}
              error={isWrong ? t('problem.reason') : undefined}
              rows={2}
              maxLength={500}
              required
            />
            <div className="row">
              <Button type="submit" name="do" value="withdraw" look="danger">
                {t('act.withdraw')}
              </Button>
            </div>
          </Form>
        </Panel>
      )}
    </>
  )
}
