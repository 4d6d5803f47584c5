// SPDX-License-Identifier: Apache-2.0
/** A signal: written, checked against the registry and for what leaves, then reported; or corrected, in the same form. */
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
import type { Checked } from '#health/signals/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { choices } from './choices.ts'
import { areaOptions, keyIn, signalsAt } from './door.ts'
import { SignalFields } from './fields.tsx'
import { checked, type Given, givenFrom, givenOf, type Problem, problemAt, shownOf } from './given.ts'
import { LeavesPanel } from './leaves.tsx'
import './signals.css'
import { useSignals } from './words.ts'

/** From this certainty on a name is taken for what the registry has. */
const SURE = 0.9

const dayOf = () => new Date().toISOString().slice(0, 10)

/** The signal that is corrected; undefined where a new one is written. */
const corrected = async (at: Awaited<ReturnType<typeof signalsAt>>, id: string | undefined) => {
  if (id === undefined) return undefined
  const read = await at.desk.open(id)
  if (!read.ok || read.value.status === 'withdrawn') throw nothingHere()
  return read.value
}

/** A form with nothing in it but what is most often so. */
const empty = (area: string | null, source: string | undefined): Given => ({
  ...{ told: '', confirmed: '', severity: '', people: '1', region: area ?? '', day: dayOf(), certainty: '' },
  ...{ source: source ?? '', form: 'unknown', appearance: '', effects: [], ages: '', gender: '', note: '' },
})

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const at = await signalsAt({ context, url })
  const { offered, nameOf, messages, me } = at
  const signal = await corrected(at, params.id)
  const areas = areaOptions(offered.areas, nameOf)
  // Whoever works in a smaller area is offered the district in which it lies.
  const own = areas.find(([code]) => offered.area !== null && `${offered.area}`.startsWith(code) && code.length > 5)
  return {
    messages,
    choices,
    areas,
    sources: offered.sources,
    correcting: signal ? { id: signal.id, version: signal.version } : null,
    given: signal ? givenFrom(signal) : empty(own?.[0] ?? offered.area, offered.sources[0]),
    organisation: me.organisation.name,
    today: dayOf(),
    // Made with each picture of the form: however often that one is sent, it reports once.
    key: crypto.randomUUID(),
  }
}

/** Never because something happened elsewhere: who writes is left alone. */
export const shouldRevalidate = ({ formMethod, currentUrl, nextUrl }: ShouldRevalidateFunctionArgs) =>
  formMethod !== undefined || currentUrl.href !== nextUrl.href

interface Answer {
  given: Given
  problems: Problem[]
  /** What it may mean and what would leave, and what of the form that is true of. */
  shown: (Checked & { region: string; of: string }) | null
  told: 'changedSince' | 'sentBefore' | 'changed' | null
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const at = await signalsAt({ context, url })
  const { desk, nameOf } = at
  const form = await request.formData()
  const sent = givenOf(form)
  // What the name means is asked anew with each name; an answer to this one stands.
  const answered = form.get('asked') === sent.told.trim()
  const given = answered ? sent : { ...sent, confirmed: '' }
  const answer = (parts: Partial<Answer>, status = 200) =>
    data<Answer>({ given, problems: [], shown: null, told: null, ...parts }, { status })
  const wanted = form.get('intent') === 'report'
  const seen = form.get('shown') === shownOf(given)
  const { signal, problems } = checked(given)
  if (!signal) return answer({ problems }, 422)

