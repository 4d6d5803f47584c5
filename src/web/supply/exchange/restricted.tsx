// SPDX-License-Identifier: Apache-2.0
/** Restricted lists: matching for those who are cleared; import, and who looked, for their custodian. */
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { ImportList, RestrictedFinding } from '#supply/restricted/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { labelOf, type Marking, MarkingTag } from '../../workspace/readers/marking.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { exchangeAt, textIn } from './door.ts'
import { useExchange } from './words.ts'

const FIELDS = ['name', 'text', 'marking', 'reaches'] as const
type Field = (typeof FIELDS)[number]

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, organisations, messages } = await exchangeAt({ context, url }, 'restricted')
  const lists = await desk.lists()
  if (!lists.ok) throw nothingHere()
  const own = desk.may.includes('import')
  const named = own ? (await organisations()).map(({ id, name }) => ({ id, name })) : []
  const shown = url.searchParams.get('looks')
  const looks = own && shown !== null ? await desk.looks(shown) : null
  if (looks && !looks.ok) throw nothingHere()
  return {
    ...{ messages, lists: lists.value, organisations: named, mayImport: own, mayMatch: desk.may.includes('match') },
    ...{ looks: looks?.ok ? looks.value : null, done: url.searchParams.has('done') },
  }
}

interface Answer {
  findings: RestrictedFinding[] | null
  field: Field | 'line' | null
  /** Line and column of a file that is not in order. */
  at: { line: number; column: string } | null
  typed: { line: string; name: string; reaches: string[] }
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await exchangeAt({ context, url }, 'restricted')
  const form = await request.formData()
  const [line, name, reaches] = [textIn(form, 'line'), textIn(form, 'name'), form.getAll('reaches').map(String)]
  const none: Answer = { findings: null, field: null, at: null, typed: { line, name, reaches } }
  // What was matched and what was found stay out of every cache.
  const answer = (parts: Partial<Answer>, status = 200) =>
    data<Answer>({ ...none, ...parts }, { status, headers: { 'cache-control': 'no-store' } })
  if (form.get('intent') === 'match') {
    const found = await desk.match(line)
    if (found.ok) return answer({ findings: found.value })
    if (found.refusal.code === 'not-found') throw nothingHere()
    return answer({ field: 'line' }, 422)
  }
  const marking = textIn(form, 'marking') as ImportList['marking']
  const done = await desk.import({ name, text: String(form.get('text') ?? ''), marking, reaches })
  if (done.ok) throw redirect('/restricted?done')
  const { code, where, values } = done.refusal
  if (code === 'not-found') throw nothingHere()
  const at = values ? { line: Number(values.line), column: String(values.column) } : null
  return answer({ field: FIELDS.find((each) => each === where) ?? 'text', at }, 422)
}

function Findings({ findings }: { findings: RestrictedFinding[] }) {
  const { t, percent } = useExchange()
  if (findings.length === 0) return <Notice live>{t('restricted.nothing')}</Notice>
  return (
    <Table
      caption={t('restricted.found')}
      rows={findings}
      keyOf={(_, index) => index}
      columns={[
        { title: t('restricted.substance'), head: true, cell: ({ name }) => <bdi>{name}</bdi> },
        { title: t('restricted.as'), cell: ({ as }) => <bdi>{as}</bdi> },
        { title: t('restricted.certainty'), figures: true, cell: ({ certainty }) => percent(certainty) },
        {
          title: t('restricted.by'),
          cell: ({ restricted }) =>
            restricted === null ? (
              t('restricted.open')
            ) : (
              <>
                <Tag tone="listed">{t('restricted.tag')}</Tag> <bdi>{restricted}</bdi>
              </>
            ),
        },
      ]}
    />
  )
}

