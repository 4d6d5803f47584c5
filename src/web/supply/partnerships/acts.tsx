// SPDX-License-Identifier: Apache-2.0
/** What may be done with an agreement now, each in its own frame; what cannot be undone is folded. */
import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { Button, LinkButton } from '../../kit/button/button.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import type { AgreementData, Answer } from './agreement.tsx'
import { usePartnerships } from './words.ts'

interface ActsProps {
  loaded: AgreementData
  answer: Answer | undefined
}

const ActForm = ({ loaded: { agreement, key }, children }: { loaded: AgreementData; children: ReactNode }) => (
  <Form method="post" action={`/agreements/${agreement.id}`} className="stack" preventScrollReset noValidate>
    <input type="hidden" name="version" value={agreement.version} />
    <input type="hidden" name="key" value={key} />
    {children}
  </Form>
)

function Signing({ loaded }: { loaded: AgreementData }) {
  const { t } = usePartnerships()
  const { next, own } = loaded
  if (!next) return null
  return (
    <Panel title={t('act.signTitle', { number: next.number })}>
      <ActForm loaded={loaded}>
        <p>{t('act.signHelp', { number: next.number })}</p>
        <input type="hidden" name="number" value={next.number} />
        <input type="hidden" name="digest" value={next.digest} />
        <div className="row">
          <Button type="submit" name="do" value="sign">
            {t('act.sign', { organisation: own })}
          </Button>
        </div>
      </ActForm>
    </Panel>
  )
}

/** Suspending and ending: with a reason that both parties read. */
function Closing({ act, loaded, answer }: ActsProps & { act: 'suspend' | 'end' }) {
  const { t } = usePartnerships()
  const wanting = answer?.wanting?.act === act ? answer.wanting : null
  const say = act === 'end' && loaded.isPreparing ? 'withdraw' : act
  return (
    <Panel title={t(`act.${say}`)} fold={wanting ? 'open' : 'closed'}>
      <ActForm loaded={loaded}>
        <p className="quiet">{t(`act.${say}Help`)}</p>
        <AreaField
          name={`reason-${act}`}
          label={t('act.reason')}
          hint={t('act.reasonHint')}
          error={wanting && answer?.told === null ? t('refused.reason') : undefined}
          defaultValue={wanting?.reason}
          rows={3}
          maxLength={500}
          required
        />
        <div className="row">
          <Button type="submit" name="do" value={act} look="danger">
            {t(`act.${say}`)}
          </Button>
        </div>
      </ActForm>
    </Panel>
  )
}

function Simple({
  act,
  help,
  label,
  loaded,
}: {
  act: 'offer' | 'resume'
  help: string
  label: string
  loaded: AgreementData
}) {
  return (
    <Panel title={label}>
      <ActForm loaded={loaded}>
        <p className="quiet">{help}</p>
        <div className="row">
          <Button type="submit" name="do" value={act}>
            {label}
          </Button>
        </div>
      </ActForm>
    </Panel>
  )
}

export function Acts({ loaded, answer }: ActsProps) {
  const { t } = usePartnerships()
  const { agreement, texts, partner } = loaded
  const { may, id } = agreement
  if (may.length === 0) return null
  return (
    <div id="acts" className="stack" data-gap="large" tabIndex={-1}>
      {may.includes('offer') && (
        <Simple
          act="offer"
          label={t('act.offer', { partner })}
          help={t('act.offerHelp', { partner })}
          loaded={loaded}
        />
      )}
      {may.includes('sign') && <Signing loaded={loaded} />}
      {may.includes('resume') && (
        <Simple act="resume" label={t('act.resume')} help={t('act.resumeHelp')} loaded={loaded} />
      )}
      {may.includes('revise') && (
        <div className="row">
          <LinkButton look="quiet" href={`/agreements/${id}/revise`}>
            {t(texts[0]?.state === 'draft' ? 'act.reviseDraft' : 'act.revise')}
          </LinkButton>
        </div>
      )}
      {may.includes('suspend') && <Closing act="suspend" {...{ loaded, answer }} />}
      {may.includes('end') && <Closing act="end" {...{ loaded, answer }} />}
    </div>
  )
}
