// SPDX-License-Identifier: Apache-2.0
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { BridgeDrawing } from '../kit/layout/bridge.tsx'
import { Card, Grid, Section } from '../kit/layout/layout.tsx'
import { Tag } from '../kit/tag/tag.tsx'
import { findingContext } from './contexts.ts'
import { Page } from './page.tsx'
import { PageTitle } from './page-title.tsx'
import { PageProblem } from './problem.tsx'
import { SearchForm } from './search-form.tsx'
import { useWords } from './words.tsx'

const ways = [
  ['bench', '/bench'],
  ['browse', '/substances'],
  ['api', '/api'],
] as const

export const loader = ({ context }: LoaderFunctionArgs) => ({ helps: context.get(findingContext) !== null })

/** Before anything else: whoever is in need should not have to read of substances first. */
function HelpDoor() {
  const { t, language } = useWords()
  return (
    <section className="help-door" aria-labelledby="help-door">
      <div className="wrap stack" data-gap="small">
        <h2 id="help-door">{t('home.helpTitle')}</h2>
        <p>{t('home.helpText')}</p>
        <p className="row">
          <a className="button" href={`/${language}/help`}>
            {t('home.helpFind')}
          </a>
          <a href={`/${language}/help/overdose`}>{t('home.helpOverdose')}</a>
        </p>
      </div>
    </section>
  )
}

export default function Home() {
  const { t, language } = useWords()
  const { helps } = useLoaderData<typeof loader>()
  return (
    <>
      {helps && <HelpDoor />}
      <div className="band">
        <BridgeDrawing />
        <div className="wrap stack hero">
          <PageTitle window={t('home.title')}>{t('home.title')}</PageTitle>
          <p>{t('home.lead')}</p>
          <SearchForm look="light" label={t('home.label')} hint={t('home.hint')} button={t('home.search')} />
        </div>
      </div>
      <Page>
        <Section title={t('home.more')}>
          <Grid>
            {ways.map(([way, page]) => (
              <Card key={way}>
                <h3>
                  <a href={`/${language}${page}`}>{t(`home.${way}Title`)}</a>
                </h3>
                <p>{t(`home.${way}`)}</p>
              </Card>
            ))}
          </Grid>
        </Section>
        <Section title={t('home.meaning')}>
          <dl className="meanings">
            <div>
              <dt>
                <Tag tone="listed">{t('kind.listed')}</Tag>
              </dt>
              <dd>{t('home.listedMeaning')}</dd>
            </div>
            <div>
              <dt>
                <Tag tone="watch">{t('kind.watch')}</Tag>
              </dt>
              <dd>{t('home.watchMeaning')}</dd>
            </div>
            <div>
              <dt>
                <Tag tone="class">{t('kind.class')}</Tag>
              </dt>
              <dd>{t('home.classMeaning')}</dd>
            </div>
            <div>
              <dt>
                <Tag tone="plain">{t('home.nothingTerm')}</Tag>
              </dt>
              <dd>{t('home.nothingMeaning')}</dd>
            </div>
          </dl>
        </Section>
      </Page>
    </>
  )
}

export const ErrorBoundary = PageProblem
