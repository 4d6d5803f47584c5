// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react'
import { type ActionFunctionArgs, data, useActionData, useRouteLoaderData } from 'react-router'
import type { LookupDesk } from '#commons/lookup/contract.ts'
import { Stack } from '../kit/layout/layout.tsx'
import { Notice } from '../kit/notice/notice.tsx'
import { BenchApp } from './bench/app.tsx'
import './bench/bench.css'
import { type PlainAnswer, PlainForm } from './bench/plain-form.tsx'
import { desksContext } from './contexts.ts'
import { Page } from './page.tsx'
import { PageTitle } from './page-title.tsx'
import { PageProblem } from './problem.tsx'
import { useWords } from './words.tsx'

/** The one public page that is an application. */
export const handle = { script: true }

const MOST = 5000

async function judge(lookup: LookupDesk, text: string, holds: PlainAnswer['holds']): Promise<PlainAnswer> {
  if (text === '') return { text, holds, result: null, problem: 'empty' }
  if (holds === 'text') return { text, holds, result: lookup.match(text), problem: null }
  const outcome = await lookup.matchStructure(text)
  if (outcome.ok) return { text, holds, result: outcome.value, problem: null }
  return { text, holds, result: null, problem: outcome.refusal.code === 'too-large' ? 'too-large' : 'unparsable' }
}

/** Without script: one line comes here, is judged, and is forgotten. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const text = String(form.get('text') ?? '')
    .trim()
    .slice(0, MOST)
  const holds = form.get('holds') === 'structure' ? 'structure' : 'text'
  const answer = await judge(context.get(desksContext).lookup, text, holds)
  return data(answer, { status: answer.problem === null ? 200 : 422, headers: { 'cache-control': 'no-store' } })
}

/** Before the script has come alive, and for whoever's never does. */
function Coming() {
  const { t, language } = useWords()
  return (
    <div className="with-script">
      <Notice>
        <p>{t('bench.loading')}</p>
        <p>
          <a href={`/${language}/bench?plain`}>{t('bench.plainLink')}</a>
        </p>
      </Notice>
    </div>
  )
}

const never = () => () => {}

export default function BenchPage() {
  const { t, language } = useWords()
  const alive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  const answer = useActionData<typeof action>()
  const plain = useRouteLoaderData<{ plain: boolean }>('root')?.plain === true
  const form = <PlainForm answer={answer} path={`/${language}/bench${plain ? '?plain' : ''}`} />
  return (
    <Page>
      <Stack>
        <PageTitle>{t('bench.title')}</PageTitle>
        <p>{t('bench.lead')}</p>
      </Stack>
      {plain ? (
        form
      ) : (
        <>
          <noscript>{form}</noscript>
          {alive ? <BenchApp /> : <Coming />}
        </>
      )}
    </Page>
  )
}

export const ErrorBoundary = PageProblem
