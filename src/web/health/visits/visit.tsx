// SPDX-License-Identifier: Apache-2.0
/** One visit, for the mechanism alone: who went, what was refused, notes, recommendations, and the summary for everybody. */
import type { ReactNode } from 'react'
import {
  type ActionFunctionArgs,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import {
  ASKED,
  GIVEN,
  MOST_NOTES,
  MOST_SUMMARY,
  type NewFollowUp,
  TEAM,
  type VisitCommand,
} from '#health/visits/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { field, keyIn, refused, visitsAt } from './door.ts'
import { Recommended, Told } from './parts.tsx'
import { useVisits } from './words.ts'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, names, messages } = await visitsAt({ context, url })
  const read = await desk.open(params.id ?? '')
  if (!read.ok) throw nothingHere()
  const named = read.value.may.includes('send') && !read.value.runner ? await desk.providers() : undefined
  return {
    ...{ messages, visit: read.value, names: await names(), done: url.searchParams.has('done') },
    ...{ once: crypto.randomUUID(), providers: named?.ok ? named.value : [] },
  }
}

export const shouldRevalidate = () => true

const commandOf = (form: FormData): VisitCommand => {
  const of = (name: string) => field(form, name)
  switch (of('do')) {
    case 'hold':
      return {
        ...{ do: 'hold', heldOn: of('heldOn'), team: form.getAll('team') as 'doctor'[], notes: of('notes') },
        asked: ASKED.flatMap((what) => {
          const given = GIVEN.find((each) => each === of(`asked-${what}`))
          return given ? [{ what, given }] : []
        }),
      }
    case 'send': {
      const recommendations = of('recommendations')
        .split(/\n\s*\n/)
        .map((each) => each.trim())
        .filter(Boolean)
      return { do: 'send', recommendations, ...(of('provider') && { provider: of('provider') }) }
    }
    case 'propose':
      return { do: 'propose', summary: of('summary') }
    default:
      return { do: of('do') as 'drop' }
  }
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await visitsAt({ context, url })
  const form = await request.formData()
  const done =
    field(form, 'do') === 'follow'
      ? await desk.follow(
          field(form, 'recommendation'),
          { state: field(form, 'state'), text: field(form, 'text') } as NewFollowUp,
          keyIn(form),
        )
      : await desk.act(params.id ?? '', commandOf(form), Number(form.get('version')), keyIn(form))
  if (done.ok) throw redirect(`/visits/${params.id}?done`)
  return refused(done.refusal, form)
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>
type Act = VisitCommand['do']

/** `written`: what was typed and not kept. */
function Held({ visit, written }: Pick<Loaded, 'visit'> & { written: Record<string, string> }) {
  const { t } = useVisits()
  const given = (what: string) => visit.asked.find((each) => each.what === what)?.given ?? ''
  return (
    <>
      <TextField
        name="heldOn"
        label={t('field.heldOn')}
        type="date"
        defaultValue={written.heldOn ?? visit.heldOn ?? visit.plannedOn}
      />
      <fieldset className="field">
        <legend>{t('field.team')}</legend>
        {TEAM.map((each) => (
          <Choice
            key={each}
            {...{ type: 'checkbox', name: 'team', value: each, label: t(`team.${each}`) }}
            defaultChecked={visit.team.includes(each)}
          />
        ))}
      </fieldset>
      {ASKED.map((what) => (
        <SelectField
          key={what}
          name={`asked-${what}`}
          label={t(`asked.${what}`)}
          defaultValue={written[`asked-${what}`] ?? given(what)}
          options={[['', t('asked.not')], ...GIVEN.map((each) => [each, t(`given.${each}`)] as const)]}
        />
      ))}
      <AreaField
        name="notes"
        label={t('field.notes')}
        hint={t('hold.notesHint')}
        defaultValue={written.notes ?? visit.notes}
        rows={8}
        maxLength={MOST_NOTES}
      />
    </>
  )
}

function Send({ visit, names, providers, written }: Loaded & { written: Record<string, string> }) {
  const { t } = useVisits()
  return (
    <>
      {visit.runner ? (
        <p>{t('send.to', { name: names[visit.runner] ?? '–' })}</p>
      ) : (
        <SelectField
          name="provider"
          label={t('send.provider')}
          options={providers.map(({ id, name }) => [id, name] as const)}
        />
      )}
      <AreaField
        name="recommendations"
        label={t('send.label')}
        hint={t('send.hint')}
        defaultValue={written.recommendations}
        rows={8}
      />
    </>
  )
}

export default function VisitPage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, date, moment } = useVisits()
  const { visit, names, once } = loaded
  const written = answer?.written ?? {}
  const fields: Record<Act, ReactNode> = {
    hold: <Held {...{ visit, written }} />,
    send: <Send {...loaded} written={written} />,
    propose: (
      <AreaField
        name="summary"
        label={t('propose.label')}
        defaultValue={written.summary ?? visit.summary?.text}
        rows={8}
        maxLength={MOST_SUMMARY}
      />
    ),
    ...{ drop: null, publish: null, 'take-back': null },
  }
  const quiet: readonly Act[] = ['drop', 'take-back']
  const asked = visit.asked.map(({ what, given }) => `${t(`asked.${what}`)}: ${t(`given.${given}`)}`)
  return (
    <WorkPage title={t('visit.title', { name: visit.serviceName })} help={t('visit.help')}>
      <Told answer={answer} done={loaded.done} />
      <Facts
        facts={[
          [t('field.state'), t(`state.${visit.state}`)],
          [t('field.plannedOn'), date(visit.plannedOn)],
          [t('field.announced'), t(visit.announced ? 'announced.yes' : 'announced.no')],
          [t('field.heldOn'), visit.heldOn ? date(visit.heldOn) : '–'],
          [t('field.team'), visit.team.map((each) => t(`team.${each}`)).join(' · ') || '–'],
          [t('field.asked'), asked.join(' · ') || '–'],
        ]}
      />
      {visit.notes && (
        <Panel title={t('field.notes')}>
          <p className="told" dir="auto">
            {visit.notes}
          </p>
        </Panel>
      )}
      {visit.summary && (
        <Panel title={t(visit.summary.published ? 'summary.published' : 'summary.proposed')}>
          <p className="quiet">{moment(visit.summary.published ?? visit.summary.proposed)}</p>
          <p className="told" dir="auto">
            {visit.summary.text}
          </p>
        </Panel>
      )}
      {visit.may.map((act) => (
        <Panel
          key={act}
          title={t(`${act}.title`)}
          fold={quiet.includes(act) || (act === 'hold' && visit.heldOn) ? 'closed' : 'open'}
        >
          <p className="quiet">{t(`${act}.help`)}</p>
          <Form method="post" className="stack" noValidate>
            <input type="hidden" name="version" value={visit.version} />
            <input type="hidden" name="key" value={once} />
            {fields[act]}
            <div className="row">
              <Button type="submit" name="do" value={act} look={quiet.includes(act) ? 'quiet' : 'strong'}>
                {t(`${act}.do`)}
              </Button>
            </div>
          </Form>
        </Panel>
      ))}
      {visit.recommendations.length > 0 && (
        <section className="stack" aria-labelledby="recommended">
          <h2 id="recommended">{t('visit.recommended')}</h2>
          {visit.recommendations.map((one) => (
            <Recommended
              key={`${one.id} ${one.followUps.length}`}
              {...{ one, once, act: 'follow' }}
              title={t('visit.number', { number: one.number })}
              who={names[one.provider] ?? '–'}
            />
          ))}
        </section>
      )}
      <p>
        <Link to="/visits">{t('visit.back')}</Link>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
