// SPDX-License-Identifier: Apache-2.0
/** The body's public key: proposed by one officer, put in force by another. The private one never comes here. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { KeyCommand } from '#health/safeguards/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Code } from '../../kit/layout/code.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { field, keyIn, safeguardsAt } from './door.ts'
import { useSafeguards } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, me, messages } = await safeguardsAt({ context, url })
  const keys = await desk.keys()
  if (!keys.ok) throw nothingHere()
  const rows = keys.value.map((each) => ({ ...each, isOwn: each.proposedBy === me.account }))
  return { messages, rows, done: url.searchParams.has('done'), key: crypto.randomUUID() }
}

export const shouldRevalidate = () => true

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await safeguardsAt({ context, url })
  const form = await request.formData()
  const wanted = field(form, 'do')
  const command: KeyCommand =
    wanted === 'agree' || wanted === 'decline'
      ? { do: wanted, id: field(form, 'id') }
      : { do: 'propose', publicKey: field(form, 'publicKey').trim() }
  const done = await desk.settleKey(command, keyIn(form))
  if (done.ok) throw redirect('/safeguards/keys?done')
  if (done.refusal.code === 'not-found') throw nothingHere()
  return data({ code: done.refusal.code, typed: field(form, 'publicKey') }, { status: 422 })
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

function Waiting({ row, formKey }: { row: Row; formKey: string }) {
  const { t } = useSafeguards()
  return (
    <Panel title={t('keys.waits')}>
      <p>
        <Code fixed>{row.fingerprint}</Code>
      </p>
      <p className="quiet">{t(row.isOwn ? 'keys.own' : 'keys.compare')}</p>
      {!row.isOwn && (
        <Form method="post" className="row">
          <input type="hidden" name="id" value={row.id} />
          <input type="hidden" name="key" value={formKey} />
          <Button type="submit" name="do" value="agree">
            {t('keys.agree')}
          </Button>
          <Button type="submit" name="do" value="decline" look="quiet">
            {t('keys.decline')}
          </Button>
        </Form>
      )}
    </Panel>
  )
}

export default function KeysPage() {
  const { rows, done, key } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { t, moment } = useSafeguards()
  return (
    <WorkPage title={t('keys.title')} help={t('keys.help')}>
      {done && !answered && (
        <Notice tone="good" live>
          {t('report.done')}
        </Notice>
      )}
      {answered && answered.code !== 'not-valid' && (
        <Notice tone="caution" live>
          {t('keys.notNow')}
        </Notice>
      )}
      {rows
        .filter(({ status }) => status === 'proposed')
        .map((row) => (
          <Waiting key={row.id} row={row} formKey={key} />
        ))}
      {rows.length > 0 && (
        <Table
          caption={t('keys.all')}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            { title: t('keys.fingerprint'), head: true, cell: ({ fingerprint }) => <Code fixed>{fingerprint}</Code> },
            {
              title: t('list.state'),
              cell: ({ status }) => <Tag tone={status === 'active' ? 'sure' : 'plain'}>{t(`status.${status}`)}</Tag>,
            },
            { title: t('keys.proposed'), cell: ({ proposedAt }) => moment(proposedAt) },
          ]}
        />
      )}
      <Panel title={t('keys.propose')}>
        <p className="quiet">{t('keys.make')}</p>
        <p>
          <code>./passerelle safeguards key --out body-key.json</code>
        </p>
        <Form method="post" className="stack" noValidate>
          <input type="hidden" name="key" value={key} />
          <TextField
            name="publicKey"
            label={t('keys.public')}
            hint={t('keys.publicHint')}
            error={answered?.code === 'not-valid' ? t('keys.notValid') : undefined}
            defaultValue={answered?.typed}
            maxLength={60}
            autoComplete="off"
            spellCheck={false}
          />
          <div className="row">
            <Button type="submit" name="do" value="propose">
              {t('keys.proposeDo')}
            </Button>
          </div>
        </Form>
      </Panel>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
