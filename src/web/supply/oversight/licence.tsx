// SPDX-License-Identifier: Apache-2.0
/** One licence: what it allows, what was done with it, and what this officer may do now. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { LicenceCommand } from '#supply/oversight/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { keyOf, oversightAt, textIn } from './door.ts'
import './oversight.css'
import { StandingTag } from './standing.tsx'
import { amountOf, useOversight } from './words.ts'

type Act = LicenceCommand['do']
/** Acts without a reason, and those with one, in the order of the page. */
const PLAIN = ['propose', 'agree'] as const
const REASONED = ['decline', 'refuse', 'suspend', 'resume', 'revoke'] as const

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, colleagues, messages } = await oversightAt({ context, url })
  const found = await desk.licence(params.id ?? '')
  if (!found.ok) throw nothingHere()
  const { scope, steps, ...licence } = found.value
  const names = await colleagues()
  return {
    messages,
    licence,
    scope: scope.map(({ id, name, yearly }) => ({
      id,
      name: name[me.language],
      yearly: amountOf(me.language, yearly),
    })),
    steps: steps.map(({ at, did, reason, by }) => ({
      at,
      did,
      reason,
      by: by === null ? null : (names.get(by) ?? null),
    })),
    isOwn: licence.authority === me.organisation.id,
    done: url.searchParams.get('done') !== null,
    key: crypto.randomUUID(),
  }
}

const commandOf = (form: FormData): LicenceCommand | undefined => {
  const wanted = form.get('do')
  const plain = PLAIN.find((each) => each === wanted)
  if (plain) return { do: plain }
  const reasoned = REASONED.find((each) => each === wanted)
  return reasoned && { do: reasoned, reason: textIn(form, `reason-${reasoned}`) }
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await oversightAt({ context, url })
  const form = await request.formData()
  const command = commandOf(form)
  if (!command) throw nothingHere()
  const decided = await desk.decide(params.id ?? '', command, Number(form.get('version')), keyOf(form))
  if (decided.ok) throw redirect(`/licences/${params.id}?done=${command.do}`)
  const { code } = decided.refusal
  if (code === 'not-found') throw nothingHere()
  return data({ act: command.do, code }, { status: code === 'not-valid' ? 422 : 409 })
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function ActForm({
  act,
  loaded,
  answered,
}: {
  act: Act
  loaded: Loaded
  answered: { act: Act; code: string } | undefined
}) {
  const { t } = useOversight()
  const { licence, key } = loaded
  const reasoned = REASONED.some((each) => each === act)
  const wanting = answered?.act === act && answered.code === 'not-valid'
  const grave = act === 'revoke' || act === 'refuse' || act === 'suspend'
  return (
    <Panel title={t(`act.${act}.title`)} {...(reasoned && { fold: wanting ? ('open' as const) : ('closed' as const) })}>
      <Form method="post" action={`/licences/${licence.id}`} className="stack" noValidate>
        <input type="hidden" name="version" value={licence.version} />
        <input type="hidden" name="key" value={key} />
        <p className="quiet">{t(`act.${act}.help`)}</p>
        {reasoned && (
          <AreaField
            name={`reason-${act}`}
            label={t('act.reason')}
            hint={t('act.reasonHint')}
            error={wanting ? t('problem.reason') : undefined}
            rows={3}
            maxLength={1000}
            required
          />
        )}
        <div className="row">
          <Button type="submit" name="do" value={act} look={grave ? 'danger' : 'strong'}>
            {t(`act.${act}.do`)}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

function Steps({ steps, isOwn }: Pick<Loaded, 'steps' | 'isOwn'>) {
  const { t, moment } = useOversight()
  return (
    <Panel title={t('licence.steps')}>
      <Table
        caption={t('licence.steps')}
        captionHidden
        rows={steps}
        keyOf={(_, index) => index}
        columns={[
          { title: t('licence.step'), head: true, cell: ({ did }) => t(`did.${did}`) },
          { title: t('licence.when'), cell: ({ at }) => moment(at) },
          ...(isOwn
            ? [{ title: t('licence.who'), cell: ({ by }: Loaded['steps'][number]) => <bdi>{by ?? '–'}</bdi> }]
            : []),
          { title: t('act.reason'), cell: ({ reason }) => <bdi>{reason || '–'}</bdi> },
        ]}
      />
    </Panel>
  )
}

export default function LicencePage() {
  const loaded = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { t, date } = useOversight()
  const { licence, scope, steps, isOwn, done } = loaded
  const { holder } = licence
  return (
    <WorkPage title={t('licence.title', { holder: holder.name })} help={t('licence.help')}>
      {done && !answered && (
        <Notice tone="good" live>
          {t('licence.done')}
        </Notice>
      )}
      {answered && answered.code !== 'not-valid' && (
        <Notice tone="caution" live>
          {t(answered.code === 'second-person' ? 'licence.secondPerson' : 'licence.changed')}
        </Notice>
      )}
      <Panel title={t('licence.holds')}>
        <Facts
          facts={[
            [t('licence.standing'), <StandingTag key="standing" standing={licence.standing} />],
            [t('licence.number'), <span key="number">{licence.number}</span>],
            [t('licence.holder'), <bdi key="holder">{holder.name}</bdi>],
            ...(holder.registration
              ? [[t('licence.registration'), <bdi key="r">{holder.registration}</bdi>] as const]
              : []),
            [t('licence.country'), holder.country],
            [t('licence.from'), date(licence.from)],
            [t('licence.until'), date(licence.until)],
            [t('licence.activities'), licence.activities.map((each) => t(`activity.${each}`)).join(', ')],
          ]}
        />
        {licence.conditions && (
          <>
            <h3>{t('licence.conditions')}</h3>
            <p className="told" dir="auto">
              {licence.conditions}
            </p>
          </>
        )}
      </Panel>
      <Panel title={t('licence.scope')}>
        <Table
          caption={t('licence.scope')}
          captionHidden
          rows={scope}
          keyOf={(_, index) => index}
          columns={[
            { title: t('new.what'), head: true, cell: ({ name }) => name },
            { title: t('licence.yearly'), figures: true, cell: ({ yearly }) => yearly },
          ]}
        />
      </Panel>
      <Steps {...{ steps, isOwn }} />
      {[...PLAIN, ...REASONED]
        .filter((act) => licence.may.includes(act))
        .map((act) => (
          <ActForm key={act} {...{ act, loaded, answered }} />
        ))}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