export default function Restricted() {
  const { lists, organisations, mayImport, mayMatch, looks, done } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { t, moment, number } = useExchange()
  const names = new Map(organisations.map(({ id, name }) => [id, name]))
  const { field = null, at = null, typed, findings = null } = answered ?? {}
  const wrong = (name: Field | 'line') => {
    if (field !== name) return undefined
    if (name === 'text' && at) return t('restricted.wrong.row', { ...at })
    return t(`restricted.wrong.${name}`)
  }
  const told = field === null ? undefined : wrong(field)
  return (
    <WorkPage title={t('restricted.title')} help={t('restricted.help')}>
      {told && <ErrorSummary problems={[{ text: told, field: field === 'line' ? 'line' : (field ?? 'text') }]} />}
      {done && !answered && (
        <Notice tone="good" live>
          {t('restricted.done')}
        </Notice>
      )}
      {mayMatch && (
        <form method="post" action="/restricted" className="stack">
          <AreaField
            name="line"
            label={t('restricted.line')}
            hint={t('restricted.lineHint')}
            error={wrong('line')}
            defaultValue={typed?.line}
            rows={3}
            maxLength={20000}
          />
          <div className="row">
            <Button type="submit" name="intent" value="match">
              {t('restricted.match')}
            </Button>
          </div>
        </form>
      )}
      {findings && <Findings findings={findings} />}
      {lists.length === 0 ? (
        <EmptyState title={t('restricted.none')}>{t('restricted.noneMore')}</EmptyState>
      ) : (
        <Table
          caption={t('restricted.lists')}
          rows={lists}
          keyOf={({ id }) => id}
          columns={[
            { title: t('restricted.name'), head: true, cell: ({ name }) => <bdi>{name}</bdi> },
            { title: t('restricted.rows'), figures: true, cell: ({ rows }) => number(rows) },
            { title: t('restricted.marking'), cell: ({ marking }) => <MarkingTag marking={marking as Marking} /> },
            { title: t('restricted.imported'), cell: ({ imported }) => moment(imported) },
            ...(mayImport
              ? [
                  {
                    title: t('restricted.looks'),
                    cell: ({ id }: { id: string }) => <a href={`/restricted?looks=${id}`}>{t('restricted.who')}</a>,
                  },
                ]
              : []),
          ]}
        />
      )}
      {looks && (
        <Table
          caption={t('restricted.looks')}
          rows={looks}
          keyOf={(_, index) => index}
          columns={[
            { title: t('restricted.at'), head: true, cell: (look) => moment(look.at) },
            { title: t('restricted.organisation'), cell: ({ organisation }) => names.get(organisation ?? '') ?? '–' },
            { title: t('restricted.account'), cell: ({ account }) => account ?? '–' },
            { title: t('restricted.did'), cell: ({ verb }) => verb },
          ]}
        />
      )}
      {mayImport && (
        <Panel title={t('restricted.add')} fold={field && field !== 'line' ? 'open' : 'closed'}>
          <form method="post" action="/restricted" className="stack" noValidate>
            <TextField
              name="name"
              label={t('restricted.name')}
              error={wrong('name')}
              defaultValue={typed?.name}
              maxLength={100}
              autoComplete="off"
            />
            <AreaField
              name="text"
              label={t('restricted.text')}
              hint={t('restricted.textHint')}
              error={wrong('text')}
              rows={6}
              fixed
            />
            <SelectField
              name="marking"
              label={t('restricted.marking')}
              error={wrong('marking')}
              options={(['red', 'amber+strict'] as const).map((each) => [each, labelOf(each)] as const)}
            />
            <fieldset className="field">
              <legend>{t('restricted.reaches')}</legend>
              {wrong('reaches') && <span className="error">{wrong('reaches')}</span>}
              {organisations.map(({ id, name }) => (
                <Choice
                  key={id}
                  type="checkbox"
                  name="reaches"
                  value={id}
                  label={name}
                  defaultChecked={typed?.reaches.includes(id)}
                />
              ))}
            </fieldset>
            <div className="row">
              <Button type="submit" name="intent" value="import">
                {t('restricted.do')}
              </Button>
            </div>
          </form>
        </Panel>
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
