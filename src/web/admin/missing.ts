// SPDX-License-Identifier: Apache-2.0
/** Any other address below: the same answer as for a page that is not for this person. */
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere, signedIn } from '../workspace/who.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  await signedIn(context, url)
  throw nothingHere()
}

export default function Missing() {
  return null
}
