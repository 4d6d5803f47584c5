// SPDX-License-Identifier: Apache-2.0
/** What the preventive mechanism published of its visits, for everybody: no account, no script. */
import { data, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Facts, Section, Stack } from '../../kit/layout/layout.tsx'
import { publishedVisitsContext } from '../contexts.ts'
import { isLanguage } from '../language.ts'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { publishedVisitsMessages } from './messages.ts'
import { usePublishedVisits } from './words.ts'
import './visits.css'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const door = context.get(publishedVisitsContext)
  if (!door || !isLanguage(params.lang)) throw data(null, { status: 404 })
  const visits = await door.register.list()
  const from = [...new Set(visits.map((each) => each.from))]
  const names = Object.fromEntries(
    await Promise.all(from.map(async (id) => [id, (await door.nameOf(id)) ?? '–'] as const)),
  )
  return { messages: publishedVisitsMessages(params.lang), visits, names }
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>['visits'][number]

function One({ visit, who, messages }: { visit: Shown; who: string; messages: object }) {
  const { t, date, number, language } = usePublishedVisits(messages)
  const { asked, team, recommendations, answered } = visit
  const of = (given: 'given' | 'refused') =>
    asked
      .filter((each) => each.given === given)
      .map(({ what }) => t(`visits.asked.${what}`))
      .join(' · ') || '–'
  return (
    <Section title={t('visits.of', { place: `\u2068${visit.serviceName}\u2069`, date: date(visit.heldOn) })}>
      <p className="told" dir="auto">
        {visit.text}
      </p>
      <Facts
        facts={[
          [t('visits.by'), <bdi key="by">{who}</bdi>],
          [t('visits.notice'), t(visit.announced ? 'visits.announced' : 'visits.unannounced')],
          [t('visits.team'), team.map((each) => t(`visits.who.${each}`)).join(' · ')],
          [t('visits.given'), of('given')],
          [t('visits.refused'), of('refused')],
        ]}
      />
      <p>
        {t('visits.answered', {
          ...{ made: number(recommendations), answered: number(answered), date: date(visit.published) },
        })}
      </p>
      <p>
        <a href={`/${language}/help/services/${visit.service}`}>{t('visits.place')}</a>
      </p>
    </Section>
  )
}

export default function PublishedVisits() {
  const { visits, names, messages } = useLoaderData<typeof loader>()
  const { t } = usePublishedVisits(messages)
  return (
    <Page>
      <Stack>
        <PageTitle>{t('visits.title')}</PageTitle>
        <p className="lead">{t('visits.lead')}</p>
      </Stack>
      {visits.length === 0 && <p>{t('visits.none')}</p>}
      {visits.map((visit) => (
        <One key={visit.id} {...{ visit, messages }} who={names[visit.from] ?? '–'} />
      ))}
    </Page>
  )
}

export const ErrorBoundary = PageProblem
