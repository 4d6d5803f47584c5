// SPDX-License-Identifier: Apache-2.0
import { type LoaderFunctionArgs, redirect } from 'react-router'
import { negotiate } from './language.ts'

/** `/` sends the reader to the home page in their language. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  redirect(`/${negotiate(request.headers.get('accept-language'))}`, { headers: { vary: 'accept-language' } })
