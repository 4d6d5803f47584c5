// SPDX-License-Identifier: Apache-2.0
/** A practice is written, or its draft changed. One form, which needs no script. */
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
import { EFFECTS, GRADES, type PracticesDesk, REACHES, SETTINGS } from '#commons/practices/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { useWork } from '../../workspace/words.tsx'
import { keyIn, practicesAt } from './door.ts'
import { checked, fieldAt, type Given, givenFrom, givenOf, WRITTEN } from './given.ts'
import { TextFields } from './text-fields.tsx'
import { usePractices } from './words.ts'
import '../notices/notices.css'

/** The page is the edit of a draft, or the beginning of one. */
const draftAt = async (desk: PracticesDesk, id: string | undefined) => {
  if (id === undefined) return null
  const read = await desk.read(id)
  if (!read.ok || !read.value.may.includes('revise')) throw nothingHere()
  return read.value
}

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, kinds, partners, messages } = await practicesAt({ context, url })
  if (!desk.may.includes('prepare')) throw nothingHere()
  const draft = await draftAt(desk, params.id)
  const away = (await partners()).filter(({ id, mayBeTold }) => mayBeTold || draft?.partners.includes(id))
  return {
    ...{ messages, kinds, path: url.pathname, country: me.organisation.country },
    draft: draft && { version: draft.version, given: givenFrom(draft) },
    away: away.map(({ id, name, node }) => ({ id, name, node: node.name })),
    key: crypto.randomUUID(),
  }
}

/** Never because something happened elsewhere: who writes is left alone. */
export const shouldRevalidate = ({ formMethod, currentUrl, nextUrl }: ShouldRevalidateFunctionArgs) =>
  formMethod !== undefined || currentUrl.href !== nextUrl.href

