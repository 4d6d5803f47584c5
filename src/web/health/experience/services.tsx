// SPDX-License-Identifier: Apache-2.0
/** Codes to print for the services that this organisation runs, and what everybody reads of what people experienced. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  useActionData,
  useLoaderData,
} from 'react-router'
import { QUESTIONS, type QuarterResult } from '#health/experience/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Code } from '../../kit/layout/code.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { experienceContext } from '../contexts.ts'
import { experienceMessages } from './messages.ts'
import { useExperience } from './words.ts'

async function experienceAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { me } = await signedIn(context, url)
  const desk = context.get(experienceContext)
  if (!desk) throw nothingHere()
  return { desk, messages: experienceMessages(me.language) }
}

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, messages } = await experienceAt({ context, url })
  const services = await desk.services()
  if (!services.ok) throw nothingHere()
  return { messages, services: services.value }
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await experienceAt({ context, url })
  const form = await request.formData()
  const made = await desk.make({ service: String(form.get('service')), many: Number(form.get('many')) })
  if (!made.ok && made.refusal.code === 'not-found') throw nothingHere()
  const headers = { 'cache-control': 'no-store' }
  return data({ batch: made.ok ? made.value : null }, { status: made.ok ? 200 : 422, headers })
}

function Results({ results, name }: { results: readonly QuarterResult[]; name: string }) {
  const { t } = useExperience()
  if (results.length === 0) return <p className="quiet">{t('results.none')}</p>
  const said = (value: number | null) => value ?? t('results.hidden')
  return (
    <Table
      caption={t('results.title', { name })}
      captionHidden
      rows={results}
      keyOf={({ quarter }) => quarter}
      columns={[
        { title: t('results.quarter'), head: true, cell: ({ quarter }) => quarter },
        { title: t('results.answers'), figures: true, cell: ({ answers }) => said(answers) },
        { title: t('results.score'), figures: true, cell: ({ score }) => said(score) },
        ...QUESTIONS.map((question) => ({
          ...{ title: t(`question.${question}`), figures: true },
          cell: ({ questions }: QuarterResult) => said(questions[question]),
        })),
      ]}
    />
  )
}

export default function ExperiencePage() {
  const { services } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useExperience()
  return (
    <WorkPage title={t('title')} help={t('help')}>
      {answer?.batch && (
        <section className="stack" aria-labelledby="codes">
          <Notice tone="good" live title={t('codes.made', { name: answer.batch.service.name })}>
            <p>{t('codes.once')}</p>
          </Notice>
          <h2 id="codes">{t('codes.title')}</h2>
          <ul>
            {answer.batch.codes.map((code) => (
              <li key={code}>
                <Code fixed>{code}</Code>
              </li>
            ))}
          </ul>
        </section>
      )}
      {answer && !answer.batch && (
        <Notice tone="caution" live>
          {t('codes.wrong')}
        </Notice>
      )}
      {services.length === 0 && <EmptyState title={t('none')}>{t('noneMore')}</EmptyState>}
      {services.map(({ id, name, results }) => (
        <Panel key={id} title={name}>
          <Results {...{ results, name }} />
          <Form method="post" action="/experience" className="stack" noValidate>
            <input type="hidden" name="service" value={id} />
            <TextField
              name="many"
              label={t('codes.many')}
              hint={t('codes.manyHint')}
              inputMode="numeric"
              size="small"
            />
            <div className="row">
              <Button type="submit" look="quiet">
                {t('codes.make')}
              </Button>
            </div>
          </Form>
        </Panel>
      ))}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
