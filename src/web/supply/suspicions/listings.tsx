// SPDX-License-Identifier: Apache-2.0
/** Listings come in. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import { UNITS } from '#supply/suspicions/contract.ts'
import { WorkProblem } from '../../workspace/problem.tsx'
import { ItemsPage, itemsAction, itemsLoader } from './items.tsx'
import { type SuspicionsKey, useSuspicions } from './words.ts'

export const loader = (asked: LoaderFunctionArgs) => itemsLoader(asked, 'listing')
export const action = (asked: ActionFunctionArgs) => itemsAction(asked, 'listing')

const OF: Readonly<Record<string, readonly string[]>> = { unit: UNITS }

export default function Listings() {
  const { columns } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>() ?? null
  const { t } = useSuspicions()
  const means = (name: string) =>
    t(`listingColumn.${name}` as Extract<SuspicionsKey, `listingColumn.${string}`>, { of: (OF[name] ?? []).join(', ') })
  return <ItemsPage {...{ columns, sent, means }} leg="listing" />
}

export const ErrorBoundary = WorkProblem
