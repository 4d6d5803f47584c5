// SPDX-License-Identifier: Apache-2.0
/** A listing is written, or changed, in one form that needs no script. What is left empty is not known, and never a no. */
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
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { directoryAt, keyIn } from './door.ts'
import { ListingFields, problemKey } from './fields.tsx'
import { checked, emptyGiven, type Given, givenFrom, givenOf, type Place, placeOf } from './given.ts'
import { useDirectory } from './words.ts'

/** Facets that an editor says something of; the others are told by assurance. */
const FACETS = [
  ...(['setting', 'intervention', 'population', 'need', 'access_mode', 'cost', 'availability'] as const),
  ...(['strategy', 'evidence'] as const),
] as const
export type Facet = (typeof FACETS)[number]

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, terms, country, timeZone, me, messages } = await directoryAt({ context, url })
  const read = params.id === undefined ? undefined : await desk.open(params.id)
  if (read && (!read.ok || read.value.ended)) throw nothingHere()
  const listing = read?.ok ? read.value : undefined
  return {
    messages,
    facets: FACETS.map((facet) => ({
      facet,
      terms: terms
        .filter(({ id }) => id.startsWith(`${facet}:`))
        .map(({ id, name }) => [id, name[me.language]] as const),
    })),
    given: listing ? givenFrom(listing) : emptyGiven(country, timeZone),
    changing: listing ? { id: listing.id, name: listing.name, version: listing.version } : null,
    organisation: me.organisation.name,
    // Made with each picture of the form: however often that one is sent, it is done once.
    key: crypto.randomUUID(),
  }
}

/** Never because something happened elsewhere: who writes is left alone. */
export const shouldRevalidate = ({ formMethod, currentUrl, nextUrl }: ShouldRevalidateFunctionArgs) =>
  formMethod !== undefined || currentUrl.href !== nextUrl.href

interface Answer {
  given: Given
  problems: Place[]
  isOther: boolean
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await directoryAt({ context, url })
  const form = await request.formData()
  const given = givenOf(form)
  const answer = (problems: Place[], isOther = false) =>
    data<Answer>({ given, problems, isOther }, { status: isOther ? 409 : 422 })
  const { listing, problems } = checked(given)
  if (!listing) return answer(problems)
  const done =
    params.id === undefined
      ? await desk.add(listing, keyIn(form))
      : await desk.change(params.id, listing, Number(form.get('version')), keyIn(form))
  if (done.ok) throw redirect(`/directory/${done.value.id}?done=${params.id === undefined ? 'add' : 'change'}`)
  const { code, where } = done.refusal
  if (code === 'not-found') throw nothingHere()
  return code === 'not-valid' ? answer([placeOf(where ?? '', given)]) : answer([], true)
}

export default function EditPage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useDirectory()
  const { changing, facets, key, organisation } = loaded
  const given = answer?.given ?? loaded.given
  const problems = answer?.problems ?? []
  const path = changing ? `/directory/${changing.id}/edit` : '/directory/new'
  return (
    <WorkPage
      title={changing ? t('edit.change', { name: changing.name }) : t('edit.new')}
      help={t('edit.help', { organisation })}
      narrow
    >
      <ErrorSummary problems={problems.map((field) => ({ field, text: t(`problem.${problemKey(field)}`) }))} />
      {answer?.isOther && (
        <Notice tone="caution" live>
          {t('one.changedSince')}
        </Notice>
      )}
      <Form method="post" action={path} className="stack" noValidate>
        <input type="hidden" name="key" value={key} />
        {changing && <input type="hidden" name="version" value={changing.version} />}
        <ListingFields {...{ given, problems, facets }} />
        <div className="row">
          <Button type="submit">{t(changing ? 'edit.doChange' : 'edit.doAdd')}</Button>
        </div>
      </Form>
      <p>
        <a href={changing ? `/directory/${changing.id}` : '/directory'}>{t('edit.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
