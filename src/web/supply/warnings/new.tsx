// SPDX-License-Identifier: Apache-2.0
/** A laboratory reports what it identified, an officer what was published. One form, which needs no script. */
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
import { CONFIDENCES, type Held, METHODS, type NewSignal, newSignalShape } from '#supply/warnings/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { FileField } from '../../kit/file/file.tsx'
import { sizeOf } from '../../kit/file/limits.ts'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { areaOptions, keyIn, textIn, warningsAt } from './door.ts'
import { filesIn, MOST_FILE, TAKEN } from './files.ts'
import { useWarnings } from './words.ts'
import './warnings.css'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, areas, messages } = await warningsAt({ context, url })
  if (!desk.may.includes('report')) throw nothingHere()
  const listeners = await desk.listeners()
  return {
    messages,
    areas: areaOptions(areas),
    listeners: listeners.ok ? listeners.value : [],
    mayWatch: desk.may.includes('board'),
    today: new Date().toISOString().slice(0, 10),
    // Made with each picture of the form: however often that one is sent, it reports once.
    key: crypto.randomUUID(),
  }
}

/** Never because something happened elsewhere: who writes is left alone. */
export const shouldRevalidate = ({ formMethod, currentUrl, nextUrl }: ShouldRevalidateFunctionArgs) =>
  formMethod !== undefined || currentUrl.href !== nextUrl.href

const FIELDS = ['source', 'name', 'structure', 'confidence', 'seenOn', 'region', 'note', 'reference'] as const
type Field = (typeof FIELDS)[number]
type Wrong = Field | 'methods' | 'to' | 'file' | 'key'
interface Answer {
  given: Record<Field, string> & { methods: string[]; to: string[] }
  held: Held[]
  problems: Wrong[]
}

/** Where a refusal points, as a field of the form. */
const fieldAt = (where: string | undefined): Wrong => {
  const [first = '', second] = (where ?? '').split('.')
  if (first === 'substance') return second === 'structure' ? 'structure' : 'name'
  if (first === 'attachments') return 'file'
  const known: readonly Wrong[] = [...FIELDS, 'methods', 'to']
  return known.find((each) => each === first) ?? 'name'
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await warningsAt({ context, url })
  if (!desk.may.includes('report')) throw nothingHere()
  const form = await request.formData()
  const fields = Object.fromEntries(FIELDS.map((name) => [name, textIn(form, name).trim()])) as Record<Field, string>
  const given = { ...fields, methods: form.getAll('methods').map(String), to: form.getAll('to').map(String) }
  const { held, refused } = await filesIn(form, desk)
  const answer = (problems: Wrong[], status: number) => data<Answer>({ given, held, problems }, { status })
  const { source, name, structure, confidence, seenOn, region, note, reference, methods, to } = given
  const common = {
    ...{ source, substance: { name, ...(structure !== '' && { structure }) }, seenOn, note, reference },
    attachments: held.flatMap(({ claim }) => claim ?? []),
  }
  const input = (
    source === 'literature'
      ? { ...common, ...(region !== '' && { region }) }
      : { ...common, confidence, methods, region, to }
  ) as NewSignal
  const checked = newSignalShape.safeParse(input)
  const problems = checked.success ? [] : [...new Set(checked.error.issues.map(({ path }) => fieldAt(path.join('.'))))]
  if (refused) problems.push('file')
  if (problems.length > 0) return answer(problems, 422)
  const reported = await desk.report(input, keyIn(form))
  if (reported.ok) throw redirect('/warnings?reported')
  const { code, where } = reported.refusal
  if (code === 'not-found') throw nothingHere()
  if (code === 'key-reused') return answer(['key'], 409)
  return answer([code === 'nobody-listens' ? 'to' : code === 'unreadable' ? 'structure' : fieldAt(where)], 422)
}

