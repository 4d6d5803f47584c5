// SPDX-License-Identifier: Apache-2.0
import { isRouteErrorResponse, useRouteError } from 'react-router'
import { LinkButton } from '../kit/button/button.tsx'
import { WorkPage } from './page.tsx'
import { useWork } from './words.tsx'

/** The same page for what is not there and for what is not for this person: it tells neither from the other. */
export function WorkProblem() {
  const error = useRouteError()
  const { t, language } = useWork()
  const status = isRouteErrorResponse(error) ? error.status : 500
  const kind = status === 404 ? 'missing' : status >= 500 ? 'broken' : 'refused'
  return (
    <WorkPage title={t(`problem.${kind}Title`)} help={t(`problem.${kind}`)} narrow>
      <div className="row">
        <LinkButton href="/inbox">{t('problem.inbox')}</LinkButton>
        <LinkButton look="quiet" href={`/${language}`}>
          {t('problem.home')}
        </LinkButton>
      </div>
    </WorkPage>
  )
}
