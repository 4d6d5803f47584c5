// SPDX-License-Identifier: Apache-2.0
import { type LoaderFunctionArgs, redirect } from 'react-router'
import { negotiate } from '../../../public/language.ts'

/** An address that can be told to whoever is shown a certificate: it leads to the page in their language. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  redirect(`/${negotiate(request.headers.get('accept-language'))}/certificates`, {
    headers: { vary: 'accept-language' },
  })
