// SPDX-License-Identifier: Apache-2.0
/** Signed in, and at nobody's desk: the membership is over, has not begun, or the organisation is suspended. */
import { type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import { Button } from '../../kit/button/button.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { WorkPage } from '../page.tsx'
import { WorkProblem } from '../problem.tsx'
import { accountsOf, personOf } from '../who.ts'
import { useWork } from '../words.tsx'

export async function loader({ context }: LoaderFunctionArgs) {
  const { half } = accountsOf(context)
  if (await personOf(context)) throw redirect('/inbox')
  if (!half?.whole) throw redirect('/sign-in')
  return { email: half.email }
}

export default function Nowhere() {
  const { email } = useLoaderData<typeof loader>()
  const { t } = useWork()
  return (
    <WorkPage title={t('nowhere.title')} help={t('nowhere.help', { email })} narrow>
      <Panel title={t('nowhere.why')}>
        <ul className="reasons">
          <li>{t('nowhere.over')}</li>
          <li>{t('nowhere.later')}</li>
          <li>{t('nowhere.suspended')}</li>
        </ul>
      </Panel>
      <Notice title={t('nowhere.whatTitle')}>
        <p>{t('nowhere.what')}</p>
      </Notice>
      <form method="post" action="/sign-out" className="row">
        <Button type="submit" look="quiet">
          {t('frame.signOut')}
        </Button>
      </form>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
