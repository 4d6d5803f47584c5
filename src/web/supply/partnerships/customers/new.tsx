// SPDX-License-Identifier: Apache-2.0
/** What a firm knows of a customer, written down for the first time. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { Button } from '../../../kit/button/button.tsx'
import { ErrorSummary } from '../../../kit/error-summary/error-summary.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { nothingHere } from '../../../workspace/who.ts'
import { keyIn } from '../door.ts'
import { customersAt } from './door.ts'
import { CustomerFields, useProblems } from './fields.tsx'
import { checked, empty, givenOf } from './given.ts'
import '../partnerships.css'
import { useCustomers } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, me, countries, messages } = await customersAt({ context, url })
  if (!desk.may.includes('record')) throw nothingHere()
  return { messages, country: me.organisation.country, countries: countries.options, key: crypto.randomUUID() }
}

/** Also after a refusal: it brings another key. */
export const shouldRevalidate = () => true

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await customersAt({ context, url })
  const form = await request.formData()
  const given = givenOf(form)
  const { customer, problems } = checked(given)
  if (!customer) return data({ given, problems }, { status: 422 })
  const kept = await desk.record(customer, keyIn(form))
  if (kept.ok) throw redirect(`/customers/${kept.value.id}?done=record`)
  throw nothingHere()
}

export default function NewCustomerPage() {
  const { country, countries, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useCustomers()
  return (
    <WorkPage title={t('new.title')} help={t('new.help')}>
      <ErrorSummary problems={useProblems(answer?.problems ?? [])} />
      <Form method="post" className="stack" data-gap="large" noValidate>
        <input type="hidden" name="key" value={key} />
        <CustomerFields
          given={answer?.given ?? empty(country)}
          problems={answer?.problems ?? []}
          countries={countries}
        />
        <div className="row">
          <Button type="submit">{t('new.save')}</Button>
        </div>
      </Form>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
