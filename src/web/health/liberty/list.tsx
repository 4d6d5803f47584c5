// SPDX-License-Identifier: Apache-2.0
/** The register of restraint and seclusion, and the form of whether people may leave a place. */
import {
  type ActionFunctionArgs,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import {
  AUTHORISERS,
  BASES,
  INJURIES,
  type NewRestraint,
  type NewStatement,
  REASONS,
  RESTRAINTS,
} from '#health/liberty/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { field, keyIn, libertyAt, momentIn, refused } from './door.ts'
import { MomentFields, State, Told } from './parts.tsx'
import { useLiberty } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, names, messages, timeZone } = await libertyAt({ context, url })
  if (!desk.may.includes('list')) throw nothingHere()
  const words = (url.searchParams.get('words') ?? '').trim()
  const [entries, known] = [await desk.list(), await names()]
  const found = words === '' ? undefined : await desk.services(words)
  return {
    ...{ messages, timeZone, words, key: crypto.randomUUID(), now: new Date().toISOString() },
    ...{ isKeeper: desk.may.includes('enter'), done: url.searchParams.has('done') },
    entries: entries.ok ? entries.value.map((each) => ({ ...each, of: known.get(each.organisation) ?? '–' })) : [],
    found: found?.ok ? found.value : null,
  }
}

export const shouldRevalidate = () => true

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await libertyAt({ context, url })
  const form = await request.formData()
  const of = (name: string) => field(form, name)
  const kept =
    of('do') === 'state'
      ? await desk.state(
          { service: of('service'), canLeave: of('canLeave'), bases: form.getAll('bases') } as NewStatement,
          keyIn(form),
        )
      : await desk.enter(
          {
            ...{ service: of('service'), kind: of('kind'), reason: of('reason'), authorisedBy: of('authorisedBy') },
            ...{ began: momentIn(form, 'began'), injury: of('injury') },
            ended: of('ended-day') === '' ? null : momentIn(form, 'ended'),
          } as NewRestraint,
          keyIn(form),
        )
  if (kept.ok) throw redirect('/liberty?done')
  return refused(kept.refusal)
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Enter({ service, loaded }: { service: readonly (readonly [string, string])[]; loaded: Loaded }) {
  const { t } = useLiberty()
  const options = <K extends string>(from: readonly K[], of: (each: K) => string) =>
    from.map((each) => [each, of(each)] as const)
  return (
    <Panel title={t('enter.title')} fold="open">
      <p className="quiet">{t('enter.help')}</p>
      <Form method="post" className="stack" noValidate>
        <input type="hidden" name="key" value={loaded.key} />
        <SelectField name="service" label={t('field.service')} options={[['', t('field.choose')], ...service]} />
        <SelectField name="kind" label={t('field.kind')} options={options(RESTRAINTS, (each) => t(`kind.${each}`))} />
        <SelectField
          name="reason"
          label={t('field.reason')}
          options={options(REASONS, (each) => t(`reason.${each}`))}
        />
        <SelectField
          name="authorisedBy"
          label={t('field.authorisedBy')}
          options={options(AUTHORISERS, (each) => t(`authoriser.${each}`))}
        />
        <MomentFields name="began" label={t('field.began')} now={loaded.now} />
        <MomentFields name="ended" label={t('field.ended')} now={loaded.now} isEmpty />
        <SelectField
          name="injury"
          label={t('field.injury')}
          defaultValue="unknown"
          options={options(INJURIES, (each) => t(`injury.${each}`))}
        />
        <div className="row">
          <Button type="submit" name="do" value="enter">
            {t('enter.do')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

function Say({ service, loaded }: { service: readonly (readonly [string, string])[]; loaded: Loaded }) {
  const { t } = useLiberty()
  return (
    <Panel title={t('say.title')} fold="open">
      <p className="quiet">{t('say.help')}</p>
      <Form method="post" className="stack" noValidate>
        <input type="hidden" name="key" value={loaded.key} />
        <SelectField name="service" label={t('field.service')} options={[['', t('field.choose')], ...service]} />
        <fieldset className="field">
          <legend>{t('say.canLeave')}</legend>
          {(['yes', 'no'] as const).map((each) => (
            <Choice key={each} type="radio" name="canLeave" value={each} label={t(`say.${each}`)} />
          ))}
        </fieldset>
        <fieldset className="field">
          <legend>{t('say.bases')}</legend>
          {BASES.map((each) => (
            <Choice key={each} type="checkbox" name="bases" value={each} label={t(`basis.${each}`)} />
          ))}
        </fieldset>
        <div className="row">
          <Button type="submit" name="do" value="state">
            {t('say.do')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

export default function LibertyPage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, moment } = useLiberty()
  const { entries, found, words, isKeeper, done } = loaded
  const service = (found ?? []).map(({ id, name, city }) => [id, city ? `${name}, ${city}` : name] as const)
  return (
    <WorkPage title={t('list.title')} help={t(isKeeper ? 'list.help' : 'list.helpOverseer')}>
      <Told answer={answer} done={done} />
      <Panel title={t('find.title')} fold={found || entries.length === 0 ? 'open' : 'closed'}>
        <Form method="get" className="row">
          <TextField name="words" label={t('find.words')} defaultValue={words} maxLength={120} />
          <Button type="submit" look="quiet">
            {t('find.do')}
          </Button>
        </Form>
        {found?.length === 0 && <p>{t('find.none')}</p>}
      </Panel>
      {service.length > 0 && isKeeper && <Enter {...{ service, loaded }} />}
      {service.length > 0 && <Say {...{ service, loaded }} />}
      {entries.length === 0 ? (
        <EmptyState title={t('list.none')}>{t('list.noneMore')}</EmptyState>
      ) : (
        <Table
          caption={t('list.title')}
          captionHidden
          rows={entries}
          keyOf={({ id }) => id}
          columns={[
            {
              title: t('field.began'),
              head: true,
              cell: ({ id, began }) => <a href={`/liberty/${id}`}>{moment(began)}</a>,
            },
            { title: t('field.service'), cell: ({ serviceName }) => <bdi>{serviceName}</bdi> },
            ...(isKeeper
              ? []
              : [{ title: t('field.of'), cell: ({ of }: (typeof entries)[number]) => <bdi>{of}</bdi> }]),
            { title: t('field.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
            { title: t('field.reason'), cell: ({ reason }) => t(`reason.${reason}`) },
            { title: t('field.state'), cell: (entry) => <State entry={entry} /> },
          ]}
        />
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
