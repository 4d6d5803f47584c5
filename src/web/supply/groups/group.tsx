// SPDX-License-Identifier: Apache-2.0
/** One working group or operation: who takes part, what it found, what is done about it. */
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { EVIDENCE, FINDING_MARKINGS, GRADES, PAPS, PARTS } from '#supply/groups/contract.ts'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { MarkingTag } from '../../workspace/readers/marking.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { Briefings } from './briefings.tsx'
import { carryOut, FIELDS, type Field, fieldAt } from './commands.ts'
import { groupsAt, textIn } from './door.ts'
import { Findings } from './findings.tsx'
import './groups.css'
import { Meetings } from './meetings.tsx'
import { Closing, Members } from './members.tsx'
import { StateTag } from './tags.tsx'
import { useGroups } from './words.ts'

const dones = [
  ...(['convene', 'start', 'close', 'admit', 'remove', 'find', 'agree'] as const),
  ...(['begin', 'done', 'drop', 'postpone', 'hand'] as const),
  ...(['meet', 'change', 'cancel', 'minute', 'attend'] as const),
] as const
const MARKS = [...FINDING_MARKINGS, 'red'] as const
const tolds = ['changed', 'not-now', 'open-measures', 'key-reused'] as const

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, names, messages } = await groupsAt({ context, url })
  const found = await desk.open(params.id ?? '')
  if (!found.ok) throw nothingHere()
  const group = found.value
  const may = (verb: (typeof group.may)[number]) => group.may.includes(verb)
  const guests = may('admit') ? await desk.guests() : undefined
  const linkable = may('find') ? await desk.linkable() : undefined
  const groups = may('agree') ? await desk.list() : undefined
  const done = url.searchParams.get('done')
  // A briefing whose next version is to be written.
  const asked = may('brief') ? url.searchParams.get('replaces') : null
  const before = asked ? await desk.briefing(asked) : undefined
  return {
    ...{ messages, group, names: await names(), key: crypto.randomUUID() },
    guests: guests?.ok ? guests.value : [],
    linkable: linkable?.ok ? linkable.value : { incidents: [], watched: [] },
    // Where a measure may be handed to.
    others: (groups?.ok ? groups.value : []).filter(
      ({ id, state, convener }) => id !== group.id && state !== 'closed' && convener === group.convener,
    ),
    // From here, since a browser may know others.
    zones:
      may('meet') || group.meetings.some((each) => each.may.includes('change'))
        ? ['UTC', ...Intl.supportedValuesOf('timeZone')]
        : [],
    choices: { paps: PAPS, all: MARKS, evidence: EVIDENCE, grades: GRADES, markings: FINDING_MARKINGS, parts: PARTS },
    before: before?.ok && before.value.group === group.id ? before.value : null,
    done: dones.find((each) => each === done) ?? null,
  }
}
export type GroupData = ReturnType<typeof useLoaderData<typeof loader>>

/** Also after a refusal: it brings another key, and the record as it is by now. */
export const shouldRevalidate = () => true

export interface Answer {
  /** The form that was sent, what stood in it, and what is wrong. */
  form: string
  given: Partial<Record<string, string>>
  problem: Field | null
  told: (typeof tolds)[number] | null
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await groupsAt({ context, url })
  const group = params.id ?? ''
  const form = await request.formData()
  const acted = await carryOut({ desk, group, form })
  if (!acted) throw nothingHere()
  const asked = String(form.get('do'))
  if (acted.ok && acted.value && asked === 'brief') throw redirect(`/groups/${group}/briefings/${acted.value.id}`)
  if (acted.ok) throw redirect(`/groups/${group}?done=${asked}`)
  const { code = '', where } = acted.refusal ?? {}
  const name = String(form.get('form'))
  const given = Object.fromEntries(
    [...FIELDS, 'evidence', 'grade', 'part', 'pap'].map((field) => [field, textIn(form, `${name}.${field}`)]),
  )
  // A list of several has one name.
  given.recipients = form.getAll(`${name}.recipients`).map(String).join(' ')
  const told = tolds.find((each) => each === code) ?? null
  if (code !== 'not-valid' && !told) throw nothingHere()
  const problem = code === 'not-valid' ? fieldAt(asked, where) : null
  return data<Answer>({ form: name, given, problem, told }, { status: told ? 409 : 422 })
}

export default function GroupPage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, date } = useGroups()
  const { group, names, done } = loaded
  const problems = answer?.problem
    ? [{ text: t(`wrong.${answer.problem}`), field: `${answer.form}.${answer.problem}` }]
    : []
  const page = { loaded, answer }
  return (
    <WorkPage title={group.title} help={t('one.help', { organisation: names[group.convener] ?? t('unknown') })}>
      <ErrorSummary problems={problems} />
      {answer?.told && (
        <Notice tone="caution" live>
          {t(`refused.${answer.told}`)}
        </Notice>
      )}
      {done && !answer && (
        <Notice tone="good" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      {group.late > 0 && (
        <Notice tone="caution">
          <a href="#late">{t('one.late', { count: group.late })}</a>
        </Notice>
      )}
      <Facts
        facts={[
          [t('one.state'), <StateTag key="state" state={group.state} />],
          [t('one.kind'), t(`kind.${group.kind}`)],
          [t('one.marking'), <MarkingTag key="marking" marking={group.marking} />],
          [
            t('one.days'),
            group.ends === null
              ? t('one.since', { from: date(group.begins) })
              : t('one.span', { from: date(group.begins), until: date(group.ends) }),
          ],
          [
            t('one.purpose'),
            <span key="purpose" className="said" dir="auto">
              {group.purpose}
            </span>,
          ],
          [
            t('one.legalBasis'),
            <bdi key="law" className="said">
              {group.legalBasis}
            </bdi>,
          ],
        ]}
      />
      {group.result !== null && (
        <Notice title={t('one.result')}>
          <p className="said" dir="auto">
            {group.result}
          </p>
        </Notice>
      )}
      <Findings {...page} />
      <Briefings {...page} />
      <Meetings {...page} />
      <Members {...page} />
      <Closing {...page} />
      <p>
        <a href="/groups">{t('one.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
