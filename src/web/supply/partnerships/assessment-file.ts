// SPDX-License-Identifier: Apache-2.0
/** A file that shows an answer, to be saved. Absent, of another self-assessment and not for this desk are the same page. */
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere } from '../../workspace/who.ts'
import { assessmentsAt } from './door.ts'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk } = await assessmentsAt({ context, url })
  const file = await desk.download(params.id ?? '', params.file ?? '')
  if (!file.ok) throw nothingHere()
  return new Response(file.value.body, { headers: file.value.headers })
}