interface Answer {
  given: Given
  problems: string[]
  told: string | null
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await practicesAt({ context, url })
  const form = await request.formData()
  const given = givenOf(form)
  const answer = (parts: Partial<Answer>, status: number) =>
    data<Answer>({ given, problems: [], told: null, ...parts }, { status })
  const { practice, problems } = checked(given)
  if (!practice) return answer({ problems }, 422)
  const saved =
    params.id === undefined
      ? await desk.prepare(practice, keyIn(form))
      : await desk.revise(params.id, practice, Number(form.get('version')), keyIn(form))
  if (saved.ok) throw redirect(`/practices/${saved.value.id}?done=save`)
  const { code, where } = saved.refusal
  if (code === 'not-found') throw nothingHere()
  if (code === 'not-valid') return answer({ problems: [fieldAt((where ?? '').split('.'))] }, 422)
  return answer({ told: code }, 409)
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>
interface Part {
  given: Given | undefined
  errorAt: (field: string) => string | undefined
}

function Setting({ given, errorAt, kinds, country }: Part & Pick<Loaded, 'kinds' | 'country'>) {
  const { t } = usePractices()
  const field = (name: string) => ({ name, error: errorAt(name), defaultValue: given?.fields[name] })
  return (
    <Panel title={t('new.where')}>
      <SelectField
        {...field('setting')}
        label={t('field.setting')}
        options={SETTINGS.map((each) => [each, t(`setting.${each}`)] as const)}
      />
      <TextField
        {...field('country')}
        defaultValue={given?.fields.country ?? country}
        label={t('field.country')}
        hint={t('hint.country')}
        maxLength={2}
        required
      />
      <TextField {...field('from')} label={t('field.from')} hint={t('hint.from')} maxLength={10} required />
      <TextField {...field('until')} label={t('field.until')} hint={t('hint.until')} maxLength={10} />
      <fieldset className="field">
        <legend>{t('field.audience')}</legend>
        {errorAt('audience') && <span className="error">{errorAt('audience')}</span>}
        <div className="organisations">
          {kinds.map(([id, name]) => (
            <Choice
              key={id}
              type="checkbox"
              name="audience"
              value={id}
              label={name}
              defaultChecked={given?.audience.includes(id)}
            />
          ))}
        </div>
      </fieldset>
    </Panel>
  )
}

function Evidence({ given, errorAt }: Part) {
  const { t } = usePractices()
  const field = (name: string) => ({ name, error: errorAt(name), defaultValue: given?.fields[name] })
  return (
    <Panel title={t('new.evidence')}>
      <SelectField
        {...field('effect')}
        label={t('field.effect')}
        defaultValue={given?.fields.effect ?? 'not-evaluated'}
        options={EFFECTS.map((each) => [each, t(`effect.${each}`)] as const)}
      />
      <SelectField
        {...field('grade')}
        label={t('field.grade')}
        hint={t('hint.grade')}
        defaultValue={given?.fields.grade ?? 'none'}
        options={GRADES.map((each) => [each, t(`grade.${each}`)] as const)}
      />
      <TextField {...field('costs')} label={t('field.costs')} hint={t('hint.costs')} maxLength={500} />
      <TextField {...field('page')} type="url" label={t('field.page')} hint={t('hint.page')} maxLength={500} />
    </Panel>
  )
}

function Whom({ given, errorAt, away }: Part & Pick<Loaded, 'away'>) {
  const { t } = usePractices()
  const { t: say } = useWork()
  return (
    <Panel title={t('new.whom')}>
      <fieldset className="field">
        <legend>{t('field.reach')}</legend>
        {REACHES.map((each) => (
          <Choice
            key={each}
            type="radio"
            name="reach"
            value={each}
            label={t(`reach.${each}`)}
            defaultChecked={(given?.fields.reach ?? 'members') === each}
          />
        ))}
      </fieldset>
      {away.length > 0 && (
        <fieldset className="field">
          <legend>{t('field.partners')}</legend>
          <span className="hint">{t('hint.partners')}</span>
          {errorAt('partners') && <span className="error">{errorAt('partners')}</span>}
          <div className="organisations">
            {away.map(({ id, name, node }) => (
              <Choice
                key={id}
                type="checkbox"
                name="partner"
                value={id}
                label={say('away.officers', { organisation: name, node })}
                defaultChecked={given?.partners.includes(id)}
              />
            ))}
          </div>
        </fieldset>
      )}
    </Panel>
  )
}

export default function NewPracticePage() {
  const { path, draft, kinds, country, away, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, maybe } = usePractices()
  const given = answer?.given ?? draft?.given
  const { problems = [], told = null } = answer ?? {}
  const say = (field: string) => {
    const [first = '', part] = field.split('.')
    if (part === undefined) return maybe(`problem.${first}`, t('refused.not-valid'))
    return `${maybe(`language.${first}`, first)}: ${maybe(`problem.${part}`, t('refused.not-valid'))}`
  }
  const errorAt = (field: string) => (problems.includes(field) ? say(field) : undefined)
  return (
    <WorkPage title={t(draft ? 'new.change' : 'new.title')} help={t('new.help')}>
      <ErrorSummary problems={problems.map((field) => ({ field, text: say(field) }))} />
      {told && (
        <Notice tone="caution" live>
          {maybe(`refused.${told}`, t('refused.not-valid'))}
        </Notice>
      )}
      <Form method="post" action={path} className="stack" data-gap="large" preventScrollReset noValidate>
        <input type="hidden" name="key" value={key} />
        {draft && <input type="hidden" name="version" value={draft.version} />}
        {WRITTEN.map((language) => (
          <Panel key={language} title={t(`language.${language}`)}>
            <p className="quiet">{t('new.oneLanguage')}</p>
            <TextFields prefix={language} fields={given?.fields} {...{ language, errorAt }} />
          </Panel>
        ))}
        <Setting {...{ given, errorAt, kinds, country }} />
        <Evidence {...{ given, errorAt }} />
        <Whom {...{ given, errorAt, away }} />
        <div className="row">
          <Button type="submit">{t('new.save')}</Button>
        </div>
      </Form>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
