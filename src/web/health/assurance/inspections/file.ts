// SPDX-License-Identifier: Apache-2.0
/** A photograph or a file of a finding, to be saved. Absent, of another inspection and not for this desk are the same page. */
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere } from '../../../workspace/who.ts'
import { inspectionsAt } from './door.ts'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk } = await inspectionsAt({ context, url })
  const file = await desk.download(params.id ?? '', params.file ?? '')
  if (!file.ok) throw nothingHere()
  return new Response(file.value.body, { headers: file.value.headers })
}
