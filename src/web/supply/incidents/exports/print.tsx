// SPDX-License-Identifier: Apache-2.0
/** Incidents on sheets of paper, one a page, with its marking. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Facts } from '../../../kit/layout/layout.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { MarkingTag } from '../../../workspace/readers/marking.tsx'
import { useIncidents } from '../words.ts'
import '../incidents.css'
import './print.css'
import { factsOf } from './facts.ts'
import { type IncidentSheet, sheetsAt } from './sheets.ts'

export async function loader(asked: LoaderFunctionArgs) {
  const { id, messages, sheets, more } = await sheetsAt(asked)
  return { messages, sheets, more, back: id === undefined ? `/incidents${asked.url.search}` : `/incidents/${id}` }
}

function Paper({ sheet }: { sheet: IncidentSheet }) {
  const words = useIncidents()
  const { t } = words
  return (
    <article className="sheet stack">
      <h2>
        <bdi>{sheet.title || t('recalledName')}</bdi>
      </h2>
      <Facts
        facts={[[t('one.marking'), <MarkingTag key="marking" marking={sheet.marking} />], ...factsOf(words, sheet)]}
      />
      <p className="told" dir="auto">
        {sheet.account}
      </p>
    </article>
  )
}

export default function Print() {
  const { sheets, more, back } = useLoaderData<typeof loader>()
  const { t } = useIncidents()
  return (
    <WorkPage title={t('exports.paper')} help={t(more ? 'exports.paperMore' : 'exports.paperHelp')}>
      {sheets.map((sheet) => (
        <Paper key={sheet.id} sheet={sheet} />
      ))}
      <p className="no-print">
        <a href={back}>{t('exports.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
