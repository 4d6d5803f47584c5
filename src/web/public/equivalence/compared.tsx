// SPDX-License-Identifier: Apache-2.0
/** What each prison lists of what the community has: everybody's page, since all of it follows from the public directory. */
import { data, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Section, Stack } from '../../kit/layout/layout.tsx'
import { Table } from '../../kit/table/table.tsx'
import { equivalenceContext } from '../contexts.ts'
import { isLanguage } from '../language.ts'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { useWords } from '../words.tsx'
import { equivalenceMessages } from './messages.ts'
import { useEquivalence } from './words.ts'
import './equivalence.css'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const desk = context.get(equivalenceContext)
  if (!desk || !isLanguage(params.lang)) throw data(null, { status: 404 })
  const { lang } = params
  const { kinds, absent, prisons, day } = await desk.compare()
  return {
    ...{ messages: equivalenceMessages(params.lang), prisons, day },
    absent: absent.map(({ name, inPrison }) => ({ name: name[lang], inPrison })),
    kinds: kinds.map(({ id, name, community }) => ({ id, name: name[lang], community })),
  }
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Prisons({ prisons, kinds }: Pick<Loaded, 'prisons' | 'kinds'>) {
  const { t, language, number } = useEquivalence()
  if (prisons.length === 0) return <p>{t('equivalence.none')}</p>
  return (
    <Table
      caption={t('equivalence.prisons')}
      captionHidden
      rows={prisons}
      keyOf={({ name, city }) => `${name} ${city}`}
      columns={[
        {
          ...{ title: t('equivalence.prison'), head: true },
          cell: ({ name, city, listings }) => (
            <div className="prison">
              {listings.map((listing) => (
                <div key={listing.id}>
                  <a href={`/${language}/help/services/${listing.id}`}>
                    <bdi>{listing.name}</bdi>
                  </a>
                </div>
              ))}
              <span className="quiet">
                <bdi>
                  {[city, listings.some((listing) => listing.name === name) ? null : name].filter(Boolean).join(' · ')}
                </bdi>
              </span>
            </div>
          ),
        },
        { title: t('equivalence.gap'), figures: true, cell: ({ gap }) => number(gap) },
        { title: t('equivalence.notKnown'), figures: true, cell: ({ unknown }) => number(unknown) },
        ...kinds.map(({ name }, n) => ({
          title: name,
          cell: ({ standings }: Loaded['prisons'][number]) => t(`equivalence.is.${standings[n] ?? 'unknown'}`),
        })),
      ]}
    />
  )
}

/** What nobody outside lists is not compared: also where a prison does, which is said, with a link to it. */
function Absent({ absent }: Pick<Loaded, 'absent'>) {
  const { t, language } = useEquivalence()
  const nowhere = absent.filter(({ inPrison }) => inPrison.length === 0)
  const inPrisons = absent.filter(({ inPrison }) => inPrison.length > 0)
  return (
    <>
      {inPrisons.length > 0 && (
        <>
          <p>{t('equivalence.inPrison')}</p>
          <ul>
            {inPrisons.map(({ name, inPrison }) => (
              <li key={name}>
                {name}:{' '}
                {inPrison.map((listing, n) => (
                  <span key={listing.id}>
                    {n > 0 && ' · '}
                    <a href={`/${language}/help/services/${listing.id}`}>
                      <bdi>{listing.name}</bdi>
                    </a>
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
      {nowhere.length > 0 && (
        <p>
          {t('equivalence.absent')} {nowhere.map(({ name }) => name).join(' · ')}
        </p>
      )}
    </>
  )
}

export default function Compared() {
  const { kinds, absent, prisons, day } = useLoaderData<typeof loader>()
  const { t, number } = useEquivalence()
  const { date } = useWords()
  const withGap = prisons.filter(({ gap }) => gap > 0).length
  const notKnown = prisons.filter(({ unknown }) => unknown > 0).length
  return (
    <Page>
      <Stack>
        <PageTitle>{t('equivalence.title')}</PageTitle>
        <p className="lead">{t('equivalence.lead')}</p>
        <p>
          {t('equivalence.summary', {
            ...{ prisons: number(prisons.length), gap: number(withGap), unknown: number(notKnown), day: date(day) },
          })}
        </p>
      </Stack>
      <Section title={t('equivalence.prisons')}>
        <Prisons {...{ prisons, kinds }} />
      </Section>
      <Section title={t('equivalence.community')}>
        <ul>
          {kinds.map(({ id, name, community }) => (
            <li key={id}>
              {name}: {number(community)}
            </li>
          ))}
        </ul>
        <Absent absent={absent} />
      </Section>
      <Section title={t('equivalence.how')}>
        <p>{t('equivalence.howText')}</p>
      </Section>
    </Page>
  )
}

export const ErrorBoundary = PageProblem
