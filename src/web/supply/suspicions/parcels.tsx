// SPDX-License-Identifier: Apache-2.0
/** Parcels come in. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import { CONTENTS, POSTAGE_BY, SERVICES } from '#supply/suspicions/contract.ts'
import { WorkProblem } from '../../workspace/problem.tsx'
import { ItemsPage, itemsAction, itemsLoader } from './items.tsx'
import { type SuspicionsKey, useSuspicions } from './words.ts'

export const loader = (asked: LoaderFunctionArgs) => itemsLoader(asked, 'parcel')
export const action = (asked: ActionFunctionArgs) => itemsAction(asked, 'parcel')

const OF: Readonly<Record<string, readonly string[]>> = { service: SERVICES, contents: CONTENTS, paid_with: POSTAGE_BY }

export default function Parcels() {
  const { columns } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>() ?? null
  const { t } = useSuspicions()
  const means = (name: string) =>
    t(`parcelColumn.${name}` as Extract<SuspicionsKey, `parcelColumn.${string}`>, { of: (OF[name] ?? []).join(', ') })
  return <ItemsPage {...{ columns, sent, means }} leg="parcel" />
}

export const ErrorBoundary = WorkProblem
