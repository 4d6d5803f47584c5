// SPDX-License-Identifier: Apache-2.0
import { type ActionFunctionArgs, redirect } from 'react-router'
import { withCookies } from '../cookies.ts'
import { nothingHere, ownPath, signedIn } from '../who.ts'

/** Sits at another organisation's desk. */
export async function action({ request, context, url }: ActionFunctionArgs) {
  const { profile } = await signedIn(context, url)
  const form = await request.formData()
  const answer = await profile.switchTo(String(form.get('organisation') ?? ''))
  if (!answer.ok) throw nothingHere()
  throw redirect(ownPath(form.get('back'), '/inbox'), { headers: withCookies([answer.value.setCookie]) })
}

export function loader() {
  throw nothingHere()
}
