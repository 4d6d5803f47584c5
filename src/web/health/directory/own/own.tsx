// SPDX-License-Identifier: Apache-2.0
/** What everybody finds of the services that this organisation runs, and what it can do where something of it is not right. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { EmptyState } from '../../../kit/empty/empty.tsx'
import { Facts } from '../../../kit/layout/layout.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { nothingHere, signedIn } from '../../../workspace/who.ts'
import { ownServicesContext } from '../../contexts.ts'
import { ownMessages } from './messages.ts'
import { useOwn } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { me } = await signedIn(context, url)
  const door = context.get(ownServicesContext)
  if (!door) throw nothingHere()
  const services = await Promise.all(
    (await door.services()).map(async (each) => ({ ...each, keeper: (await door.nameOf(each.keeper)) ?? '–' })),
  )
  return { messages: ownMessages(me.language), services, mayClose: door.mayClose }
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Own({ service, mayClose }: { service: Loaded['services'][number]; mayClose: boolean }) {
  const { t, date, language } = useOwn()
  const { id, name, city, confirmed, keeper } = service
  const page = `/${language}/help/services/${id}`
  const links = [
    [page, t('own.see')],
    [`${page}/correct`, t('own.correct', { keeper })],
    ...(mayClose ? ([[`/continuity?words=${encodeURIComponent(name)}`, t('own.close')]] as const) : []),
    [`${page}/charter`, t('own.charter')],
  ] as const
  return (
    <Panel title={name}>
      <Facts
        facts={[
          ...(city ? [[t('own.where'), <bdi key="city">{city}</bdi>] as const] : []),
          [t('own.keeper'), <bdi key="keeper">{keeper}</bdi>],
          [t('own.confirmed'), confirmed ? date(confirmed) : t('own.never')],
        ]}
      />
      <ul>
        {links.map(([href, text]) => (
          <li key={href}>
            <a href={href} aria-label={`${text}: ${name}`}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export default function OwnPage() {
  const { services, mayClose } = useLoaderData<typeof loader>()
  const { t, language } = useOwn()
  return (
    <WorkPage title={t('own.title')} help={t('own.help')}>
      <p>{t('own.letter')}</p>
      {services.length === 0 ? (
        <EmptyState title={t('own.none')} action={<a href={`/${language}/help`}>{t('own.find')}</a>}>
          {t('own.noneMore')}
        </EmptyState>
      ) : (
        services.map((service) => <Own key={service.id} {...{ service, mayClose }} />)
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
