// SPDX-License-Identifier: Apache-2.0
/**
 * A report: pasted, read, checked by the officer, saved as a draft; or a draft that is written anew. Every step is a form, so
 * none needs script.
 */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  type ShouldRevalidateFunctionArgs,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { IncidentsDesk } from '#supply/incidents/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { exchangeContext } from '../exchange/contexts.ts'
import { choices } from './choices.ts'
import { incidentsAt, keyIn } from './door.ts'
import { type Given, groups, MOST_ROWS, rowFields, rowsIn } from './fields.ts'
import { checked, givenOf, type Problem, problemAt } from './given.ts'
import './incidents.css'
import { type Listed, listedIn } from './listed.ts'
import { ListedNotice, UnplacedNotice } from './listed.tsx'
import { namedIn, withoutNames } from './named.ts'
import { Paste } from './paste.tsx'
import { filledFrom, givenFrom, type Read, stillRead, unplacedIn, withoutStrayIds } from './read.ts'
import { ReportFields } from './report-fields.tsx'
import { speakIncidents, useIncidents } from './words.ts'

const LONGEST_PARAGRAPH = 20_000

/** The draft whose form this is, as it stands; null where a report begins. */
async function draftOf(desk: IncidentsDesk, id: string | undefined) {
  if (id === undefined) return null
  const found = desk.may.includes('edit') ? await desk.open(id) : null
  if (!found?.ok || found.value.status !== 'draft') throw nothingHere()
  const { version, kind, urgency, title, account, occurred, place, goods, equipment, route } = found.value
  const { parties, identifiers } = found.value
  const fields = { kind, urgency, title, account, occurred, place, goods, equipment, route, parties, identifiers }
  const persons = await namedIn(desk, { title, account })
  return { id, version, title, persons, form: pictured(givenFrom(fields), {}) }
}

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, countries, me, messages } = await incidentsAt({ context, url })
  if (!desk.may.includes('report')) throw nothingHere()
  // Made with each picture of the form: however often that one is sent, it reports once.
  const key = crypto.randomUUID()
  const draft = await draftOf(desk, params.id)
  return { messages, choices, countries: countries.options, organisation: me.organisation.name, key, draft }
}

/** Never because something happened elsewhere: who writes is left alone. */
export const shouldRevalidate = ({ formMethod, currentUrl, nextUrl }: ShouldRevalidateFunctionArgs) =>
  formMethod !== undefined || currentUrl.href !== nextUrl.href

interface Answer {
  /** The form as it stands; null: the paragraph is still to be read. */
  form: { given: Given; read: Read; rows: Readonly<Record<string, number>>; picture: string } | null
  paragraph: string
  problems: Problem[]
  told: 'nothing' | 'read' | 'sentBefore' | 'changed' | null
  /** Field to go on with. */
  focus: string | null
  /** Found by restricted lists in what was pasted just now; no other answer has it. */
  listed: Listed[]
  /** Seen in what was pasted just now, and in no field. */
  unplaced: string[]
  /** Seem to be names of natural persons, in the title or the account; and whether somebody said that they are none. */
  persons: string[]
  noPerson: boolean
}

const none: Answer = {
  ...{ form: null, paragraph: '', problems: [], told: null, focus: null, listed: [], unplaced: [] },
  ...{ persons: [], noPerson: false },
}

