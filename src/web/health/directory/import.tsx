// SPDX-License-Identifier: Apache-2.0
/** A file of services: sent, looked at with what would become of each row, and taken over. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { type ImportReport, isSource, SOURCES } from '#health/directory/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { FileField } from '../../kit/file/file.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { ChooseColumns, columnsIn } from './columns.tsx'
import { directoryAt, keyIn, textIn } from './door.ts'
import { useDirectory } from './words.ts'

/** Rows that are shown one by one; of the others the number is told. */
const SHOWN = 200
/** Bytes, as the desk takes them. */
const MOST = 20 << 20

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, messages } = await directoryAt({ context, url })
  const upload = params.upload === undefined ? null : await desk.uploaded(params.upload)
  return {
    messages,
    sources: SOURCES,
    upload: upload?.ok ? { ...upload.value, report: cut(upload.value.report) } : null,
    // Also right after it was taken over: then the page shows what came of it instead.
    gone: url.searchParams.has('gone') || upload?.ok === false,
    organisation: me.organisation.name,
    key: crypto.randomUUID(),
  }
}

const cut = (report: ImportReport) => ({
  ...report,
  refusals: report.refused.length,
  refused: report.refused.slice(0, SHOWN),
  notes: report.notes.slice(0, SHOWN),
  more: Math.max(0, report.refused.length - SHOWN) + Math.max(0, report.notes.length - SHOWN),
})
type Shown = ReturnType<typeof cut>

/** Also after a refusal: it brings another key. */
export const shouldRevalidate = () => true

interface Answer {
  problem: 'file' | 'format' | null
  missing: string
  done: Shown | null
}
const nothing: Answer = { problem: null, missing: '', done: null }

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await directoryAt({ context, url })
  const form = await request.formData()
  const answer = (parts: Partial<Answer>, status: number) => data<Answer>({ ...nothing, ...parts }, { status })
  if (params.upload !== undefined && form.get('intent') === 'columns') {
    const looked = await desk.chooseColumns(params.upload, columnsIn(form), keyIn(form))
    throw redirect(looked.ok ? `/directory/import/${params.upload}` : '/directory/import?gone')
  }
  if (params.upload !== undefined) {
    const taken = await desk.takeOver(params.upload, keyIn(form))
    if (taken.ok) return answer({ done: cut(taken.value) }, 200)
    throw redirect('/directory/import?gone')
  }
  const file = form.get('file')
  const source = String(form.get('source') ?? '')
  if (!(file instanceof File) || file.size === 0 || file.size > MOST || !isSource(source))
    return answer({ problem: 'file' }, 422)
  const sent = await desk.upload(
    source,
    file.name,
    new Uint8Array(await file.arrayBuffer()),
    keyIn(form),
    textIn(form, 'named'),
  )
  if (sent.ok) throw redirect(`/directory/import/${sent.value.id}`)
  const { code, values } = sent.refusal
  if (code === 'not-found') throw nothingHere()
  return answer(
    { problem: code === 'not-this-format' ? 'format' : 'file', missing: String(values?.missing ?? '') },
    422,
  )
}

