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
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Table } from '../../kit/table/table.tsx'
import { findingContext } from '../../public/contexts.ts'
import { slipText } from '../../public/experience/messages.ts'
import { isLanguage, languageCodes, languages } from '../../public/language.ts'
import { qrPath } from '../../public/qr.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { experienceContext } from '../contexts.ts'
import { experienceMessages } from './messages.ts'
import { Slips, type SlipText } from './slips.tsx'
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
  const wanted = String(form.get('language'))
  const language = isLanguage(wanted) ? wanted : 'en'
  const made = await desk.make({ service: String(form.get('service')), many: Number(form.get('many')) })
  if (!made.ok && made.refusal.code === 'not-found') throw nothingHere()
  const headers = { 'cache-control': 'no-store' }
  if (!made.ok) return data({ batch: null, text: null }, { status: 422, headers })
  const address = `${context.get(findingContext)?.origin ?? url.origin}/${language}/experience`
  const said = slipText(language, made.value.service.name)
  const text: SlipText = { ...said, language, address, qr: qrPath(address) }
  return data({ batch: made.value, text }, { headers })
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
  const { t, language } = useExperience()
  if (answer?.batch && answer.text) {
    const { codes, service } = answer.batch
    return (
      <WorkPage title={t('codes.title')} help={t('codes.print')}>
        <section className="stack slip-sheet" aria-labelledby="codes">
          <Notice tone="good" live title={t('codes.made', { name: service.name, number: String(codes.length) })}>
            <p>{t('codes.once')}</p>
          </Notice>
          <h2 id="codes">{service.name}</h2>
          <Slips codes={codes} text={answer.text} />
          <p>
            <a href="/experience">{t('codes.back')}</a>
          </p>
        </section>
      </WorkPage>
    )
  }
  return (
    <WorkPage title={t('title')} help={t('help')}>
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
            <SelectField
              name="language"
              label={t('codes.language')}
              defaultValue={language}
              options={languageCodes.map((code) => [code, languages[code].name] as const)}
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
