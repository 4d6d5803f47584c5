// SPDX-License-Identifier: Apache-2.0
/** One inspection, as officers, inspectors and the provider each may read it. */
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { Facts } from '../../../kit/layout/layout.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { nothingHere } from '../../../workspace/who.ts'
import { type Answer, keyIn, NOTHING, refused } from '../door.ts'
import { Told } from '../parts.tsx'
import { Conflicts, Photographs, Questions } from './answers.tsx'
import { commandOf, findingCommandOf } from './commands.ts'
import { inspectionsAt } from './door.ts'
import { Findings } from './findings.tsx'
import { Add, Amend, Declare, Field, Finish } from './visit-acts.tsx'
import { useInspections } from './words.ts'

const ACTS = [
  ...(['plan', 'declare', 'amend', 'cancel', 'answer', 'choose', 'finish', 'revoke', 'add'] as const),
  ...(['correct', 'show', 'verify', 'return', 'attach'] as const),
]

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, messages } = await inspectionsAt({ context, url })
  const found = await desk.open(params.id ?? '')
  if (!found.ok) throw nothingHere()
  const done = url.searchParams.get('done')
  return {
    ...{ messages, one: found.value, key: crypto.randomUUID(), today: new Date().toISOString().slice(0, 10) },
    isBody: desk.may.includes('act'),
    // An inspector who is no officer has no part in the decision, and no page of it.
    decides: desk.may.includes('plan') || !desk.may.includes('act'),
    done: ACTS.find((each) => each === done) ?? null,
  }
}
export type VisitData = ReturnType<typeof useLoaderData<typeof loader>>

/** Also after a refusal: it brings another key, and the record as it is by now. */
export const shouldRevalidate = () => true

/** What of a form is told by its own name. */
const WRONG = ['report', 'on', 'due', 'found', 'why'] as const

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await inspectionsAt({ context, url })
  const [id, form] = [params.id ?? '', await request.formData()]
  const at = `/assurance/inspections/${id}`
  const finding = String(form.get('finding') ?? '')
  if (form.get('do') === 'attach') {
    const file = form.get('file')
    const added =
      file instanceof File && file.name !== '' ? await desk.attach(finding, file.name, file.stream()) : undefined
    if (added?.ok) throw redirect(`${at}?done=attach`)
    if (added?.refusal.code === 'not-found') throw nothingHere()
    return { ...NOTHING, file: 'kind' } satisfies Answer
  }
  const version = Number(form.get('version'))
  const ofFinding = findingCommandOf(form)
  if (ofFinding) {
    const settled = await desk.settle(finding, ofFinding, version, keyIn(form))
    if (settled.ok) throw redirect(`${at}?done=${ofFinding.do}`)
    return refused(settled.refusal)
  }
  const command = commandOf(form)
  if (!command) throw nothingHere()
  const acted = await desk.act(id, command, version, keyIn(form))
  if (acted.ok) throw redirect(`${at}?done=${command.do}`)
  const { code, where = '' } = acted.refusal
  const wrong = code === 'not-valid' && WRONG.find((each) => where.split('.').includes(each))
  return wrong ? data<Answer>({ ...NOTHING, wrong }, { status: 422 }) : refused(acted.refusal)
}

export default function Visit() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, date, number } = useInspections()
  const { one, isBody, done } = loaded
  return (
    <WorkPage title={t('inspection.one', { name: one.serviceName })} help={t('inspection.oneHelp')}>
      <Told answer={answer} done={null} />
      {answer?.wrong && (
        <Notice tone="caution" live>
          {t(`inspection.wrong.${answer.wrong}`)}
        </Notice>
      )}
      {answer?.file && (
        <Notice tone="caution" live>
          {t('inspection.proofProblem')}
        </Notice>
      )}
      {done && !answer && (
        <Notice tone="good" live>
          {t(`inspection.done.${done}`)}
        </Notice>
      )}
      <Facts
        facts={[
          [t('inspection.stateTitle'), t(`inspection.state.${one.state}`)],
          [t('inspection.kind'), t(one.announced ? 'inspection.announced' : 'inspection.unannounced')],
          [t('list.setting'), t(`setting.${one.setting}`)],
          [t('inspection.day'), date(one.visited ?? one.on)],
          ...(one.why ? [[t('inspection.why'), one.why] as const] : []),
          ...(isBody ? [[t('inspection.inspectors'), number(one.inspectors)] as const] : []),
          ...(one.stoodAside > 0 ? [[t('inspection.stoodAside'), number(one.stoodAside)] as const] : []),
        ]}
      />
      {loaded.decides && one.accreditation === null && <p className="quiet">{t('inspection.noCase')}</p>}
      {loaded.decides && one.accreditation !== null && (
        <p>
          <a href={`/accreditation/${one.accreditation}`}>{t('inspection.case')}</a>{' '}
          {isBody && <span className="quiet">{t('inspection.caseHelp')}</span>}
        </p>
      )}
      <Declare loaded={loaded} />
      <Field loaded={loaded} />
      <Conflicts loaded={loaded} />
      <Photographs loaded={loaded} />
      <Finish loaded={loaded} />
      {one.report !== null && (
        <Panel title={t('inspection.report')}>
          <p className="said">{one.report}</p>
          {one.result && <p className="quiet">{t('inspection.resultSeen', { count: one.result.unseen })}</p>}
        </Panel>
      )}
      <Findings loaded={loaded} />
      <Add loaded={loaded} />
      <Questions loaded={loaded} />
      <Amend loaded={loaded} />
      <p>
        <a href="/assurance/inspections">{t('inspection.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
