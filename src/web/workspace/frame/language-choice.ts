// SPDX-License-Identifier: Apache-2.0
import { type ActionFunctionArgs, redirect } from 'react-router'
import { accountsContext } from '../contexts.ts'
import { languageCookie, withCookies } from '../cookies.ts'
import { isWorkLanguage } from '../language.ts'
import { nothingHere, ownPath } from '../who.ts'

/** Keeps the language in this browser, and with the account of whoever is signed in. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const language = form.get('language')
  if (!isWorkLanguage(language)) throw nothingHere()
  await context.get(accountsContext)?.profile?.setLanguage(language)
  throw redirect(ownPath(form.get('back'), '/inbox'), { headers: withCookies([languageCookie(language)]) })
}

export function loader() {
  throw nothingHere()
}
