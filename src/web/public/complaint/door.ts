// SPDX-License-Identifier: Apache-2.0
/** What these pages begin with. Every answer says that it may not be stored: whoever shares a device is not given away. */
import { data, type LoaderFunctionArgs } from 'react-router'
import { complaintsCounterContext, safeguardsCounterContext } from '../contexts.ts'
import { isLanguage } from '../language.ts'
import { complaintMessages } from './messages.ts'

type At = Pick<LoaderFunctionArgs, 'params' | 'context'>

/** Where this process takes no complaints the page does not exist. */
export const counterAt = ({ params, context }: At) => {
  const door = context.get(complaintsCounterContext)
  if (!door || !isLanguage(params.lang)) throw data(null, { status: 404 })
  const hasReport = context.get(safeguardsCounterContext) !== null
  return { ...door, hasReport, language: params.lang, messages: complaintMessages(params.lang) }
}

export const UNKEPT = { headers: { 'cache-control': 'no-store' } }
export const textIn = (form: FormData, name: string, most: number): string =>
  String(form.get(name) ?? '')
    .replaceAll('\r\n', '\n')
    .slice(0, most)
