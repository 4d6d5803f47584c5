// SPDX-License-Identifier: Apache-2.0
/** An advisory is written: three versions, in up to six languages, and who will read each is shown before it is saved. */
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
import {
  type AdvisoryContent,
  type AdvisoryViewer,
  CAP_CERTAINTIES,
  CAP_SEVERITIES,
  CAP_URGENCIES,
  READERS,
  type Texts,
  type WarningsDesk,
} from '#supply/warnings/contract.ts'
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
import { keyIn, warningsAt } from './door.ts'
import { VersionFields } from './version-fields.tsx'
import { Versions } from './versions.tsx'
import { Viewers } from './viewers.tsx'
import { useWarnings } from './words.ts'
import { checked, choiceOf, fieldAt, type Given, givenFrom, givenOf } from './written.ts'
import './warnings.css'

/** Whoever was named stays to be seen and taken off, though nothing can be told to them now. */
const draftReaders = (draft: { content: AdvisoryContent } | null): readonly string[] =>
  draft ? READERS.flatMap((reader) => draft.content.readers[reader]) : []

/** The page is the edit of a draft, or the beginning of one about a substance. */
const draftAt = async (desk: WarningsDesk, url: URL, id: string) => {
  if (!url.pathname.endsWith('/edit')) return null
  const read = await desk.advisory(id)
  const own = read.ok ? read.value.own : null
  if (!own?.may.includes('revise')) throw nothingHere()
  return own
}

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, organisations, partners, areas, messages } = await warningsAt({ context, url })
  const id = params.id ?? ''
  const draft = await draftAt(desk, url, id)
  const about = draft ? null : await desk.open(id)
  if (!draft && !about?.ok) throw nothingHere()
  const inMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  const others = (await organisations()).filter((each) => each.id !== me.organisation.id && each.status === 'active')
  return {
    messages,
    path: url.pathname,
    substance: draft?.substance.name ?? (about?.ok ? about.value.identity.name : ''),
    draft: draft && { version: draft.version, given: givenFrom(draft.content) },
    areas,
    others: others.map(({ id: own, name }) => ({ id: own, name })),
    away: (await partners())
      .filter(({ id: own, mayBeTold }) => mayBeTold || draftReaders(draft).includes(own))
      .map(({ id: own, name, node }) => ({ id: own, name, node: node.name })),
    inMonth,
    key: crypto.randomUUID(),
  }
}

/** Never because something happened elsewhere: who writes is left alone. */
export const shouldRevalidate = ({ formMethod, currentUrl, nextUrl }: ShouldRevalidateFunctionArgs) =>
  formMethod !== undefined || currentUrl.href !== nextUrl.href

interface Answer {
  given: Given
  problems: string[]
  shown: { viewers: AdvisoryViewer[]; texts: (readonly [(typeof READERS)[number], Texts])[]; choice: string } | null
  told: string | null
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await warningsAt({ context, url })
  const id = params.id ?? ''
  const form = await request.formData()
  const given = givenOf(form)
  const answer = (parts: Partial<Answer>, status = 200) =>
    data<Answer>({ given, problems: [], shown: null, told: null, ...parts }, { status })
  const { advisory, problems } = checked(given)
  if (!advisory) return answer({ problems }, 422)
  const choice = choiceOf(given)
  const wanted = form.get('intent') === 'save'
  if (wanted && form.get('choice') === choice) {
    const version = Number(form.get('version'))
    const saved = url.pathname.endsWith('/edit')
      ? await desk.revise(id, advisory, version, keyIn(form))
      : await desk.prepare(id, advisory, keyIn(form))
    if (saved.ok) throw redirect(`/warnings/advisories/${saved.value.id}?done=save`)
    const { code, where } = saved.refusal
    if (code === 'not-found') throw nothingHere()
    if (code === 'not-valid') return answer({ problems: [fieldAt((where ?? '').split('.'))] }, 422)
    return answer({ told: code }, 409)
  }
  const viewers = await desk.preview(advisory)
  if (!viewers.ok) throw nothingHere()
  const texts = READERS.flatMap((reader) => {
    const own = advisory.versions[reader]
    return own ? [[reader, own as Texts] as const] : []
  })
  return answer({ shown: { viewers: viewers.value, texts, choice }, told: wanted ? 'listChanged' : null })
}

export default function Compose() {
  const { path, substance, draft, areas, others, away, inMonth, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, language, maybe } = useWarnings()
  const given = answer?.given ?? draft?.given
  const { problems = [], shown, told } = answer ?? {}
  const say = (field: string) => {
    const [reader = '', written = '', part] = field.split('.')
    const name = maybe(`compose.problem.${part ?? reader}`, t('refused.not-valid'))
    return part === undefined
      ? name
      : `${maybe(`reader.${reader}`, reader)}, ${maybe(`language.${written}`, written)}: ${name}`
  }
  const errorAt = (field: string) => (problems.includes(field) ? say(field) : undefined)
  const select = (name: 'severity' | 'urgency' | 'certainty', values: readonly string[], otherwise: string) => (
    <SelectField
      name={name}
      label={t(`compose.${name}`)}
      error={errorAt(name)}
      defaultValue={given?.fields[name] ?? otherwise}
      options={values.map((each) => [each, maybe(`cap.${each}`, each)] as const)}
    />
  )
  return (
    <WorkPage title={t('compose.title', { substance })} help={t('compose.help')}>
      <ErrorSummary problems={problems.map((field) => ({ field, text: say(field) }))} />
      {told && (
        <Notice tone="caution" live>
          {maybe(`refused.${told}`, t('refused.not-valid'))}
        </Notice>
      )}
      <Form method="post" action={path} className="stack" data-gap="large" preventScrollReset noValidate>
        <input type="hidden" name="key" value={key} />
        {draft && <input type="hidden" name="version" value={draft.version} />}
        <Panel title={t('compose.how')}>
          {select('severity', CAP_SEVERITIES, 'Unknown')}
          {select('urgency', CAP_URGENCIES, 'Immediate')}
          {select('certainty', CAP_CERTAINTIES, 'Possible')}
          <TextField
            type="date"
            name="expires"
            label={t('compose.expires')}
            hint={t('compose.expiresHint')}
            error={errorAt('expires')}
            defaultValue={given?.fields.expires ?? inMonth}
            required
          />
          <fieldset className="field">
            <legend>{t('compose.regions')}</legend>
            {errorAt('regions') && <span className="error">{errorAt('regions')}</span>}
            <div className="organisations">
              {areas.map(({ code, name }) => (
                <Choice
                  key={code}
                  type="checkbox"
                  name="regions"
                  value={code}
                  label={name}
                  defaultChecked={given?.regions.includes(code)}
                />
              ))}
            </div>
          </fieldset>
        </Panel>
        {READERS.map((reader) => (
          <VersionFields key={reader} {...{ reader, given, errorAt, others, away }} />
        ))}
        {shown && (
          <>
            <input type="hidden" name="choice" value={shown.choice} />
            <Viewers viewers={shown.viewers} when="before" />
            <Panel title={t('compose.preview')}>
              <Versions texts={shown.texts} language={language} />
            </Panel>
          </>
        )}
        <div className="row">
          {/* First in the form: Enter in a field shows, and never saves. */}
          <Button type="submit" name="intent" value="preview" look={shown ? 'quiet' : 'strong'}>
            {t(shown ? 'compose.showAgain' : 'compose.show')}
          </Button>
          {shown && (
            <Button type="submit" name="intent" value="save">
              {t('compose.save')}
            </Button>
          )}
        </div>
      </Form>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
