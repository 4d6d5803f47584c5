// SPDX-License-Identifier: Apache-2.0
/** One object as it came from another system, and from where. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Code } from '../../kit/layout/code.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { MarkingTag } from '../../workspace/readers/marking.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { exchangeAt } from './door.ts'
import './exchange.css'
import { useExchange } from './words.ts'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, messages } = await exchangeAt({ context, url }, 'feeds')
  const one = await desk.open(params.id ?? '')
  if (!one.ok) throw nothingHere()
  const { object, ...said } = one.value
  return { messages, said, object: JSON.stringify(object, null, 2) }
}

export default function ReceivedPage() {
  const { said, object } = useLoaderData<typeof loader>()
  const { t, moment } = useExchange()
  const { name, type, stixId, marking, by, added, received, modified } = said
  return (
    <WorkPage title={name || type} help={t('feeds.oneHelp')}>
      <Notice>{t('feeds.kind')}</Notice>
      <Facts
        facts={[
          [t('feeds.type'), type],
          [t('feeds.id'), <Code key="id">{stixId}</Code>],
          [t('feeds.marking'), <MarkingTag key="marking" marking={marking} />],
          [t('feeds.by'), by ?? '–'],
          [t('feeds.version'), modified ?? '–'],
          [t('feeds.added'), added ?? '–'],
          [t('feeds.at'), moment(received)],
        ]}
      />
      <pre className="object" dir="ltr">
        {object}
      </pre>
      <p>
        <a href="/feeds">{t('feeds.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
