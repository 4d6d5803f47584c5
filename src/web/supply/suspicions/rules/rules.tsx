// SPDX-License-Identifier: Apache-2.0
/** Red flags as the firm sets them: what is in force, what is worked on and how it compares, and all editions before. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { EditionStatus, RuleCommand, SuspicionLeg } from '#supply/suspicions/contract.ts'
import { Button, LinkButton } from '../../../kit/button/button.tsx'
import { ErrorSummary } from '../../../kit/error-summary/error-summary.tsx'
import { AreaField } from '../../../kit/field/field.tsx'
import { Menu } from '../../../kit/layout/layout.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { SelectField } from '../../../kit/select/select.tsx'
import { Table } from '../../../kit/table/table.tsx'
import { Tag, type Tone } from '../../../kit/tag/tag.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { nothingHere } from '../../../workspace/who.ts'
import { keyIn, textIn } from '../door.ts'
import '../suspicions.css'
import { useSuspicions } from '../words.ts'
import { backTo, rulesAt } from './at.ts'
import { Compared } from './compared.tsx'
import { Differing } from './differing.tsx'
import { differences, rowsOf } from './said.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { rules, leg, legs, messages, inForce, working, speaking, door } = await rulesAt({ context, url })
  const who = await door.colleagues()
  const { open, mayDraft } = rules
  return {
    ...{ messages, leg, legs, mayDraft, number: rules.inForce?.number ?? null },
    rows: rowsOf(speaking, leg, inForce),
    named: Object.fromEntries(rowsOf(speaking, leg, working).map(({ id, text }) => [id, text])),
    open: open && {
      ...{ number: open.number, status: open.status, version: open.version, may: open.may, replay: open.replay },
      ...{ isCompared: open.isCompared, shadowAt: open.shadowAt },
      steps: open.steps.map(({ by, ...step }) => ({ ...step, who: who.get(by) ?? '' })),
      differs: differences(speaking, leg, inForce, open.content),
    },
    editions: rules.editions,
    silent: rules.problems.map(({ where, code, named }) => ({
      flag: where.split('.')[1] ?? where,
      text: speaking.speech.t(`rules.wrong.${code}`, { first: named[0] ?? '', second: named[1] ?? '' }),
    })),
    ...{ done: url.searchParams.has('done'), isChanged: url.searchParams.has('changed') },
    key: crypto.randomUUID(),
  }
}
type Loaded = ReturnType<typeof useLoaderData<typeof loader>>
type Open = NonNullable<Loaded['open']>

export const shouldRevalidate = () => true

const DAYS = ['7', '30', '90', '365'] as const
type Problem = 'text-propose' | 'text-decline' | 'days'
interface Answer {
  problem: Problem | null
  told: 'changed' | 'secondPerson' | 'notNow' | null
  typed: Record<string, string>
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk, leg } = await rulesAt({ context, url })
  const form = await request.formData()
  const version = Number(form.get('version'))
  const wanted = String(form.get('do'))
  const typed = Object.fromEntries(
    ['text-propose', 'text-decline', 'days'].map((name) => [name, textIn(form, name)] as const),
  )
  const answer = (parts: Partial<Answer>, status: number) =>
    data<Answer>({ problem: null, told: null, typed, ...parts }, { status })
  const commandIn = (): RuleCommand | undefined => {
    if (wanted === 'shadow' || wanted === 'agree' || wanted === 'drop') return { do: wanted }
    if (wanted === 'propose' || wanted === 'decline') return { do: wanted, text: textIn(form, `text-${wanted}`) }
    return undefined
  }
  const command = commandIn()
  if (command && 'text' in command && command.text === '')
    return answer({ problem: `text-${command.do as 'propose' | 'decline'}` }, 422)
  const done = command
    ? await desk.actOnRules(leg, command, version, keyIn(form))
    : await desk.replayRules(leg, wanted === 'since-shadow' ? 'shadow' : { days: Number(typed.days) }, version)
  if (done.ok) throw redirect(backTo(leg))
  const { code } = done.refusal
  if (code === 'not-found') throw nothingHere()
  if (code === 'not-valid') return answer({ problem: 'days' }, 422)
  return answer({ told: code === 'changed' ? 'changed' : code === 'second-person' ? 'secondPerson' : 'notNow' }, 409)
}

const TONES: Record<EditionStatus, Tone> = {
  ...{ draft: 'plain', shadow: 'class', proposed: 'watch', 'in-force': 'sure', past: 'plain', dropped: 'plain' },
}
const Status = ({ status }: { status: EditionStatus }) => {
  const { t } = useSuspicions()
  return <Tag tone={TONES[status]}>{t(`rules.status.${status}`)}</Tag>
}

function Comparing({ open, action, sent, error }: { open: Open; action: string; sent: string; error: boolean }) {
  const { t } = useSuspicions()
  return (
    <Form method="post" action={action} className="stack" noValidate>
      <input type="hidden" name="version" value={open.version} />
      <input type="hidden" name="key" value={sent} />
      <SelectField
        name="days"
        size="small"
        label={t('rules.days')}
        defaultValue="90"
        options={DAYS.map((days) => [days, t('rules.lastDays', { count: Number(days) })] as const)}
        {...(error && { error: t('rules.problem.days') })}
      />
      <div className="row">
        <Button type="submit" name="do" value="compare" look={open.isCompared ? 'quiet' : 'strong'}>
          {t('rules.compare')}
        </Button>
        {open.shadowAt !== null && (
          <Button type="submit" name="do" value="since-shadow" look="quiet">
            {t('rules.sinceShadow')}
          </Button>
        )}
      </div>
    </Form>
  )
}

interface ActsProps {
  open: Open
  action: string
  sent: string
  answer: Answer | undefined
}

function Acts({ open, action, sent, answer }: ActsProps) {
  const { t } = useSuspicions()
  const reasoned = (['propose', 'decline'] as const).filter((each) => open.may.includes(each))
  const plain = (['agree', 'shadow', 'drop'] as const).filter((each) => open.may.includes(each))
  const hidden = (
    <>
      <input type="hidden" name="version" value={open.version} />
      <input type="hidden" name="key" value={sent} />
    </>
  )
  return (
    <>
      {plain.length > 0 && (
        <Form method="post" action={action} className="row">
          {hidden}
          {plain.map((each) => (
            <Button key={each} type="submit" name="do" value={each} look={each === 'agree' ? 'strong' : 'quiet'}>
              {t(`rules.act.${each}`)}
            </Button>
          ))}
        </Form>
      )}
      {reasoned.map((each) => (
        <Form key={each} method="post" action={action} className="stack" noValidate>
          {hidden}
          <AreaField
            name={`text-${each}`}
            label={t(`rules.why.${each}`)}
            rows={3}
            maxLength={1000}
            defaultValue={answer?.typed[`text-${each}`] ?? ''}
            {...(answer?.problem === `text-${each}` && { error: t('rules.problem.text') })}
          />
          <div className="row">
            <Button type="submit" name="do" value={each} look={each === 'propose' ? 'strong' : 'quiet'}>
              {t(`rules.act.${each}`)}
            </Button>
          </div>
        </Form>
      ))}
    </>
  )
}

function Worked({ loaded, action, answer }: { loaded: Loaded; action: string; answer: Answer | undefined }) {
  const { t, moment } = useSuspicions()
  const { open, key, named, mayDraft, number } = loaded
  if (open === null) return null
  return (
    <Panel title={t('rules.open', { number: open.number })}>
      <p className="row">
        <Status status={open.status} />
        {open.shadowAt !== null && <span>{t('rules.shadowSince', { at: moment(open.shadowAt) })}</span>}
      </p>
      <Differing
        differs={open.differs}
        titles={[
          number === null ? t('rules.shipped') : t('rules.edition', { number }),
          t('rules.edition', { number: open.number }),
        ]}
      />
      <h3>{t('rules.compared')}</h3>
      {open.replay ? (
        <Compared replay={open.replay} isCompared={open.isCompared} named={named} />
      ) : (
        <p>{t('rules.never')}</p>
      )}
      {mayDraft && (
        <Comparing
          key={`compare ${open.version}`}
          {...{ open, action }}
          sent={key}
          error={answer?.problem === 'days'}
        />
      )}
      {open.status === 'proposed' && <p>{t('rules.waits')}</p>}
      {open.steps
        .filter(({ text }) => text !== '')
        .map(({ at, did, text, who }) => (
          <p key={at} className="told">
            <strong>{t(`rules.did.${did}`)}</strong> <time dateTime={at}>{moment(at)}</time> <bdi>{who}</bdi>
            {`\n${text}`}
          </p>
        ))}
      <Acts key={`acts ${open.version}`} {...{ open, action, answer }} sent={key} />
    </Panel>
  )
}

const rulePath = (id: string, leg: SuspicionLeg) => `/suspicions/rules/${id}?leg=${leg}`

export default function Rules() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, moment } = useSuspicions()
  const { leg, legs, rows, number, editions, mayDraft, done, silent } = loaded
  const told = answer?.told ?? (loaded.isChanged && !answer ? 'changed' : null)
  const path = `/suspicions/rules?leg=${leg}`
  const wrong = answer?.problem
  return (
    <WorkPage title={t('rules.title')} help={t('rules.help')}>
      <ErrorSummary
        problems={
          wrong ? [{ text: t(wrong === 'days' ? 'rules.problem.days' : 'rules.problem.text'), field: wrong }] : []
        }
      />
      {told && (
        <Notice tone="caution" live>
          {t(`rules.told.${told}`)}
        </Notice>
      )}
      {done && !answer && (
        <Notice tone="good" live>
          {t('rules.done')}
        </Notice>
      )}
      {legs.length > 1 && (
        <Menu
          label={t('rules.legs')}
          items={legs.map((each) => ({
            ...{ label: t(`rules.leg.${each}`), href: `/suspicions/rules?leg=${each}`, here: each === leg },
          }))}
        />
      )}
      <Worked {...{ loaded, answer }} action={path} />
      <Panel
        title={number === null ? t('rules.asShipped') : t('rules.inForce', { number })}
        actions={
          mayDraft && (
            <>
              <LinkButton look="quiet" size="small" href={rulePath('new', leg)}>
                {t('rules.add')}
              </LinkButton>
              <LinkButton look="quiet" size="small" href={`/suspicions/rules/sums?leg=${leg}`}>
                {t('rules.sums')}
              </LinkButton>
            </>
          )
        }
      >
        {silent.length > 0 && (
          <Notice tone="caution" title={t('rules.silent')}>
            <ul>
              {silent.map(({ flag, text }) => (
                <li key={`${flag} ${text}`}>
                  <bdi>{flag}</bdi>: {text}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {number === null && <p className="quiet">{t('rules.asShippedHelp')}</p>}
        <Table
          caption={t('rules.title')}
          captionHidden
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            {
              title: t('rules.flag'),
              head: true,
              cell: ({ id, text }) => (mayDraft ? <a href={rulePath(id, leg)}>{text}</a> : text),
            },
            { title: t('rules.id'), whole: true, cell: ({ id }) => <bdi>{id}</bdi> },
            { title: t('rules.on'), cell: ({ isOn }) => t(isOn ? 'value.yes' : 'value.no') },
            { title: t('rules.weight'), figures: true, cell: ({ weight }) => weight },
            { title: t('rules.settings'), cell: ({ settings }) => settings.join('; ') || '–' },
          ]}
        />
      </Panel>
      {editions.length > 0 && (
        <Panel title={t('rules.editions')} fold="closed">
          <Table
            caption={t('rules.editions')}
            captionHidden
            rows={editions}
            keyOf={(row) => row.number}
            columns={[
              {
                title: t('rules.editionNumber'),
                head: true,
                cell: (row) => (
                  <a href={`/suspicions/rules/editions/${row.number}?leg=${leg}`}>
                    {t('rules.edition', { number: row.number })}
                  </a>
                ),
              },
              { title: t('rules.state'), cell: ({ status }) => <Status status={status} /> },
              {
                title: t('rules.changed'),
                cell: ({ changedAt }) => <time dateTime={changedAt}>{moment(changedAt)}</time>,
              },
              {
                title: t('rules.since'),
                cell: ({ inForceAt }) => (inForceAt ? <time dateTime={inForceAt}>{moment(inForceAt)}</time> : '–'),
              },
            ]}
          />
        </Panel>
      )}
      <p>
        <a href="/suspicions">{t('fairness.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