/** One empty row follows those that are filled, and another one where it was asked for. */
const pictured = (given: Given, read: Read, another?: string): Answer['form'] => {
  const rows = groups.map((group) => {
    const filled = rowsIn(given, group)
    return [group, Math.min(MOST_ROWS, filled + (group === another ? 2 : 1))] as const
  })
  return { given, read, rows: Object.fromEntries(rows), picture: crypto.randomUUID() }
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk, me, messages } = await incidentsAt({ context, url })
  if (!desk.may.includes('report')) throw nothingHere()
  const form = await request.formData()
  const [intent = '', part] = String(form.get('intent') ?? '').split(':')
  const answer = (parts: Partial<Answer>, status = 200) => data<Answer>({ ...none, ...parts }, { status })

  if (intent === 'empty')
    return answer({ form: pictured({ 'place.country': me.organisation.country }, {}), focus: 'kind' })
  if (intent === 'read') {
    const paragraph = String(form.get('paragraph') ?? '').replaceAll('\r\n', '\n')
    const problems = [{ field: 'paragraph', say: 'paragraph', row: null }]
    if (paragraph.trim() === '' || paragraph.length > LONGEST_PARAGRAPH) return answer({ paragraph, problems }, 422)
    const suggestion = await desk.read(paragraph)
    if (!suggestion.ok && suggestion.refusal.code === 'not-valid') return answer({ paragraph, problems }, 422)
    if (!suggestion.ok) throw nothingHere()
    const { given, read } = filledFrom(paragraph, suggestion.value, me.organisation.country)
    const told = Object.values(read).every(({ missing }) => missing) ? 'nothing' : 'read'
    const listed = await listedIn(context.get(exchangeContext)?.desks.restricted, paragraph)
    const unplaced = unplacedIn(paragraph, suggestion.value)
    const persons = await namedIn(desk, given)
    return answer({ form: pictured(given, read), told, focus: 'told', listed, unplaced, persons })
  }

  const sent = givenOf(form)
  const read = stillRead(form, sent)
  const given = withoutStrayIds(sent, read)
  const persons = await namedIn(desk, given)
  const noPerson = form.get('noPerson') === 'yes'
  const back = (parts: Partial<Answer>, status = 200) => answer({ persons, noPerson, ...parts }, status)
  if (intent === 'unname') {
    const left = withoutNames(given, persons, speakIncidents(me.language, messages).t('new.nameTaken'))
    return answer({ form: pictured(left, stillRead(form, left)), focus: 'account' })
  }
  const group = groups.find((each) => each === part)
  if (intent === 'another' && group) {
    const focus = `${group}.${rowsIn(given, group)}.${rowFields[group][0]}`
    return back({ form: pictured(given, read, group), focus })
  }
  const { incident, problems } = checked(given)
  const isNamed = persons.length > 0 && !noPerson
  const all = isNamed ? [...problems, { field: 'account', say: 'accountPerson', row: null }] : problems
  if (!incident || (intent === 'save' && isNamed)) return back({ form: pictured(given, read), problems: all }, 422)
  if (intent !== 'save') return back({ form: pictured(given, read) })
  const reported = params.id
    ? await desk.edit(params.id, incident, Number(form.get('version')), keyIn(form))
    : await desk.report(incident, keyIn(form))
  if (reported.ok) throw redirect(`/incidents/${reported.value.id}?done=${params.id ? 'edit' : 'report'}`)
  const { code, where } = reported.refusal
  if (code === 'not-valid')
    return back({ form: pictured(given, read), problems: [problemAt(where ?? 'title', given)] }, 422)
  if (code === 'key-reused') return back({ form: pictured(given, read), told: 'sentBefore' }, 409)
  if (code === 'changed' || code === 'not-now') return back({ form: pictured(given, read), told: 'changed' }, 409)
  throw nothingHere()
}

export default function NewIncident() {
  const { key, organisation, choices, countries, draft } = useLoaderData<typeof loader>()
  const first = draft ? { ...none, form: draft.form, persons: draft.persons } : none
  const { form, paragraph, problems, told, focus, listed, unplaced, persons, noPerson } =
    useActionData<typeof action>() ?? first
  const { t } = useIncidents()
  const textOf = ({ say, row }: Problem) => {
    const text = t(`problem.${say}` as 'problem.title')
    const part = groups.find((group) => say.startsWith(`${group}.`))
    return part && row !== null ? t('problem.rowed', { row: t(`rowOf.${part}`, { row }), text }) : text
  }
  const wrong = problems.map((problem) => ({ text: textOf(problem), field: problem.field }))
  return (
    <WorkPage
      title={draft ? t('edit.title', { title: draft.title }) : t('new.title')}
      help={t(draft ? 'edit.help' : 'new.help')}
    >
      <ErrorSummary key={form?.picture} problems={wrong} />
      {form === null ? (
        <Paste paragraph={paragraph} error={wrong[0]?.text} />
      ) : (
        <Form
          method="post"
          action={draft ? `/incidents/${draft.id}/edit` : '/incidents/new'}
          className="stack"
          data-gap="large"
          preventScrollReset={told === null && problems.length === 0}
          noValidate
        >
          <input type="hidden" name="key" value={key} />
          {draft && <input type="hidden" name="version" value={draft.version} />}
          <input type="hidden" name="read" value={JSON.stringify(form.read)} />
          {/* First in the form: Enter in a field looks whether all is in order, and never saves. */}
          <button type="submit" name="intent" value="check" className="hidden" tabIndex={-1} aria-hidden="true" />
          {(told === 'sentBefore' || told === 'changed') && (
            <Notice tone="caution" live>
              {t(told === 'changed' ? 'edit.changed' : 'new.sentBefore')}
            </Notice>
          )}
          <ListedNotice listed={listed} />
          <UnplacedNotice unplaced={unplaced} />
          <ReportFields
            key={form.picture}
            {...{ ...form, told, focus, choices, countries, persons, noPerson }}
            errorAt={(field) => wrong.find((problem) => problem.field === field)?.text}
          />
          <div className="stack" data-gap="small">
            <p id="save-help">{t('new.saveHelp', { organisation })}</p>
            <div className="row">
              <Button type="submit" name="intent" value="save" aria-describedby="save-help">
                {t('new.save')}
              </Button>
            </div>
          </div>
        </Form>
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
