// SPDX-License-Identifier: Apache-2.0
/** What these pages begin with, and what they keep of nobody: every answer says that it may not be stored. */
import { useEffect, useState } from 'react'
import { data, type LoaderFunctionArgs } from 'react-router'
import { canSeal } from '#basis/hpke.ts'
import { safeguardsCounterContext } from '../contexts.ts'
import { isLanguage } from '../language.ts'
import { reportMessages } from './messages.ts'

type At = Pick<LoaderFunctionArgs, 'params' | 'context'>

/** Where this process has no safeguards the page does not exist. */
export const counterAt = ({ params, context }: At) => {
  const door = context.get(safeguardsCounterContext)
  if (!door || !isLanguage(params.lang)) throw data(null, { status: 404 })
  return { ...door, messages: reportMessages(params.lang) }
}

/** The body that receives reports, with its name; null where none has a key in force. */
export const bodyAt = async ({ params, context }: At) => {
  const { counter, nameOf, messages } = counterAt({ params, context })
  const body = await counter.body()
  return { messages, body: body ? { ...body, name: (await nameOf(body.organisation)) ?? '' } : null }
}

export const UNKEPT = { headers: { 'cache-control': 'no-store' } }

export const textIn = (form: FormData, name: string): string => String(form.get(name) ?? '').replaceAll('\r\n', '\n')

/** Whether this browser seals by itself; until it is known, and without script, the server does on receipt. */
export const useSealing = (): boolean => {
  const [can, setCan] = useState(false)
  useEffect(() => {
    let isGone = false
    canSeal().then((able) => {
      if (!isGone) setCan(able)
    })
    return () => {
      isGone = true
    }
  }, [])
  return can
}
