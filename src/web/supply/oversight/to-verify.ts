// SPDX-License-Identifier: Apache-2.0
import { type LoaderFunctionArgs, redirect } from 'react-router'
import { negotiate } from '../../public/language.ts'

/** The address that stands on a licence sends the reader to the page in their language. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  redirect(`/${negotiate(request.headers.get('accept-language'))}/licences/verify`, {
    headers: { vary: 'accept-language' },
  })
