// SPDX-License-Identifier: Apache-2.0
import { useRouteLoaderData } from 'react-router'
import { Section, Stack } from '../kit/layout/layout.tsx'
import { Page } from './page.tsx'
import { PageTitle } from './page-title.tsx'
import { PageProblem } from './problem.tsx'
import { useWords } from './words.tsx'

export default function About() {
  const { t, language } = useWords()
  const version = useRouteLoaderData<{ reference: string }>('root')?.reference ?? ''
  return (
    <Page>
      <Stack>
        <PageTitle>{t('about.title')}</PageTitle>
        <p>{t('about.lead')}</p>
      </Stack>
      <Section title={t('about.whatTitle')}>
        <p>{t('about.what')}</p>
      </Section>
      <Section title={t('about.limitsTitle')}>
        <ul>
          <li>{t('about.limits1')}</li>
          <li>{t('about.limits2')}</li>
          <li>{t('about.limits3')}</li>
          <li>{t('about.limits4')}</li>
        </ul>
      </Section>
      <Section title={t('about.privacyTitle')}>
        <ul>
          <li>{t('about.privacy1')}</li>
          <li>{t('about.privacy2')}</li>
          <li>{t('about.privacy3')}</li>
          <li>{t('about.privacy4')}</li>
        </ul>
        <p>
          <a href={`/${language}/correction`}>{t('about.correction')}</a>
        </p>
        <p>
          <a href={`/${language}/licences/verify`}>{t('about.licences')}</a>
        </p>
        <p>
          <a href={`/${language}/certificates`}>{t('about.certificates')}</a>
        </p>
        <p>
          <a href={`/${language}/register`}>{t('about.register')}</a>
        </p>
        <p>
          <a href={`/${language}/practices`}>{t('about.practices')}</a>
        </p>
      </Section>
      <Section title={t('about.dataTitle')}>
        <p>{t('about.data', { version })}</p>
      </Section>
      <Section title={t('about.helpTitle')}>
        <p>{t('about.help')}</p>
      </Section>
    </Page>
  )
}

export const ErrorBoundary = PageProblem
