// SPDX-License-Identifier: Apache-2.0
/** A working group or an operation is convened. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { FINDING_MARKINGS, GROUP_KINDS, newGroupShape } from '#supply/groups/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { DateField } from '../../kit/date/date.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { labelOf, MarkingsExplained } from '../../workspace/readers/marking.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { groupsAt, keyIn, textIn } from './door.ts'
import { useGroups } from './words.ts'

const places = ['kind', 'title', 'purpose', 'legalBasis', 'begins', 'ends', 'marking'] as const
type Place = (typeof places)[number]

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, messages } = await groupsAt({ context, url })
  if (!desk.may.includes('convene')) throw nothingHere()
  const today = new Date().toISOString().slice(0, 10)
  return { messages, today, key: crypto.randomUUID(), kinds: GROUP_KINDS, markings: FINDING_MARKINGS }
}

/** Also after a refusal: it brings another key. */
export const shouldRevalidate = () => true

interface Answer {
  given: Partial<Record<Place, string>>
  problems: Place[]
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await groupsAt({ context, url })
  const form = await request.formData()
  const given = Object.fromEntries(places.map((place) => [place, textIn(form, place)]).filter(([, text]) => text))
  const checked = newGroupShape.safeParse(given)
  if (!checked.success) {
    const wrong = new Set(checked.error.issues.map(({ path }) => path[0]))
    return data<Answer>({ given, problems: places.filter((place) => wrong.has(place)) }, { status: 422 })
  }
  const made = await desk.convene(checked.data, keyIn(form))
  if (made.ok) throw redirect(`/groups/${made.value.id}?done=convene`)
  if (made.refusal.code === 'key-reused') return data<Answer>({ given, problems: [] }, { status: 409 })
  throw nothingHere()
}

export default function NewGroup() {
  const { today, key, kinds, markings } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useGroups()
  const { given = {}, problems = [] } = answer ?? {}
  const at = (place: Place) => ({
    ...{ name: place, label: t(`new.${place}`), defaultValue: given[place] },
    error: problems.includes(place) ? t(`problem.${place}`) : undefined,
  })
  return (
    <WorkPage title={t('new.heading')} help={t('new.help')} narrow>
      <ErrorSummary problems={problems.map((place) => ({ text: t(`problem.${place}`), field: place }))} />
      <Form method="post" className="stack" noValidate>
        <input type="hidden" name="key" value={key} />
        <SelectField {...at('kind')} options={kinds.map((each) => [each, t(`kind.${each}`)] as const)} />
        <TextField {...at('title')} maxLength={120} autoComplete="off" required />
        <AreaField {...at('purpose')} rows={3} maxLength={1000} required />
        <TextField {...at('legalBasis')} hint={t('new.legalBasisHint')} maxLength={500} required />
        <DateField {...at('begins')} defaultValue={given.begins ?? today} required />
        <DateField {...at('ends')} hint={t('new.endsHint')} />
        <SelectField
          {...at('marking')}
          hint={t('new.markingHint')}
          defaultValue={given.marking ?? 'amber'}
          options={markings.map((each) => [each, labelOf(each)] as const)}
        />
        <MarkingsExplained />
        <div className="row">
          <Button type="submit">{t('new.convene')}</Button>
        </div>
      </Form>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
