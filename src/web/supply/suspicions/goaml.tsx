// SPDX-License-Identifier: Apache-2.0
/** What a financial intelligence unit asks of a goAML report: its schema, with each pattern that is read otherwise, and its codes. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { PAYMENT_KINDS } from '#supply/suspicions/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { FileField } from '../../kit/file/file.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { suspicionsAt, textIn } from './door.ts'
import { codesIn, fixedText } from './goaml-codes.ts'
import { useSuspicions } from './words.ts'

/** Bytes of a schema; those that are handed out have some 300,000. */
const MOST = 3_000_000

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, messages } = await suspicionsAt({ context, url })
  const plan = await desk.goaml()
  if (!plan.ok) throw nothingHere()
  return { messages, plan: plan.value, done: url.searchParams.has('done') }
}
type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

export const shouldRevalidate = () => true

interface Answer {
  problem: 'schema' | 'fixed' | 'changed'
  /** In the words of the reader of schemas, where one was refused. */
  told: string
  fixed: string
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await suspicionsAt({ context, url })
  const form = await request.formData()
  const version = Number(form.get('version'))
  const answer = (problem: Answer['problem'], status: number, told = '') =>
    data<Answer>({ problem, told, fixed: textIn(form, 'fixed') }, { status })
  const set = async () => {
    if (form.get('do') === 'codes') return desk.setGoamlCodes(codesIn(form), version)
    const file = form.get('schema')
    if (!(file instanceof File) || file.size === 0 || file.size > MOST) return undefined
    return desk.setGoamlSchema(new Uint8Array(await file.arrayBuffer()), version)
  }
  const done = await set()
  if (!done) return answer('schema', 422)
  if (done.ok) throw redirect('/suspicions/goaml?done')
  const { code, detail, where = '' } = done.refusal
  if (code === 'not-found') throw nothingHere()
  if (code === 'not-this-format') return answer('schema', 422, `${detail} (${where})`)
  return code === 'not-valid' ? answer('fixed', 422, detail) : answer('changed', 409)
}

function Schema({ plan, error }: { plan: Loaded['plan']; error: string | null }) {
  const { t, moment } = useSuspicions()
  const { isLoaded, schemaVersion, repairs, changedAt, version } = plan
  return (
    <Panel title={t('goaml.schema')}>
      {isLoaded ? (
        <Facts
          facts={[
            [t('goaml.version'), <bdi key="version">{schemaVersion || t('value.unknown')}</bdi>],
            [t('goaml.changed'), changedAt ? <time dateTime={changedAt}>{moment(changedAt)}</time> : '–'],
          ]}
        />
      ) : (
        <p>{t('goaml.none')}</p>
      )}
      {repairs.length > 0 && (
        <details>
          <summary>{t('goaml.repairs', { count: repairs.length })}</summary>
          <p className="quiet">{t('goaml.repairsHelp')}</p>
          <Table
            caption={t('goaml.repaired')}
            captionHidden
            rows={repairs}
            keyOf={({ line }) => line}
            columns={[
              { title: t('batch.line'), head: true, cell: ({ line }) => line },
              { title: t('goaml.before'), whole: true, cell: ({ before }) => <code>{before}</code> },
              { title: t('goaml.after'), whole: true, cell: ({ after }) => <code>{after}</code> },
            ]}
          />
        </details>
      )}
      <Form method="post" action="/suspicions/goaml" encType="multipart/form-data" className="stack" noValidate>
        <input type="hidden" name="version" value={version} />
        <FileField
          name="schema"
          accept=".xsd,.xml"
          most={MOST}
          label={t('goaml.choose')}
          hint={t('goaml.chooseHint')}
          {...(error !== null && { error })}
        />
        <div className="row">
          <Button type="submit" name="do" value="schema" look={isLoaded ? 'quiet' : 'strong'}>
            {t('goaml.load')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

interface CodeProps {
  name: string
  label: string
  list: readonly { code: string; means: string }[]
  value: string
}

/** One of the schema's codes; free text where it has no list of them. */
function Code({ name, label, list, value }: CodeProps) {
  const { t } = useSuspicions()
  if (list.length === 0) return <TextField name={name} label={label} defaultValue={value} size="small" maxLength={60} />
  const named = list.map(({ code, means }) => [code, means === '' ? code : `${code} – ${means}`] as const)
  return <SelectField name={name} label={label} defaultValue={value} options={[['', t('act.choose')], ...named]} />
}

function Codes({ plan, error, typed }: { plan: Loaded['plan']; error: string | null; typed: string | null }) {
  const { t } = useSuspicions()
  const { lists, codes, version } = plan
  if (lists === null) return null
  return (
    <Panel title={t('goaml.codes')}>
      <p className="quiet">{t('goaml.codesHelp')}</p>
      <Form method="post" action="/suspicions/goaml" encType="multipart/form-data" className="stack" noValidate>
        <input type="hidden" name="version" value={version} />
        {(['report', 'submission', 'indicator'] as const).map((name) => (
          <Code key={name} name={name} label={t(`goaml.code.${name}`)} list={lists[name] ?? []} value={codes[name]} />
        ))}
        {PAYMENT_KINDS.map((kind) => (
          <fieldset key={kind} className="stack" data-gap="small">
            <legend>{t(`payment.${kind}`)}</legend>
            {(['modes', 'funds'] as const).map((name) => (
              <Code
                key={name}
                name={`${name}-${kind}`}
                label={t(`goaml.code.${name}`)}
                list={lists[name] ?? []}
                value={codes[name][kind] ?? ''}
              />
            ))}
          </fieldset>
        ))}
        <AreaField
          name="fixed"
          label={t('goaml.fixed')}
          hint={t('goaml.fixedHint')}
          rows={6}
          defaultValue={typed ?? fixedText(codes.fixed)}
          {...(error !== null && { error })}
        />
        <div className="row">
          <Button type="submit" name="do" value="codes">
            {t('goaml.save')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

export default function Goaml() {
  const { plan, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useSuspicions()
  const { problem, told = '' } = answer ?? {}
  const said = problem === 'schema' || problem === 'fixed' ? `${t(`goaml.problem.${problem}`)} ${told}`.trim() : ''
  return (
    <WorkPage title={t('goaml.title')} help={t('goaml.help')}>
      <ErrorSummary problems={said === '' ? [] : [{ text: said, field: problem === 'schema' ? 'schema' : 'fixed' }]} />
      {problem === 'changed' && (
        <Notice tone="caution" live>
          {t('alert.changed')}
        </Notice>
      )}
      {done && !answer && (
        <Notice tone="good" live>
          {t('goaml.done')}
        </Notice>
      )}
      <Schema key={`schema ${plan.version}`} plan={plan} error={problem === 'schema' ? said : null} />
      <Codes
        key={`codes ${plan.version}`}
        plan={plan}
        error={problem === 'fixed' ? said : null}
        typed={problem === 'fixed' ? (answer?.fixed ?? null) : null}
      />
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
