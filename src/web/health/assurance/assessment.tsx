// SPDX-License-Identifier: Apache-2.0
/** The self-assessment of one service: answered in sittings with files, signed off, sent with an application. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { GivenQualityCommand, Reply } from '#health/assurance/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { FileField } from '../../kit/file/file.tsx'
import { MOST_FILE, TAKEN } from '../../kit/file/taken.ts'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { type Answer, assuranceAt, type FileProblem, keyIn, NOTHING, refused, typedIn, withoutReply } from './door.ts'
import { Answered, Files, Scores, Sitting, Told, useShown } from './parts.tsx'
import { useAssurance } from './words.ts'

const DONES = ['answer', 'complete', 'attach', 'detach'] as const

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, messages } = await assuranceAt({ context, url })
  const found = await desk.open(params.id ?? '')
  if (!found.ok) throw nothingHere()
  const who = found.value.may.includes('apply') ? await desk.organisations() : undefined
  const done = url.searchParams.get('done')
  return {
    ...{ messages, assessment: found.value, bodies: who?.ok ? who.value.bodies : [], key: crypto.randomUUID() },
    done: DONES.find((each) => each === done) ?? null,
  }
}
type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

/** Also after a refusal: it brings another key, and the record as it is by now. */
export const shouldRevalidate = () => true

const SAYS: Readonly<Record<string, FileProblem>> = {
  ...{ 'not-now': 'most', 'too-large': 'large', 'not-supported': 'kind', 'wrong-name': 'kind', unsafe: 'unsafe' },
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await assuranceAt({ context, url })
  const id = params.id ?? ''
  const form = await request.formData()
  const act = String(form.get('do'))
  if (act === 'discard') {
    const gone = await desk.discard(id, Number(form.get('version')))
    if (gone.ok) throw redirect('/assurance')
    return refused(gone.refusal)
  }
  if (form.has('detach')) {
    const gone = await desk.detach(id, String(form.get('detach')))
    if (gone.ok) throw redirect(`/assurance/${id}?done=detach`)
    return refused(gone.refusal)
  }
  if (act === 'attach') {
    const file = form.get('file')
    const wrong = (file: FileProblem) => data<Answer>({ ...NOTHING, file }, { status: 422 })
    if (!(file instanceof File) || file.name === '') return wrong('none')
    if (file.size > MOST_FILE) return wrong('large')
    const added = await desk.attach(id, String(form.get('criterion')), file.name, file.stream())
    if (added.ok) throw redirect(`/assurance/${id}?done=attach`)
    if (added.refusal.code === 'not-found') throw nothingHere()
    return wrong(SAYS[added.refusal.code] ?? 'broken')
  }
  const typed = typedIn(form)
  const without = withoutReply(typed)
  if (without.length > 0) return data<Answer>({ ...NOTHING, typed, without }, { status: 422 })
  const answers = Object.fromEntries(
    Object.entries(typed).map(([name, { reply, note }]) => [name, { reply: reply as Reply, note }] as const),
  )
  const commands: Record<string, GivenQualityCommand> = {
    ...{ answer: { do: 'answer', answers }, complete: { do: 'complete' } },
    apply: { do: 'apply', body: String(form.get('body')) },
  }
  const command = commands[act]
  if (!command) throw nothingHere()
  const acted = await desk.act(id, command, Number(form.get('version')), keyIn(form))
  if (acted.ok) throw redirect(act === 'apply' ? '/assurance' : `/assurance/${id}?done=${act}`)
  return refused(acted.refusal, { typed: act === 'answer' ? typed : null })
}

const Hidden = ({ loaded: { assessment, key } }: { loaded: Loaded }) => (
  <>
    <input type="hidden" name="version" value={assessment.version} />
    <input type="hidden" name="key" value={key} />
  </>
)