/** Of the services concerned, folded: how many stands beside them. */
function Names({ title, names, all }: { title: string; names: readonly string[]; all: number }) {
  const { t, number } = useDirectory()
  if (names.length === 0) return null
  return (
    <Panel title={title} fold="closed">
      <ul>
        {names.map((name, at) => (
          <li key={at}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
      {all > names.length && <p className="quiet">{t('report.more', { number: number(all - names.length) })}</p>}
    </Panel>
  )
}

function Report({ report, isDone }: { report: Shown; isDone: boolean }) {
  const { t, number } = useDirectory()
  const { rows, added, changed, same, back, left, refused, refusals, notes, more, leaving = [] } = report
  const counts = { rows, added, changed, same, back, left }
  const coming = { adding: added, changing: Math.max(changed, report.changing?.length ?? 0) }
  const told = [
    ...refused.map((row) => ({ ...row, kind: 'refused' as const })),
    ...notes.map((row) => ({ ...row, kind: 'noted' as const })),
  ].sort((a, b) => (a.file ?? '').localeCompare(b.file ?? '') || a.line - b.line)
  return (
    <>
      <Facts
        facts={[
          ...(['rows', 'added', 'changed', 'same', 'back', 'left'] as const).map(
            (name) => [t(`report.${name}`), number(counts[name])] as const,
          ),
          [t('report.refused'), number(refusals)],
        ]}
      />
      {(['adding', 'changing'] as const).map((which) => (
        <Names
          key={which}
          title={t(isDone ? `report.${which}Done` : `report.${which}`, { number: number(coming[which]) })}
          names={report[which] ?? []}
          all={coming[which]}
        />
      ))}
      {leaving.length > 0 && (
        <Panel title={t(isDone ? 'report.goneDone' : 'report.gone', { number: number(left) })} fold="open">
          <ul>
            {leaving.map((name, at) => (
              <li key={at}>
                <bdi>{name}</bdi>
              </li>
            ))}
          </ul>
          {left > leaving.length && (
            <p className="quiet">{t('report.more', { number: number(left - leaving.length) })}</p>
          )}
        </Panel>
      )}
      {told.length > 0 && (
        <Table
          caption={t(isDone ? 'report.toldDone' : 'report.told')}
          rows={told}
          keyOf={({ file, line, code, kind, given }) => `${file} ${line} ${code} ${kind} ${given}`}
          columns={[
            {
              title: t('report.line'),
              head: true,
              cell: ({ file, line }) => (
                <>
                  {file !== undefined && <bdi>{file} </bdi>}
                  {line === 0 ? '–' : number(line)}
                </>
              ),
            },
            { title: t('report.what'), cell: ({ kind }) => t(`report.kind.${kind}`) },
            { title: t('report.why'), cell: ({ code }) => t(`row.${code}`) },
            { title: t('report.given'), cell: ({ given }) => <bdi>{given ?? ''}</bdi> },
          ]}
        />
      )}
      {more > 0 && <p className="quiet">{t('report.more', { number: number(more) })}</p>}
    </>
  )
}

export default function ImportPage() {
  const { upload, sources, key, gone, organisation } = useLoaderData<typeof loader>()
  const { problem, missing, done } = useActionData<typeof action>() ?? nothing
  const { t } = useDirectory()
  // A table of which it is not chosen yet where its rows say what nothing is without.
  const isBlank = done === null && upload !== null && upload.report.rows === 0
  const error = problem && t(`import.problem.${problem}`, { missing })
  if (done || upload)
    return (
      <WorkPage
        title={t(done ? 'import.doneTitle' : 'import.lookTitle')}
        help={t(done ? 'import.doneHelp' : 'import.lookHelp')}
      >
        {upload && !done && (
          <p>
            <bdi>{upload.name}</bdi> · {t(`source.${upload.source}`)}
            {upload.named !== '' && (
              <>
                {' '}
                · {t('import.named')}: <bdi>{upload.named}</bdi>
              </>
            )}
          </p>
        )}
        {done && <Notice tone="good" live title={t('import.done')} />}
        {!isBlank && <Report report={done ?? (upload as { report: Shown }).report} isDone={done !== null} />}
        {upload && !done && !isBlank && (
          <Form method="post" action={`/directory/import/${upload.id}`} className="row">
            <input type="hidden" name="key" value={key} />
            <Button type="submit">{t('import.take')}</Button>
            <a href="/directory/import">{t('import.other')}</a>
          </Form>
        )}
        {upload && !done && upload.headings.length > 0 && <ChooseColumns upload={upload} formKey={key} />}
        <p>
          <a href="/directory">{t('one.back')}</a>
        </p>
      </WorkPage>
    )
  return (
    <WorkPage title={t('import.title')} help={t('import.help', { organisation })} narrow>
      {error && <ErrorSummary problems={[{ text: error, field: 'file' }]} />}
      {gone && !error && <Notice tone="caution">{t('import.gone')}</Notice>}
      <Form method="post" action="/directory/import" encType="multipart/form-data" className="stack" noValidate>
        <input type="hidden" name="key" value={key} />
        <SelectField
          name="source"
          label={t('import.source')}
          options={sources.map((source) => [source, t(`source.${source}`)] as const)}
        />
        <FileField
          name="file"
          label={t('import.file')}
          hint={t('import.fileHint')}
          most={MOST}
          {...(error && { error })}
        />
        <TextField
          name="named"
          label={t('import.named')}
          hint={t('import.namedHint')}
          maxLength={100}
          autoComplete="off"
        />
        <div className="row">
          <Button type="submit">{t('import.look')}</Button>
        </div>
      </Form>
      <p>
        <a href="/directory">{t('one.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
