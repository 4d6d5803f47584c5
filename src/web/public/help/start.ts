// SPDX-License-Identifier: Apache-2.0
import { type LoaderFunctionArgs, redirect } from 'react-router'
import { negotiate } from '../language.ts'

/** `/help` leads to the page in the reader's language. */
export const loader = ({ request, url }: LoaderFunctionArgs) =>
  redirect(`/${negotiate(request.headers.get('accept-language'))}${url.pathname}`, {
    headers: { vary: 'accept-language' },
  })