/** Files by criterion, and one more. */
function Evidence({ loaded: { assessment }, problem }: { loaded: Loaded; problem: FileProblem | null }) {
  const { t, language } = useAssurance()
  const { questions, files, id } = assessment
  return (
    <Panel title={t('files.title', { count: files.length })} fold={problem ? 'open' : 'closed'}>
      <p className="quiet">{t('files.help')}</p>
      {files.map((file) => (
        <div key={file.id} className="row">
          <span>{file.criterion}</span>
          <Files assessment={id} files={[file]} />
          <Form method="post" preventScrollReset>
            <Button
              type="submit"
              name="detach"
              value={file.id}
              look="quiet"
              size="small"
              aria-label={t('files.removeNamed', { name: file.name })}
            >
              {t('files.remove')}
            </Button>
          </Form>
        </div>
      ))}
      <Form
        key={files.length}
        method="post"
        encType="multipart/form-data"
        className="stack"
        preventScrollReset
        noValidate
      >
        <SelectField
          name="criterion"
          label={t('files.criterion')}
          options={questions.map((asked) => [asked.id, `${asked.id} ${asked.name[language]}`] as const)}
        />
        <FileField
          name="file"
          accept={TAKEN}
          most={MOST_FILE}
          label={t('files.label')}
          hint={t('files.hint')}
          {...(problem && { error: t(`files.refused.${problem}`) })}
        />
        <div className="row">
          <Button type="submit" name="do" value="attach" look="quiet">
            {t('files.add')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

/** Said before the signature, which stays possible: what nothing shows, and where it begins. */
function Unshown({ loaded: { assessment } }: { loaded: Loaded }) {
  const { t, language } = useAssurance()
  const said = useShown()
  const { result, questions } = assessment
  const first = questions.find(({ id }) => id === result.shown?.bare[0])
  if (!first) return null
  return (
    <Notice tone="caution">
      {said(result.shown)} {t('shown.before')}{' '}
      <a href={`#${first.id}`}>{t('shown.first', { criterion: `${first.id} ${first.name[language]}` })}</a>
    </Notice>
  )
}

function Acts({ loaded }: { loaded: Loaded }) {
  const { t } = useAssurance()
  const { assessment, bodies } = loaded
  const { may, missing } = assessment
  return (
    <>
      {may.includes('complete') && missing.length === 0 && (
        <Panel title={t('act.complete')}>
          <Form method="post" className="stack" preventScrollReset>
            <Hidden loaded={loaded} />
            <Unshown loaded={loaded} />
            <p className="quiet">{t('act.completeHelp')}</p>
            <div className="row">
              <Button type="submit" name="do" value="complete">
                {t('act.complete')}
              </Button>
            </div>
          </Form>
        </Panel>
      )}
      {may.includes('apply') && (
        <Panel title={t('act.apply')}>
          <Form method="post" className="stack" preventScrollReset>
            <Hidden loaded={loaded} />
            <p className="quiet">{t('act.applyHelp')}</p>
            <SelectField
              name="body"
              label={t('act.body')}
              options={bodies.map(({ id, name }) => [id, name] as const)}
            />
            <div className="row">
              <Button type="submit" name="do" value="apply">
                {t('act.apply')}
              </Button>
            </div>
          </Form>
        </Panel>
      )}
    </>
  )
}

export default function AssessmentPage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, date } = useAssurance()
  const said = useShown()
  const { assessment } = loaded
  const { questions, domains, missing, status, from, until, id, files, accreditation, result } = assessment
  const { shown } = result
  const isOpen = assessment.may.includes('answer')
  const problems = (answer?.without ?? []).map((field) => ({ text: `${field}: ${t('choose')}`, field }))
  const file = answer?.file ?? null
  if (file) problems.push({ text: t(`files.refused.${file}`), field: 'file' })
  const answers = Object.fromEntries(questions.flatMap((asked) => (asked.answer ? [[asked.id, asked.answer]] : [])))
  return (
    <WorkPage
      title={t('list.one', { name: assessment.serviceName, number: String(assessment.number) })}
      help={t('one.help')}
    >
      <ErrorSummary problems={problems} />
      <Told answer={answer} done={loaded.done && `done.${loaded.done}`} />
      <Facts
        facts={[
          [t('list.setting'), t(`setting.${assessment.setting}`)],
          [t('list.state'), t(`status.${status}`)],
          ...(from && until ? [[t('one.days'), `${date(from)} – ${date(until)}`] as const] : []),
          ...(accreditation
            ? [
                [
                  t('one.application'),
                  <a key="application" href={`/accreditation/${accreditation}`}>
                    {t('one.follow')}
                  </a>,
                ] as const,
              ]
            : []),
          ...(!isOpen && shown ? [[t('shown.title'), said(shown)] as const] : []),
          [t('one.criteria'), assessment.criteria],
        ]}
      />
      <Acts loaded={loaded} />
      {isOpen && <p>{t('one.missing', { count: missing.length })}</p>}
      {isOpen ? (
        <>
          <Form method="post" className="stack" preventScrollReset noValidate>
            <Hidden loaded={loaded} />
            <Sitting {...{ questions, domains, answers, missing, answer, shown }} />
            <div className="row">
              <Button type="submit" name="do" value="answer">
                {t('act.save')}
              </Button>
            </div>
          </Form>
          <Evidence loaded={loaded} problem={file} />
        </>
      ) : (
        <Answered {...{ questions, domains, files, shown }} assessment={id} />
      )}
      <Scores {...{ domains, questions, result }} />
      {isOpen && (
        <Panel title={t('act.discard')} fold="closed">
          <Form method="post" className="stack">
            <Hidden loaded={loaded} />
            <p className="quiet">{t('act.discardHelp')}</p>
            <div className="row">
              <Button type="submit" name="do" value="discard" look="danger">
                {t('act.discard')}
              </Button>
            </div>
          </Form>
        </Panel>
      )}
      <p>
        <a href="/assurance">{t('one.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
