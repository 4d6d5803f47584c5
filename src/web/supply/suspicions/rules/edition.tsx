// SPDX-License-Identifier: Apache-2.0
/** One edition of red flags beside another, how it compared, and what was done with it. */
import { type ActionFunctionArgs, Form, type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import { AS_SHIPPED } from '#supply/suspicions/contract.ts'
import { Button } from '../../../kit/button/button.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { SelectField } from '../../../kit/select/select.tsx'
import { Table } from '../../../kit/table/table.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { nothingHere } from '../../../workspace/who.ts'
import '../suspicions.css'
import { useSuspicions } from '../words.ts'
import { backTo, drafted, rulesAt } from './at.ts'
import { Compared } from './compared.tsx'
import { Differing } from './differing.tsx'
import { differences, rowsOf } from './said.ts'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, rules, leg, messages, speaking, door } = await rulesAt({ context, url })
  const found = await desk.edition(leg, Number(params.number))
  if (!found.ok) throw nothingHere()
  const edition = found.value
  const numbers = rules.editions.map(({ number }) => number).filter((number) => number !== edition.number)
  const wanted = Number(
    url.searchParams.get('beside') ?? Math.max(0, ...numbers.filter((each) => each < edition.number)),
  )
  const beside = numbers.includes(wanted) ? await desk.edition(leg, wanted) : undefined
  const who = await door.colleagues()
  return {
    ...{ messages, leg, numbers, beside: beside?.ok ? wanted : 0, mayDraft: rules.mayDraft },
    ...{ number: edition.number, replay: edition.replay, isCompared: edition.isCompared },
    version: rules.open?.version ?? 0,
    named: Object.fromEntries(rowsOf(speaking, leg, edition.content).map(({ id, text }) => [id, text])),
    differs: differences(speaking, leg, beside?.ok ? beside.value.content : AS_SHIPPED, edition.content),
    steps: edition.steps.map(({ by, ...step }) => ({ ...step, who: who.get(by) ?? '' })),
    key: crypto.randomUUID(),
  }
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const at = await rulesAt({ context, url })
  const edition = await at.desk.edition(at.leg, Number(params.number))
  if (!edition.ok) throw nothingHere()
  const done = await drafted(at, await request.formData(), () => edition.value.content)
  if (!done.ok && done.refusal.code === 'not-found') throw nothingHere()
  throw redirect(backTo(at.leg, done.ok ? 'done' : 'changed'))
}

export default function Edition() {
  const loaded = useLoaderData<typeof loader>()
  const { t, moment } = useSuspicions()
  const { number, leg, numbers, beside, differs, replay, isCompared, named, steps, mayDraft, version, key } = loaded
  const here = `/suspicions/rules/editions/${number}`
  const name = (each: number) => (each === 0 ? t('rules.shipped') : t('rules.edition', { number: each }))
  return (
    <WorkPage title={t('rules.edition', { number })} help={t('rules.editionHelp')}>
      <Panel title={t('rules.differs')}>
        {numbers.length > 0 && (
          <form method="get" action={here} className="row">
            <input type="hidden" name="leg" value={leg} />
            <SelectField
              name="beside"
              size="small"
              label={t('rules.beside')}
              defaultValue={String(beside)}
              options={[0, ...numbers].map((each) => [String(each), name(each)] as const)}
            />
            <Button type="submit" look="quiet">
              {t('rules.show')}
            </Button>
          </form>
        )}
        <Differing differs={differs} titles={[name(beside), name(number)]} />
      </Panel>
      {replay && (
        <Panel title={t('rules.compared')}>
          <Compared {...{ replay, isCompared, named }} />
        </Panel>
      )}
      <Panel title={t('steps.title')}>
        <Table
          caption={t('steps.title')}
          captionHidden
          rows={steps}
          keyOf={({ at, did }) => `${at} ${did}`}
          columns={[
            { title: t('steps.did'), head: true, cell: ({ did }) => t(`rules.did.${did}`) },
            { title: t('rules.moment'), cell: ({ at }) => <time dateTime={at}>{moment(at)}</time> },
            { title: t('rules.by'), cell: ({ who }) => <bdi>{who}</bdi> },
            { title: t('rules.reason'), cell: ({ text }) => text || '–' },
          ]}
        />
      </Panel>
      {mayDraft && (
        <Form method="post" action={`${here}?leg=${leg}`} className="row">
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="key" value={key} />
          <Button type="submit" look="quiet">
            {t('rules.again')}
          </Button>
        </Form>
      )}
      <p>
        <a href={`/suspicions/rules?leg=${leg}`}>{t('rules.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
