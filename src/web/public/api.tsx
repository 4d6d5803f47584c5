// SPDX-License-Identifier: Apache-2.0
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Code } from '../kit/layout/code.tsx'
import { Section, Stack } from '../kit/layout/layout.tsx'
import { Table } from '../kit/table/table.tsx'
import { Tag } from '../kit/tag/tag.tsx'
import { type Operation, operationsOf } from './api-operations.ts'
import { openApiContext } from './contexts.ts'
import { Page } from './page.tsx'
import { PageTitle } from './page-title.tsx'
import { PageProblem } from './problem.tsx'
import { useWords } from './words.tsx'

export const loader = ({ context }: LoaderFunctionArgs) => ({ operations: operationsOf(context.get(openApiContext)) })

function Described({ operation }: { operation: Operation }) {
  const { t, maybe } = useWords()
  const { id, method, path, summary, description, parameters, body, answers } = operation
  return (
    <Section
      title={maybe(`api.operation.${id}`, summary || `${method} ${path}`)}
      id={`${method}${path}`.replace(/\W+/g, '-').toLowerCase()}
    >
      <div className="stack" lang="en">
        <p className="row">
          <Tag tone="plain">{method}</Tag>
          <Code fixed>{path}</Code>
        </p>
        {description && <p>{description}</p>}
      </div>
      {parameters.length > 0 && (
        <Table
          caption={t('api.parameters')}
          rows={parameters}
          keyOf={({ name }) => name}
          columns={[
            { title: t('api.name'), head: true, cell: ({ name }) => <Code fixed>{name}</Code> },
            {
              title: t('api.type'),
              cell: ({ type, required }) => (required ? `${type}, ${t('api.required')}` : type),
            },
            { title: t('api.meaning'), cell: (row) => <span lang="en">{row.description}</span> },
          ]}
        />
      )}
      {body && (
        <p>
          {t('api.body')}: <Code fixed>{body}</Code>
        </p>
      )}
      <Table
        caption={t('api.answers')}
        rows={answers}
        keyOf={({ status }) => status}
        columns={[
          { title: 'HTTP', head: true, cell: ({ status }) => status },
          { title: t('api.meaning'), cell: (row) => <span lang="en">{row.description}</span> },
          { title: t('api.type'), cell: ({ type }) => <Code fixed>{type}</Code> },
        ]}
      />
    </Section>
  )
}

export default function Api() {
  const { operations } = useLoaderData<typeof loader>()
  const { t, language } = useWords()
  return (
    <Page>
      <Stack>
        <PageTitle>{t('api.title')}</PageTitle>
        <p>{t('api.lead')}</p>
        {operations.length === 0 ? (
          <p>{t('api.absent')}</p>
        ) : (
          <p>
            <a href="/api/openapi.json">{t('api.document')}</a>
          </p>
        )}
        {language !== 'en' && operations.length > 0 && <p className="quiet">{t('api.language')}</p>}
      </Stack>
      {operations.map((operation) => (
        <Described key={`${operation.method} ${operation.path}`} operation={operation} />
      ))}
    </Page>
  )
}

export const ErrorBoundary = PageProblem
