// SPDX-License-Identifier: Apache-2.0
import { type ActionFunctionArgs, redirect } from 'react-router'
import { callAuth } from '../auth.ts'
import { withCookies } from '../cookies.ts'
import { accountsOf, nothingHere } from '../who.ts'

export async function action({ request, context }: ActionFunctionArgs) {
  const { cookies } = await callAuth(accountsOf(context), request, '/sign-out', {})
  throw redirect('/sign-in?out', { headers: withCookies(cookies) })
}

export function loader() {
  throw nothingHere()
}
