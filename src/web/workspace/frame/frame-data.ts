// SPDX-License-Identifier: Apache-2.0
/** What every page of the workspace needs for its frame. */
import type { LoaderFunctionArgs } from 'react-router'
import { nodeContext, placesContext } from '../contexts.ts'
import { chosenLanguage } from '../cookies.ts'
import { type WorkLanguage, workLanguage } from '../language.ts'
import { workMessages } from '../messages.ts'
import { personOf } from '../who.ts'

type Args = Pick<LoaderFunctionArgs, 'request' | 'context'>

/** The account's language, or what was chosen in this browser, or what the browser asks for. */
export async function languageOf({ request, context }: Args): Promise<WorkLanguage> {
  const me = await personOf(context)
  return me?.language ?? chosenLanguage(request) ?? workLanguage(request.headers.get('accept-language'))
}

export async function frameData(args: Args & { url: URL }) {
  const { context, url } = args
  const language = await languageOf(args)
  const { help, demonstration } = context.get(nodeContext)
  const places = context.get(placesContext).map(({ href, title, also, main }) => ({
    href,
    title: title[language],
    also: also?.[language] ?? '',
    main: main === true,
  }))
  return {
    language,
    messages: workMessages(language),
    help: help && { text: help.text[language], href: help.href },
    demonstration: demonstration !== null,
    places,
    path: url.pathname,
    search: url.search,
  }
}

export type FrameData = Awaited<ReturnType<typeof frameData>>
