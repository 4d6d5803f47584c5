// SPDX-License-Identifier: Apache-2.0
import { BridgeDrawing } from '../kit/layout/bridge.tsx'
import { Card, Grid, Section } from '../kit/layout/layout.tsx'
import { Tag } from '../kit/tag/tag.tsx'
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

export default function Home() {
  const { t, language } = useWords()
  return (
    <>
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
