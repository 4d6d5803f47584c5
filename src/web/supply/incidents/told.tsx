// SPDX-License-Identifier: Apache-2.0
import { Notice } from '../../kit/notice/notice.tsx'
import type { Answer, IncidentData } from './incident.tsx'
import { useIncidents } from './words.ts'

interface ToldProps {
  loaded: IncidentData
  sender: string
  told: Answer['told']
}

/** What was done or refused just now, and how the incident ended. */
export function Told({ loaded: { incident, done }, sender, told }: ToldProps) {
  const { t, moment } = useIncidents()
  const { status, ended } = incident
  return (
    <>
      {told && told !== 'listChanged' && (
        <Notice tone="caution" live>
          {t(`refused.${told}`)}
        </Notice>
      )}
      {done && told === null && (
        <Notice tone="good" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      {status === 'draft' && done !== 'decline' && <Notice>{t('one.draft', { organisation: sender })}</Notice>}
      {incident.may.length > 0 && (
        <p>
          <a href="#acts">{t('one.acts')}</a>
        </p>
      )}
      {ended && (
        <Notice
          tone={status === 'recalled' ? 'caution' : 'plain'}
          title={t(status === 'recalled' ? 'one.recalled' : 'one.closed', { moment: moment(ended.at) })}
        >
          <p className="told" dir="auto">
            {ended.reason}
          </p>
          {status === 'recalled' && <p>{t('one.recalledHelp', { organisation: sender })}</p>}
        </Notice>
      )}
    </>
  )
}
