// SPDX-License-Identifier: Apache-2.0
/** The rights of whoever is at a service, where to complain, who is independent, and what is known of its quality; to read and to print. */
import { data, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Section, Stack } from '../../kit/layout/layout.tsx'
import {
  complaintsCounterContext,
  experienceCounterContext,
  qualityContext,
  safeguardsCounterContext,
} from '../contexts.ts'
import { experienceMessages } from '../experience/messages.ts'
import { Results } from '../experience/results.tsx'
import { QuickExit } from '../help/parts.tsx'
import { helpAt, telOf } from '../help/shown.ts'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { QrCode } from '../qr.tsx'
import { qualityMessages } from '../quality/messages.ts'
import { Standing } from '../quality/standing.tsx'
import './charter.css'
import { charterMessages } from './messages.ts'
import { RIGHTS } from './rights.ts'
import { useCharter } from './words.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { finding, language } = helpAt({ params, context })
  const listing = await finding.desk.open(params.id ?? '')
  if (!listing || listing.ended) throw data(null, { status: 404 })
  const { id, name } = listing
  const complaints = context.get(complaintsCounterContext)
  const readers = await complaints?.counter.readers(id)
  const nameOf = async (organisation: string) => (await complaints?.nameOf(organisation)) ?? ''
  const who = readers
    ? { first: await nameOf(readers.first), authority: await nameOf(readers.authority), days: readers.answerDays }
    : null
  const safeguards = context.get(safeguardsCounterContext)
  const body = await safeguards?.counter.body()
  const results = (await context.get(experienceCounterContext)?.results(id)) ?? []
  return {
    ...{ messages: charterMessages(language), id, name, who, independent: finding.independent },
    body: body ? ((await safeguards?.nameOf(body.organisation)) ?? '') : null,
    quality: { standing: (await context.get(qualityContext)?.of(id)) ?? null, messages: qualityMessages(language) },
    experience: { results, messages: experienceMessages(language) },
    address: `${finding.origin}/${language}/help/services/${id}/charter`,
  }
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Complain({ id, who }: Pick<Loaded, 'id' | 'who'>) {
  const { t, language } = useCharter()
  return (
    <Section title={t('charter.complain')}>
      {who ? (
        <p>
          <a href={`/${language}/help/services/${id}/complain`}>{t('charter.complainLink')}</a>{' '}
          {t('charter.complainWho', { ...who, days: String(who.days) })}
        </p>
      ) : (
        <p>{t('charter.unknown')}</p>
      )}
    </Section>
  )
}

function Independent({ body, independent }: Pick<Loaded, 'body' | 'independent'>) {
  const { t, language } = useCharter()
  if (body === null && !independent)
    return (
      <Section title={t('charter.independent')}>
        <p>{t('charter.unknown')}</p>
      </Section>
    )
  return (
    <Section title={t('charter.independent')}>
      {body !== null && (
        <p>
          <bdi>{body}</bdi>: <a href={`/${language}/report`}>{t('charter.report')}</a>
        </p>
      )}
      {independent && (
        <p>
          {t('charter.call')}{' '}
          <a href={telOf(independent)}>
            <bdi dir="ltr">{independent.number}</bdi>
          </a>{' '}
          (<bdi dir="ltr">{independent.hours}</bdi>)
        </p>
      )}
    </Section>
  )
}

export default function Charter() {
  const { id, name, who, body, independent, quality, experience, address } = useLoaderData<typeof loader>()
  const { t, language } = useCharter()
  return (
    <Page>
      <Stack>
        <QuickExit />
        <p className="screen-only">
          <a href={`/${language}/help/services/${id}`}>
            <bdi>{name}</bdi>
          </a>
        </p>
        <PageTitle>{t('charter.title', { name })}</PageTitle>
        <p className="lead">{t('charter.lead')}</p>
      </Stack>
      <Section title={t('charter.rights')}>
        <ol>
          {RIGHTS.map(({ id: right, sources, certainty }) => (
            <li key={right}>
              {t(`charter.right.${right}`)}{' '}
              <span className="quiet">
                <bdi lang="en">{sources.join('; ')}</bdi> ({t(`charter.is.${certainty}`)})
              </span>
            </li>
          ))}
        </ol>
        <p className="quiet">
          {t(RIGHTS.every(({ certainty }) => certainty === 'checked') ? 'charter.checked' : 'charter.unchecked')}
        </p>
      </Section>
      <Complain {...{ id, who }} />
      <Independent {...{ body, independent }} />
      <Section title={t('charter.quality')}>
        <p>
          <Standing {...quality} />
        </p>
      </Section>
      <Section title={t('charter.experience')}>
        <Results {...experience} />
      </Section>
      <Section title={t('charter.print')}>
        <p className="screen-only">{t('charter.printHelp')}</p>
        <QrCode text={address} label={t('charter.qr')} />
        <p>
          <bdi dir="ltr" className="charter-address">
            {address}
          </bdi>
        </p>
      </Section>
    </Page>
  )
}

export const ErrorBoundary = PageProblem
