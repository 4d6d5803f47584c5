// SPDX-License-Identifier: Apache-2.0
/** One inspection: its report and findings, fit to be printed, and what may be done with each now. */
import type { ReactNode } from 'react'
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { FindingCommand, Inspection, InspectionCommand } from '#supply/oversight/contract.ts'
import { SEVERITIES } from '#supply/oversight/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { DateField } from '../../kit/date/date.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { keyOf, oversightAt, textIn } from './door.ts'
import './oversight.css'
import { changeProofs, type ProofProblem } from './proofs.ts'
import { Proofs } from './proofs-panel.tsx'
import { useOversight } from './words.ts'

/** Findings that the form takes; more go over HTTP. */
const ROWS = [0, 1, 2] as const
const SETTLES = ['answer', 'return', 'verify'] as const

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, messages } = await oversightAt({ context, url })
  const found = await desk.inspection(params.id ?? '')
  if (!found.ok) throw nothingHere()
  const today = new Date().toISOString().slice(0, 10)
  const authority = found.value.authority === me.organisation.id ? me.organisation.name : null
  return {
    messages,
    inspection: found.value,
    authority,
    today,
    done: url.searchParams.has('done'),
    key: crypto.randomUUID(),
  }
}

const visitOf = (form: FormData): InspectionCommand => ({
  ...{ do: 'visit', on: textIn(form, 'on'), report: textIn(form, 'report') },
  findings: ROWS.flatMap((row) => {
    const [found, action, due] = ['found', 'action', 'due'].map((name) => textIn(form, `${name}.${row}`)) as [
      string,
      string,
      string,
    ]
    const severity = SEVERITIES.find((each) => each === form.get(`severity.${row}`)) ?? 'minor'
    return found === '' && action === '' && due === '' ? [] : [{ severity, found, action, due }]
  }),
})

const commandOf = (form: FormData): InspectionCommand | undefined => {
  const wanted = form.get('do')
  if (wanted === 'visit') return visitOf(form)
  if (wanted === 'cancel') return { do: wanted, reason: textIn(form, 'reason') }
  return wanted === 'close' ? { do: wanted } : undefined
}

interface Refused {
  finding: string
  code: string
  where: string
  typed: Record<string, string>
  /** What is wrong with a file that was sent. */
  file: ProofProblem | null
}
const REFUSED: Refused = { finding: '', code: 'not-valid', where: '', typed: {}, file: null }

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await oversightAt({ context, url })
  const form = await request.formData()
  const finding = textIn(form, 'finding')
  if (form.has('attach') || form.has('detach')) {
    const changed = await changeProofs(desk, finding, form)
    if (changed === null) throw nothingHere()
    if (changed === 'done') throw redirect(`/inspections/${params.id}?done`)
    return data({ ...REFUSED, finding, file: changed }, { status: 422 })
  }
  const settles = SETTLES.find((each) => each === form.get('do'))
  const version = Number(form.get('version'))
  const command = commandOf(form)
  if (!settles && !command) throw nothingHere()
  const text = textIn(form, 'text')
  const outcome = settles
    ? await desk.settle(finding, { do: settles, text } satisfies FindingCommand, version, keyOf(form))
    : await desk.inspect(params.id ?? '', command as InspectionCommand, version, keyOf(form))
  if (outcome.ok) throw redirect(`/inspections/${params.id}?done`)
  const { code, where = '' } = outcome.refusal
  if (code === 'not-found') throw nothingHere()
  const typed = Object.fromEntries([...form.keys()].map((name) => [name, textIn(form, name)]))
  return data({ ...REFUSED, finding, code, where, typed }, { status: code === 'not-valid' ? 422 : 409 })
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>
type Answered = ReturnType<typeof useActionData<typeof action>>

