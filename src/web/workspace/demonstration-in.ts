// SPDX-License-Identifier: Apache-2.0
import { type LoaderFunctionArgs, redirect } from 'react-router'
import { isLanguage } from '../public/language.ts'
import { languageCookie, withCookies } from './cookies.ts'
import { isWorkLanguage } from './language.ts'
import { nothingHere } from './who.ts'

/** Who looks for the demonstration beside the public pages finds it, in that language where it is one of this side. */
export function loader({ params: { lang } }: LoaderFunctionArgs) {
  if (!isLanguage(lang)) throw nothingHere()
  const cookies = isWorkLanguage(lang) ? [languageCookie(lang)] : []
  return redirect('/demonstration', { headers: withCookies(cookies) })
}
