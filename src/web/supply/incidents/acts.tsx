// SPDX-License-Identifier: Apache-2.0
/** What may be done with an incident now, each in its own frame; what is rare or cannot be undone is folded. */
import { Button, LinkButton } from '../../kit/button/button.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { ActForm } from './act-form.tsx'
import type { Answer, IncidentData } from './incident.tsx'
import { Readers } from './readers.tsx'
import { ReleaseForm } from './release-form.tsx'
import { useIncidents } from './words.ts'

interface ActsProps {
  loaded: IncidentData
  answer: Answer | undefined
}

function Proposal({ loaded }: { loaded: IncidentData }) {
  const { t } = useIncidents()
  const { proposal, parts, from, incident } = loaded
  if (!proposal) return null
  const { mine, readers } = proposal
  return (
    <Panel title={t('agree.title')}>
      <p>{t(mine ? 'agree.mine' : 'agree.theirs', { organisation: from ?? t('unknown') })}</p>
      <Readers when="before" {...{ readers, parts }} />
      <ActForm loaded={loaded}>
        <div className="row">
          {incident.may.includes('agree') && (
            <Button type="submit" name="do" value="agree">
              {t('agree.do')}
            </Button>
          )}
          {incident.may.includes('decline') && (
            <Button type="submit" name="do" value="decline" look="quiet">
              {t(mine ? 'agree.takeBack' : 'agree.decline')}
            </Button>
          )}
        </div>
      </ActForm>
    </Panel>
  )
}

function Investigate({ loaded }: { loaded: IncidentData }) {
  const { t } = useIncidents()
  return (
    <Panel title={t('investigate.title')}>
      <ActForm loaded={loaded}>
        <p className="quiet">{t('investigate.help')}</p>
        <div className="row">
          <Button type="submit" name="do" value="investigate" look="quiet">
            {t('investigate.do')}
          </Button>
        </div>
      </ActForm>
    </Panel>
  )
}

/** A draft is written anew or thrown away. */
function Draft({ loaded }: { loaded: IncidentData }) {
  const { t } = useIncidents()
  return (
    <>
      <div className="row">
        <LinkButton href={`/incidents/${loaded.incident.id}/edit`} look="quiet">
          {t('edit.do')}
        </LinkButton>
      </div>
      <Panel title={t('discard.title')} fold="closed">
        <ActForm loaded={loaded}>
          <p className="quiet">{t('discard.help')}</p>
          <div className="row">
            <Button type="submit" name="do" value="discard" look="danger">
              {t('discard.do')}
            </Button>
          </div>
        </ActForm>
      </Panel>
    </>
  )
}

/** Closing and recalling: with a reason that every receiver reads. */
function Ending({ act, loaded, answer }: ActsProps & { act: 'close' | 'recall' }) {
  const { t } = useIncidents()
  const wanting = answer?.wanting?.act === act ? answer.wanting : null
  return (
    <Panel title={t(`${act}.title`)} fold={wanting ? 'open' : 'closed'}>
      <ActForm loaded={loaded}>
        <p className="quiet">{t(`${act}.help`)}</p>
        <AreaField
          name={`reason-${act}`}
          label={t(`${act}.reason`)}
          hint={t(`${act}.reasonHint`)}
          error={wanting && answer?.told === null ? t('refused.reason') : undefined}
          defaultValue={wanting?.reason}
          rows={3}
          maxLength={500}
          required
        />
        <div className="row">
          <Button type="submit" name="do" value={act} look={act === 'recall' ? 'danger' : 'strong'}>
            {t(`${act}.do`)}
          </Button>
        </div>
      </ActForm>
    </Panel>
  )
}

export function Acts({ loaded, answer }: ActsProps) {
  const { may } = loaded.incident
  if (may.length === 0) return null
  return (
    <div id="acts" className="stack" data-gap="large" tabIndex={-1}>
      {may.includes('release') && <ReleaseForm {...{ loaded, answer }} />}
      {loaded.mayEdit && <Draft loaded={loaded} />}
      <Proposal loaded={loaded} />
      {may.includes('investigate') && <Investigate loaded={loaded} />}
      {may.includes('close') && <Ending act="close" {...{ loaded, answer }} />}
      {may.includes('recall') && <Ending act="recall" {...{ loaded, answer }} />}
    </div>
  )
}