function Sent({
  loaded,
  finding,
  children,
}: {
  loaded: Loaded
  finding?: Inspection['findings'][number]
  children: ReactNode
}) {
  const { inspection, key } = loaded
  return (
    <Form method="post" action={`/inspections/${inspection.id}`} className="stack" noValidate>
      <input type="hidden" name="version" value={finding?.version ?? inspection.version} />
      <input type="hidden" name="key" value={key} />
      {finding && <input type="hidden" name="finding" value={finding.id} />}
      {children}
    </Form>
  )
}

const TONES = { minor: 'plain', major: 'watch', critical: 'listed' } as const

function Found({
  finding,
  loaded,
  answered,
}: {
  finding: Inspection['findings'][number]
  loaded: Loaded
  answered: Answered
}) {
  const { t, date, moment } = useOversight()
  const late = finding.status !== 'closed' && finding.due < loaded.today
  const isMine = answered?.finding === finding.id
  const wanting = isMine && answered.code === 'not-valid' && answered.file === null
  return (
    <Panel title={t('finding.title', { number: finding.number })}>
      <Facts
        facts={[
          [
            t('finding.severity'),
            <Tag key="severity" tone={TONES[finding.severity]}>
              {t(`severity.${finding.severity}`)}
            </Tag>,
          ],
          [t('licence.standing'), t(`findingStatus.${finding.status}`)],
          [t('finding.due'), `${date(finding.due)}${late ? ` – ${t('finding.late')}` : ''}`],
          [
            t('finding.found'),
            <span key="found" className="told" dir="auto">
              {finding.found}
            </span>,
          ],
          [
            t('finding.action'),
            <span key="action" className="told" dir="auto">
              {finding.action}
            </span>,
          ],
          ...(finding.answer
            ? [
                [
                  t('finding.answered', { at: moment(finding.answer.at) }),
                  <span key="a" className="told" dir="auto">
                    {finding.answer.text}
                  </span>,
                ] as const,
              ]
            : []),
          ...(finding.note
            ? [
                [
                  t('finding.note'),
                  <span key="n" className="told" dir="auto">
                    {finding.note}
                  </span>,
                ] as const,
              ]
            : []),
        ]}
      />
      <Proofs inspection={loaded.inspection.id} finding={finding} problem={(isMine && answered.file) || undefined} />
      {finding.may.length > 0 && (
        <Sent {...{ loaded, finding }}>
          <AreaField
            name="text"
            label={t(finding.may.includes('answer') ? 'finding.write' : 'finding.writeNote')}
            error={wanting ? t('problem.reason') : undefined}
            rows={3}
            maxLength={5000}
            required
          />
          <div className="row">
            {finding.may.map((act) => (
              <Button key={act} type="submit" name="do" value={act} look={act === 'return' ? 'quiet' : 'strong'}>
                {t(`finding.${act}`)}
              </Button>
            ))}
          </div>
        </Sent>
      )}
    </Panel>
  )
}

function Visit({ loaded, answered }: { loaded: Loaded; answered: Answered }) {
  const { t } = useOversight()
  const mine = answered?.typed.do === 'visit' ? answered : undefined
  const error = (where: string) => (mine?.where === where ? { error: t('problem.fill') } : {})
  const typed = (name: string, otherwise = '') => mine?.typed[name] ?? otherwise
  return (
    <Panel title={t('visit.title')} fold={mine ? 'open' : 'closed'}>
      {mine && <ErrorSummary problems={[{ text: t('problem.fill') }]} />}
      <Sent loaded={loaded}>
        <DateField
          name="on"
          label={t('visit.on')}
          defaultValue={typed('on', loaded.today)}
          max={loaded.today}
          {...error('on')}
        />
        <AreaField
          name="report"
          label={t('visit.report')}
          hint={t('visit.reportHint')}
          defaultValue={typed('report')}
          rows={6}
          maxLength={5000}
          {...error('report')}
        />
        {ROWS.map((row) => (
          <fieldset key={row} className="scope-row">
            <legend>{t('finding.title', { number: row + 1 })}</legend>
            <SelectField
              name={`severity.${row}`}
              size="small"
              label={t('finding.severity')}
              defaultValue={typed(`severity.${row}`, 'minor')}
              options={SEVERITIES.map((each) => [each, t(`severity.${each}`)] as const)}
            />
            <AreaField
              name={`found.${row}`}
              label={t('finding.found')}
              defaultValue={typed(`found.${row}`)}
              rows={2}
              maxLength={5000}
            />
            <AreaField
              name={`action.${row}`}
              label={t('finding.action')}
              defaultValue={typed(`action.${row}`)}
              rows={2}
              maxLength={5000}
            />
            <DateField name={`due.${row}`} label={t('finding.due')} defaultValue={typed(`due.${row}`)} />
          </fieldset>
        ))}
        <div className="row">
          <Button type="submit" name="do" value="visit">
            {t('visit.do')}
          </Button>
        </div>
      </Sent>
    </Panel>
  )
}