export default function NewSignalPage() {
  const { areas, listeners, mayWatch, today, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, language } = useWarnings()
  const given = answer?.given
  const problems = answer?.problems ?? []
  const told = (field: Wrong) => (problems.includes(field) ? t(`new.problem.${field}`) : undefined)
  return (
    <WorkPage title={t('new.title')} help={t('new.help')} narrow>
      <ErrorSummary
        problems={problems
          .filter((each) => each !== 'key')
          .map((field) => ({ field, text: t(`new.problem.${field}`) }))}
      />
      {problems.includes('key') && <Notice tone="caution">{t('new.problem.key')}</Notice>}
      <Form
        method="post"
        action="/warnings/new"
        encType="multipart/form-data"
        className="stack"
        data-gap="large"
        noValidate
      >
        <input type="hidden" name="key" value={key} />
        {mayWatch ? (
          <fieldset className="field">
            <legend>{t('new.source')}</legend>
            {(['literature', 'laboratory'] as const).map((each) => (
              <Choice
                key={each}
                type="radio"
                name="source"
                value={each}
                label={t(`new.${each}`)}
                defaultChecked={(given?.source ?? 'literature') === each}
              />
            ))}
          </fieldset>
        ) : (
          <input type="hidden" name="source" value="laboratory" />
        )}
        <Panel title={t('new.what')}>
          <TextField
            name="name"
            label={t('new.name')}
            hint={t('new.nameHint')}
            error={told('name')}
            defaultValue={given?.name}
            maxLength={200}
            autoComplete="off"
            required
          />
          <AreaField
            name="structure"
            label={t('new.structure')}
            hint={t('new.structureHint')}
            error={told('structure')}
            defaultValue={given?.structure}
            rows={3}
            spellCheck={false}
          />
          <TextField
            type="date"
            name="seenOn"
            label={t('new.seenOn')}
            error={told('seenOn')}
            defaultValue={given?.seenOn ?? today}
            max={today}
            required
          />
          <SelectField
            name="region"
            label={t('new.region')}
            hint={t('new.regionHint')}
            error={told('region')}
            defaultValue={given?.region ?? ''}
            options={[['', t('new.choose')], ...areas]}
          />
        </Panel>
        <Panel title={t('new.laboratoryPart')}>
          <SelectField
            name="confidence"
            label={t('new.confidence')}
            hint={mayWatch ? t('new.onlyLaboratory') : undefined}
            error={told('confidence')}
            defaultValue={given?.confidence ?? 'two-methods'}
            options={CONFIDENCES.map((each) => [each, t(`confidence.${each}`)] as const)}
          />
          <fieldset className="field">
            <legend>{t('new.methods')}</legend>
            {told('methods') && <span className="error">{told('methods')}</span>}
            <div className="organisations">
              {METHODS.map((each) => (
                <Choice
                  key={each}
                  type="checkbox"
                  name="methods"
                  value={each}
                  label={t(`method.${each}`)}
                  defaultChecked={given?.methods.includes(each)}
                />
              ))}
            </div>
          </fieldset>
        </Panel>
        <Panel title={t('new.more')}>
          <AreaField
            name="note"
            label={t('new.note')}
            hint={t('new.noteHint')}
            error={told('note')}
            defaultValue={given?.note}
            rows={5}
            maxLength={4000}
          />
          <TextField
            name="reference"
            label={t('new.reference')}
            hint={t('new.referenceHint')}
            error={told('reference')}
            defaultValue={given?.reference}
            maxLength={500}
            autoComplete="off"
          />
          {(answer?.held ?? []).map(({ id, name, size, claim }) => (
            <Choice
              key={id}
              type="checkbox"
              name="claim"
              value={claim}
              label={`${name} (${sizeOf(size, language)})`}
              defaultChecked
            />
          ))}
          <FileField
            name="file"
            multiple
            accept={TAKEN}
            most={MOST_FILE}
            label={t('new.files')}
            hint={t('new.filesHint')}
            {...(told('file') && { error: told('file') })}
          />
        </Panel>
        <fieldset className="field">
          <legend>{t('new.to')}</legend>
          <span className="hint">{t(listeners.length === 0 ? 'new.nobody' : 'new.toHint')}</span>
          {told('to') && <span className="error">{told('to')}</span>}
          <div className="organisations">
            {listeners.map(({ id, name }) => (
              <Choice
                key={id}
                type="checkbox"
                name="to"
                value={id}
                label={name}
                defaultChecked={given ? given.to.includes(id) : listeners.length === 1}
              />
            ))}
          </div>
        </fieldset>
        <div className="row">
          <Button type="submit">{t('new.send')}</Button>
        </div>
      </Form>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
