// SPDX-License-Identifier: Apache-2.0
import { type LoaderFunctionArgs, redirect } from 'react-router'
import { negotiate } from '../language.ts'

/** `/quality` leads to the page in the reader's language. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  redirect(`/${negotiate(request.headers.get('accept-language'))}/quality`, { headers: { vary: 'accept-language' } })
