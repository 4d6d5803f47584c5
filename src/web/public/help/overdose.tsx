// SPDX-License-Identifier: Apache-2.0
/**
 * What anybody can do until help comes, as public health bodies tell it everywhere, in words of our own that no clinician has read
 * yet, which the page says. No amounts of anything: the pack of naloxone and the person on the telephone say those.
 */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Stack } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { Emergency, QuickExit, Sources, Support } from './parts.tsx'
import { helpAt, nameIn, telOf } from './shown.ts'
import { useHelp } from './words.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { finding, messages, nonce } = helpAt({ params, context })
  return { messages, nonce, emergency: finding.emergency, poison: finding.poison, support: finding.support }
}

const STEPS = ['call', 'wake', 'naloxone', 'breathe', 'side', 'stay'] as const

export default function Overdose() {
  const { emergency, poison, support } = useLoaderData<typeof loader>()
  const { t, language } = useHelp()
  return (
    <Page>
      <Stack>
        <QuickExit />
        <PageTitle>{t('help.overdose')}</PageTitle>
        <p className="lead">
          <Emergency line={emergency} />
        </p>
        <p>{t('help.signs')}</p>
      </Stack>
      <ol className="stack">
        {STEPS.map((step) => (
          <li key={step}>
            <strong>{t(`help.step.${step}`)}</strong> {t(`help.step.${step}Text`)}
          </li>
        ))}
      </ol>
      <p>{t('help.never')}</p>
      {poison && (
        <p>
          <span lang={nameIn(poison.name, language).lang}>{nameIn(poison.name, language).text}</span>{' '}
          <a href={telOf(poison)}>
            <bdi dir="ltr">{poison.number}</bdi>
          </a>
        </p>
      )}
      <ul className="plain-list">
        <li>
          <a href={`/${language}/help/find?aim=help&what=naloxone`}>{t('help.naloxoneNear')}</a>
        </li>
        <li>
          <a href={`/${language}/help/find?aim=help`}>{t('help.after')}</a>
        </li>
      </ul>
      <Support lines={support} />
      <Notice tone="caution">{t('help.notReviewed')}</Notice>
      <Sources of="overdose" />
    </Page>
  )
}

export const ErrorBoundary = PageProblem