  let told: Answer['told'] = wanted && !seen ? 'changedSince' : null
  if (wanted && seen) {
    const version = Number(form.get('version'))
    const kept =
      params.id === undefined
        ? await desk.report(signal, keyIn(form))
        : await desk.correct(params.id, signal, version, keyIn(form))
    if (kept.ok) throw redirect(`/signals/${kept.value.id}?done=${params.id === undefined ? 'report' : 'correct'}`)
    const { code, where, values } = kept.refusal
    if (code === 'not-valid' || code === 'person') return answer({ problems: [problemAt(where, values)] }, 422)
    if (code === 'not-found') throw nothingHere()
    told = code === 'key-reused' ? 'sentBefore' : 'changed'
  }
  const found = await desk.check(signal)
  if (!found.ok) {
    const { code, where, values } = found.refusal
    if (code === 'not-valid' || code === 'person') return answer({ problems: [problemAt(where, values)] }, 422)
    throw nothingHere()
  }
  // A name that is surely one of the registry needs no press more; the reporter sees it and may say otherwise.
  const [first] = found.value.recognised
  const sure = !answered && first && first.certainty >= SURE ? first.id : given.confirmed
  const stands = { ...given, confirmed: sure }
  const again = checked(stands).signal
  const last = sure === given.confirmed || !again ? found : await desk.check(again)
  if (!last.ok) throw nothingHere()
  const { recognised, leaves } = last.value
  const shown = { recognised, leaves, region: nameOf(leaves?.region ?? given.region), of: shownOf(stands) }
  return answer({ given: stands, shown, told }, told === null ? 200 : 409)
}

/** What the name may mean: the reporter says, and may say that nobody knows. */
function Meant({ recognised, confirmed }: Pick<Checked, 'recognised'> & { confirmed: string }) {
  const { t } = useSignals()
  return (
    <Panel title={t('meant.title')}>
      {recognised.length === 0 ? (
        <p>{t('meant.nothing')}</p>
      ) : (
        <fieldset className="field">
          <legend>{t('meant.legend')}</legend>
          {recognised.map(({ id, name }) => (
            <Choice key={id} type="radio" name="confirmed" value={id} label={name} defaultChecked={confirmed === id} />
          ))}
          <Choice
            type="radio"
            name="confirmed"
            value=""
            label={t('meant.none')}
            defaultChecked={!recognised.some(({ id }) => id === confirmed)}
          />
        </fieldset>
      )}
    </Panel>
  )
}

export default function NewSignal() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useSignals()
  const { choices, areas, sources, correcting, organisation, today, key } = loaded
  const given = answer?.given ?? loaded.given
  const shown = answer?.shown ?? null
  const textOf = ({ place, person }: Problem) =>
    person ? t(`person.${person.mark}`, { text: person.text }) : t(`problem.${place}`)
  const problems = answer?.problems ?? []
  const listed = problems.map((problem) => ({ place: problem.place, text: textOf(problem), field: problem.place }))
  const which = correcting ? 'correct' : 'new'
  return (
    <WorkPage title={t(`${which}.title`)} help={t(`${which}.help`)}>
      <ErrorSummary problems={listed} />
      <Notice>{t('new.noPerson')}</Notice>
      <Form method="post" className="stack" data-gap="large" preventScrollReset noValidate>
        <input type="hidden" name="key" value={key} />
        {correcting && <input type="hidden" name="version" value={correcting.version} />}
        <SignalFields
          key={correcting?.version ?? 0}
          {...{ given, choices, sources, areas, today }}
          errorAt={(place) => listed.find((problem) => problem.place === place)?.text}
        />
        {answer?.told && (
          <Notice tone="caution" live>
            {t(`told.${answer.told}`)}
          </Notice>
        )}
        {shown && (
          <>
            <input type="hidden" name="shown" value={shown.of} />
            <input type="hidden" name="asked" value={given.told.trim()} />
            <Meant key={shown.of} recognised={shown.recognised} confirmed={given.confirmed} />
            <LeavesPanel when="before" leaves={shown.leaves} region={shown.region} />
            <p className="quiet">{t('new.rest', { organisation })}</p>
          </>
        )}
        <div className="row">
          {/* First in the form: Enter in a field checks, and never reports. */}
          <Button type="submit" name="intent" value="check" look={shown ? 'quiet' : 'strong'}>
            {t(shown ? 'new.checkAgain' : 'new.check')}
          </Button>
          {shown && (
            <Button type="submit" name="intent" value="report">
              {t(`${which}.do`)}
            </Button>
          )}
        </div>
      </Form>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
