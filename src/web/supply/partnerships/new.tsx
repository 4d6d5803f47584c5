// SPDX-License-Identifier: Apache-2.0
/** The builder of agreements: terms are filled in, what they open is shown, then a draft is saved. Also for a new text. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { CEILINGS, CLASSES, FOUR_MS, type Opening, REFUSALS } from '#supply/partnerships/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { keyIn, partnershipsAt } from './door.ts'
import { checked, choiceOf, type Given, givenFrom, givenOf, type Place, partnerIn, problemAt } from './given.ts'
import { Openings } from './openings.tsx'
import { DayFields, DutyFields, OpensFields } from './terms-fields.tsx'
import { usePartnerships } from './words.ts'
import './partnerships.css'

type At = Awaited<ReturnType<typeof partnershipsAt>>

/** The agreement whose text is written anew; undefined for one that begins. */
const revisedAt = async ({ desk }: At, id: string | undefined) => {
  if (!desk.may.includes('draft')) throw nothingHere()
  if (id === undefined) return undefined
  const found = await desk.open(id)
  if (!found.ok || !found.value.may.includes('revise')) throw nothingHere()
  return found.value
}

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const at = await partnershipsAt({ context, url })
  const revised = await revisedAt(at, params.id)
  const partners = revised ? undefined : await at.desk.partners()
  const fixed = revised && { id: revised.id, title: revised.title, version: revised.version }
  return {
    messages: at.messages,
    fixed: fixed ?? null,
    begun: {
      ...givenFrom(revised?.texts[0]?.terms, new Date()),
      partner: revised ? `${revised.m}:${revised.partner}` : '',
    },
    partners: FOUR_MS.map((m) => [m, partners?.ok ? partners.value[m] : []] as const),
    choices: { classes: CLASSES, refusals: REFUSALS, ceilings: CEILINGS },
    // Made with each picture of the form: however often that one is sent, it counts once.
    key: crypto.randomUUID(),
  }
}

/** Also after a refusal: it brings another key. */
export const shouldRevalidate = () => true

interface Answer {
  given: Given
  problems: Place[]
  /** What it opens, and the choices of which that is true. */
  shown: { openings: Opening[]; choice: string } | null
  told: 'changed' | 'sentBefore' | null
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const at = await partnershipsAt({ context, url })
  const { desk } = at
  const revised = await revisedAt(at, params.id)
  const form = await request.formData()
  const given = { ...givenOf(form), ...(revised && { partner: `${revised.m}:${revised.partner}` }) }
  const answer = (parts: Partial<Answer>, status = 200) =>
    data<Answer>({ given, problems: [], shown: null, told: null, ...parts }, { status })
  const whom = partnerIn(given)
  const { terms, problems } = checked(given)
  if (!terms || !whom) return answer({ problems: [...(whom ? [] : (['partner'] as const)), ...problems] }, 422)

  const choice = choiceOf(given)
  const wanted = form.get('intent') === 'save'
  const saved =
    wanted && form.get('choice') === choice
      ? revised
        ? await desk.act(revised.id, { do: 'revise', terms }, Number(form.get('version')), keyIn(form))
        : await desk.draft({ ...whom, terms }, keyIn(form))
      : null
  if (saved?.ok) throw redirect(`/agreements/${saved.value.id}?done=${revised ? 'revise' : 'draft'}`)
  if (saved?.refusal.code === 'not-valid') return answer({ problems: [problemAt(saved.refusal.where)] }, 422)
  if (saved?.refusal.code === 'not-found') throw nothingHere()

  const openings = await desk.opens({ ...whom, terms })
  if (!openings.ok && openings.refusal.code === 'not-valid')
    return answer({ problems: [problemAt(openings.refusal.where)] }, 422)
  if (!openings.ok) throw nothingHere()
  const shown = { choice, openings: openings.value }
  if (saved) return answer({ shown, told: 'sentBefore' }, 409)
  return answer({ shown, told: wanted ? 'changed' : null })
}

export default function NewAgreement() {
  const { fixed, begun, partners, choices, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = usePartnerships()
  const { given = begun, problems = [], shown = null, told = null } = answer ?? {}
  const errorAt = (place: Place) => (problems.includes(place) ? t(`problem.${place}`) : undefined)
  const options = partners.flatMap(([m, own]) =>
    own.map(({ id, name }) => [`${m}:${id}`, `${t(`m.${m}`)}: ${name}`] as const),
  )
  return (
    <WorkPage
      title={fixed ? `${t('new.reviseTitle')}: ${fixed.title}` : t('new.title')}
      help={t(fixed ? 'new.reviseHelp' : 'new.help')}
    >
      <ErrorSummary problems={problems.map((place) => ({ text: t(`problem.${place}`), field: place }))} />
      <Notice>{t('new.notLaw')}</Notice>
      <Form
        method="post"
        action={fixed ? `/agreements/${fixed.id}/revise` : '/agreements/new'}
        className="stack"
        data-gap="large"
        preventScrollReset
        noValidate
      >
        <input type="hidden" name="key" value={key} />
        {fixed && <input type="hidden" name="version" value={fixed.version} />}
        {/* First in the form: Enter in a field shows, and never saves. */}
        <button type="submit" name="intent" value="preview" className="hidden" tabIndex={-1} aria-hidden="true" />
        <Panel title={t('one.facts')}>
          {!fixed && (
            <SelectField
              name="partner"
              label={t('new.partner')}
              hint={t('new.partnerHint')}
              error={errorAt('partner')}
              defaultValue={given.partner}
              options={[['', t('new.choose')], ...options]}
            />
          )}
          <TextField
            name="title"
            label={t('new.titleField')}
            hint={t('new.titleHint')}
            error={errorAt('title')}
            defaultValue={given.title}
            maxLength={120}
            autoComplete="off"
            required
          />
        </Panel>
        <DayFields {...{ given, errorAt }} />
        <OpensFields {...{ given, errorAt, choices }} />
        <DutyFields {...{ given, errorAt, choices }} />
        {shown && (
          <>
            <input type="hidden" name="choice" value={shown.choice} />
            {told && (
              <Notice tone="caution" live>
                {t(`new.${told}`)}
              </Notice>
            )}
            <Openings title={t('opens.before')} openings={shown.openings} />
          </>
        )}
        <div className="row">
          <Button type="submit" name="intent" value="preview" look={shown ? 'quiet' : 'strong'}>
            {t(shown ? 'new.previewAgain' : 'new.preview')}
          </Button>
          {shown && (
            <Button type="submit" name="intent" value="save">
              {t('new.save')}
            </Button>
          )}
        </div>
      </Form>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
