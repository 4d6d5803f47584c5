// SPDX-License-Identifier: Apache-2.0
/** One report: opened in this window with the body's key, answered to whoever has its code, ended by two officers. */
import { type FormEvent, useMemo, useState } from 'react'
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useSubmit,
} from 'react-router'
import { fromBase64Url } from '#basis/hpke.ts'
import {
  type Letter,
  MOST_PLACE_ADDRESS,
  MOST_PLACE_NAME,
  MOST_TEXT,
  type ReportCommand,
  sealLetter,
} from '#health/safeguards/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { Code } from '../../kit/layout/code.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Sound } from '../../public/report/sound.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { field, keyIn, safeguardsAt } from './door.ts'
import { KeyPanel, useHeld } from './held.tsx'
import { type Opened, useOpened } from './opened.ts'
import { useSafeguards } from './words.ts'

/** Posted by itself: nothing that leaves points to this report. */
function HandOver({ opened, formKey }: { opened: ReadonlyMap<number, Opened>; formKey: string }) {
  const { t } = useSafeguards()
  const told = [...opened.values()].flatMap((each) => ('told' in each && each.told.about ? [each.told] : []))
  const [first] = told
  if (!first) return null
  return (
    <Panel title={t('hand.title')} fold="closed">
      <p className="quiet">{t('hand.help')}</p>
      <Form method="post" className="stack" noValidate autoComplete="off">
        <input type="hidden" name="key" value={formKey} />
        <TextField name="name" label={t('hand.name')} defaultValue={first.place?.name} maxLength={MOST_PLACE_NAME} />
        <TextField
          name="address"
          label={t('hand.address')}
          defaultValue={first.place?.address}
          maxLength={MOST_PLACE_ADDRESS}
        />
        <div className="row">
          <Button type="submit" name="do" value="hand-over">
            {t('hand.do')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

const PLAIN = ['acknowledge', 'propose-end', 'agree-end', 'decline-end'] as const

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, messages } = await safeguardsAt({ context, url })
  const [found, keys] = await Promise.all([desk.open(params.id ?? ''), desk.keys()])
  if (!found.ok || !keys.ok) throw nothingHere()
  const active = keys.value.find(({ status }) => status === 'active')
  return data(
    {
      ...{ messages, report: found.value, isOwnProposal: found.value.endProposedBy === me.account },
      ...{ active: active ?? null, done: url.searchParams.has('done'), key: crypto.randomUUID() },
    },
    { headers: { 'cache-control': 'no-store' } },
  )
}

/** Also after a refusal: it brings another key, and the record as it is by now. */
export const shouldRevalidate = () => true

const commandOf = (form: FormData): ReportCommand | undefined => {
  const wanted = field(form, 'do')
  const plain = PLAIN.find((each) => each === wanted)
  if (plain) return { do: plain }
  if (wanted !== 'answer') return undefined
  const [sealedBody, sealedPerson] = [field(form, 'sealedBody'), field(form, 'sealedPerson')]
  return { do: 'answer', sealedBody, sealedPerson, bodyKey: field(form, 'bodyKey') }
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await safeguardsAt({ context, url })
  const form = await request.formData()
  if (field(form, 'do') === 'hand-over') {
    const handed = await desk.handOver({ name: field(form, 'name'), address: field(form, 'address') }, keyIn(form))
    if (handed.ok) throw redirect('/safeguards?done')
    if (handed.refusal.code === 'not-found') throw nothingHere()
    return data({ code: handed.refusal.code }, { status: handed.refusal.code === 'not-valid' ? 422 : 409 })
  }
  const command = commandOf(form)
  if (!command) throw nothingHere()
  const done = await desk.decide(params.id ?? '', command, Number(form.get('version')), keyIn(form))
  if (done.ok) throw redirect(`/safeguards/${params.id}?done`)
  if (done.refusal.code === 'not-found') throw nothingHere()
  return data({ code: done.refusal.code }, { status: done.refusal.code === 'not-valid' ? 422 : 409 })
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

/** Made anew from its samples in this window; what is played was opened with the key, and is nowhere else. */
function Voice({ told }: { told: string }) {
  const { t } = useSafeguards()
  const voice = useMemo(() => fromBase64Url(told), [told])
  return <Sound voice={voice} label={t('letter.voice')} />
}

function Told({ letter, opened }: { letter: Letter; opened: Opened | undefined }) {
  const { t, moment } = useSafeguards()
  const told = opened && 'told' in opened ? opened.told : undefined
  return (
    <Panel title={t(`kind.${letter.kind}`)}>
      <p className="quiet">
        <time dateTime={letter.at}>{moment(letter.at)}</time>
      </p>
      {!told && <p className="quiet">{t(`letter.${opened && 'why' in opened ? opened.why : 'sealed'}`)}</p>}
      {told?.happened !== undefined && <p>{t(told.happened ? 'letter.suffered' : 'letter.notSuffered')}</p>}
      {told?.text && (
        <p className="told" dir="auto">
          {told.text}
        </p>
      )}
      {told?.voice && <Voice told={told.voice} />}
      {told?.about && <p>{t('letter.unlicensed')}</p>}
      {told?.place && (
        <p>
          {t('letter.place')} <bdi>{[told.place.name, told.place.address].filter(Boolean).join(', ')}</bdi>
        </p>
      )}
      {told?.reach && (
        <p>
          {t('letter.reach')} <bdi>{told.reach}</bdi>
        </p>
      )}
    </Panel>
  )
}

/** Sealed in this window twice: for whoever has the code, and for the body's own file. */
function AnswerForm({ report, active, formKey }: Pick<Loaded, 'report' | 'active'> & { formKey: string }) {
  const { t } = useSafeguards()
  const submit = useSubmit()
  const [isEmpty, setEmpty] = useState(false)
  if (!active) return <Notice tone="caution">{t('list.noKey')}</Notice>
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = field(new FormData(event.currentTarget), 'text').trim()
    setEmpty(text === '')
    if (text === '') return
    const [sealedBody, sealedPerson] = await Promise.all([
      sealLetter(active.publicKey, 'answer', report.reference, { text }),
      sealLetter(report.personKey, 'answer', report.reference, { text }),
    ])
    const command = { do: 'answer', sealedBody, sealedPerson, bodyKey: active.id }
    await submit({ ...command, version: String(report.version), key: formKey }, { method: 'post' })
  }
  return (
    <form className="stack" onSubmit={(event) => void send(event)} noValidate>
      <AreaField
        name="text"
        label={t('answer.text')}
        hint={t('answer.hint')}
        error={isEmpty ? t('answer.empty') : undefined}
        rows={6}
        maxLength={MOST_TEXT}
        autoComplete="off"
      />
      <div className="row">
        <Button type="submit">{t('answer.send')}</Button>
      </div>
    </form>
  )
}

function Act({ act, report, formKey }: { act: (typeof PLAIN)[number]; report: Loaded['report']; formKey: string }) {
  const { t } = useSafeguards()
  return (
    <Form method="post" className="stack" data-gap="small">
      <input type="hidden" name="version" value={report.version} />
      <input type="hidden" name="key" value={formKey} />
      <p className="quiet">{t(`act.${act}.help`)}</p>
      <div className="row">
        <Button
          type="submit"
          name="do"
          value={act}
          look={act === 'agree-end' ? 'danger' : act === 'acknowledge' ? 'strong' : 'quiet'}
        >
          {t(`act.${act}.do`)}
        </Button>
      </div>
    </Form>
  )
}

function Ending({ report, isOwnProposal, formKey }: Pick<Loaded, 'report' | 'isOwnProposal'> & { formKey: string }) {
  const { t } = useSafeguards()
  const acts = report.endProposedBy === null ? (['propose-end'] as const) : (['agree-end', 'decline-end'] as const)
  return (
    <Panel title={t('end.title')} fold={report.endProposedBy === null ? 'closed' : 'open'}>
      {isOwnProposal && <p>{t('end.own')}</p>}
      {acts
        .filter((act) => !(isOwnProposal && act === 'agree-end'))
        .map((act) => (
          <Act key={act} {...{ act, report, formKey }} />
        ))}
    </Panel>
  )
}

export default function ReportPage() {
  const loaded = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { t, moment, date } = useSafeguards()
  const held = useHeld()
  const { report, isOwnProposal, done, key } = loaded
  const opened = useOpened(held?.pair, report.reference, report.content)
  const { ended, acknowledged, answered: replied } = report
  return (
    <WorkPage title={t('report.title', { reference: report.reference })} help={t('report.help')}>
      {answered && (
        <Notice tone="caution" live>
          {t(
            answered.code === 'second-person'
              ? 'report.secondPerson'
              : answered.code === 'not-valid'
                ? 'hand.missing'
                : 'report.changed',
          )}
        </Notice>
      )}
      {done && !answered && (
        <Notice tone="good" live>
          {t('report.done')}
        </Notice>
      )}
      {ended && <Notice tone="caution">{t('report.ended', { moment: moment(ended) })}</Notice>}
      <Facts
        facts={[
          [
            t('list.reference'),
            <Code key="r" fixed>
              {report.reference}
            </Code>,
          ],
          [t('list.received'), moment(report.received)],
          [
            t('report.acknowledged'),
            acknowledged ? moment(acknowledged) : t('report.by', { date: date(report.acknowledgeBy) }),
          ],
          [t('report.answered'), replied ? moment(replied) : t('report.by', { date: date(report.answerBy) })],
        ]}
      />
      {!ended && <KeyPanel />}
      {held && loaded.active && held.pair.publicKey !== loaded.active.publicKey && (
        <Notice tone="caution">{t('key.other')}</Notice>
      )}
      {report.content.map((letter) => (
        <Told key={letter.number} letter={letter} opened={opened.get(letter.number)} />
      ))}
      {!ended && (
        <>
          {!acknowledged && (
            <Panel title={t('act.acknowledge.title')}>
              <Act act="acknowledge" report={report} formKey={key} />
            </Panel>
          )}
          <Panel title={t('answer.title')}>
            {held ? (
              <AnswerForm key={report.version} report={report} active={loaded.active} formKey={key} />
            ) : (
              <p className="quiet">{t('answer.needsKey')}</p>
            )}
          </Panel>
          <HandOver key={opened.size} opened={opened} formKey={key} />
          <Ending {...{ report, isOwnProposal }} formKey={key} />
        </>
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