export default function InspectionPage() {
  const loaded = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { t, date } = useOversight()
  const { inspection, authority, done } = loaded
  const { may, visited, report, reason, brief, findings } = inspection
  return (
    <WorkPage title={t('inspection.title', { holder: inspection.holder })} help={t('inspection.help')}>
      {done && !answered && (
        <Notice tone="good" live>
          {t('inspection.done')}
        </Notice>
      )}
      {answered && answered.code !== 'not-valid' && (
        <Notice tone="caution" live>
          {t('inspection.changed')}
        </Notice>
      )}
      <Panel title={t('inspection.what')}>
        <Facts
          facts={[
            [t('licence.standing'), t(`inspectionStatus.${inspection.status}`)],
            [
              t('licence.holder'),
              <a key="holder" href={`/licences/${inspection.licence}`}>
                <bdi>{inspection.holder}</bdi>
              </a>,
            ],
            ...(authority ? [[t('inspection.authority'), <bdi key="authority">{authority}</bdi>] as const] : []),
            [t('inspections.on'), date(inspection.on)],
            [t('inspections.told'), t(inspection.announced ? 'inspections.announced' : 'inspections.unannounced')],
            ...(visited ? [[t('visit.on'), date(visited)] as const] : []),
            ...(reason ? [[t('inspection.reason'), <bdi key="reason">{reason}</bdi>] as const] : []),
            ...(brief
              ? [
                  [
                    t('inspections.brief'),
                    <span key="brief" className="told" dir="auto">
                      {brief}
                    </span>,
                  ] as const,
                ]
              : []),
          ]}
        />
      </Panel>
      {report && (
        <Panel title={t('visit.report')}>
          <p className="told" dir="auto">
            {report}
          </p>
        </Panel>
      )}
      {findings.map((finding) => (
        <Found key={finding.id} {...{ finding, loaded, answered }} />
      ))}
      {visited && findings.length === 0 && <p>{t('inspection.nothing')}</p>}
      {may.includes('visit') && <Visit {...{ loaded, answered }} />}
      {may.includes('close') && (
        <Sent loaded={loaded}>
          <div className="row">
            <Button type="submit" name="do" value="close">
              {t('inspection.close')}
            </Button>
          </div>
        </Sent>
      )}
      {may.includes('cancel') && (
        <Panel title={t('inspection.cancel')} fold={answered?.typed.do === 'cancel' ? 'open' : 'closed'}>
          <Sent loaded={loaded}>
            <AreaField
              name="reason"
              label={t('inspection.reason')}
              error={answered?.typed.do === 'cancel' && answered.code === 'not-valid' ? t('problem.reason') : undefined}
              rows={2}
              maxLength={1000}
            />
            <div className="row">
              <Button type="submit" name="do" value="cancel" look="danger">
                {t('inspection.cancel')}
              </Button>
            </div>
          </Sent>
        </Panel>
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
