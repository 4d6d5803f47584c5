// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import {
  isRouteErrorResponse,
  Links,
  type LoaderFunctionArgs,
  Outlet,
  Scripts,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from 'react-router'
import '../kit/kit.css'
import mark from '../kit/layout/mark.svg?url'
import { desksContext } from '../public/contexts.ts'
import { isLanguage, type Language, languages, negotiate } from '../public/language.ts'
import { benchMessagesOf, messagesOf, problemMessagesOf } from '../public/messages.ts'
import { Problem } from '../public/problem.tsx'
import { type Messages, WordsProvider, wordsOf } from '../public/words.tsx'
import { languageOf } from '../workspace/frame/frame-data.ts'
import { asksForScript } from './script.ts'

export interface RootData {
  language: Language
  messages: Partial<Messages>
  reference: string
  /** The reader asked for the page without script. */
  plain: boolean
  /** Shown from right to left whatever its language: the gallery does so on demand. */
  mirrored: boolean
}

const isGallery = ({ pathname }: URL) => /^\/kit(\/|$)/.test(pathname)

/** Pages of the workspace have no language in their address; the account says it. */
const languageFor = async ({ params, url, request, context }: LoaderFunctionArgs): Promise<Language> => {
  if (isLanguage(params.lang)) return params.lang
  const isPublic = params.lang !== undefined || url.pathname === '/'
  return isPublic ? negotiate(request.headers.get('accept-language')) : languageOf({ request, context })
}

const messagesFor = ({ params, url }: LoaderFunctionArgs, language: Language) => {
  // Pages that have words of their own. Everything that a page is given is taken apart at each request.
  if (params.lang === undefined || /^\/[a-z]+\/help(\/|$)/.test(url.pathname)) return problemMessagesOf(language)
  return url.pathname.endsWith('/bench') ? benchMessagesOf(language) : messagesOf(language)
}

export async function loader(args: LoaderFunctionArgs): Promise<RootData> {
  const { url, context } = args
  const language = await languageFor(args)
  return {
    language,
    messages: messagesFor(args, language),
    reference: context.get(desksContext).lookup.reference().version,
    plain: url.searchParams.has('plain'),
    mirrored: isGallery(url) && url.searchParams.get('dir') === 'rtl',
  }
}

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root')
  const script = useMatches().some(asksForScript) && root?.plain !== true
  const language = root?.language ?? 'en'
  return (
    <html lang={language} dir={root?.mirrored ? 'rtl' : languages[language].dir}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {/* With no referrer at all a browser posts a form with `Origin: null`, which is refused as foreign. */}
        <meta name="referrer" content="same-origin" />
        <meta name="color-scheme" content="light dark" />
        {/* The component library looks for this before it writes a style element, which the page's policy refuses. */}
        {script && <meta id="react-aria-pressable-style" />}
        <link rel="icon" href={mark} type="image/svg+xml" />
        <Links />
      </head>
      <body>
        {children}
        {script && <Scripts />}
      </body>
    </html>
  )
}

const InWords = ({ root, children }: { root: RootData; children: ReactNode }) => (
  <WordsProvider words={wordsOf(root.language, root.messages)}>{children}</WordsProvider>
)

export default function Root() {
  const root = useRouteLoaderData<typeof loader>('root')!
  return (
    <InWords root={root}>
      <Outlet />
    </InWords>
  )
}

/** Where even the frame has failed, or the language of the address is none of ours. */
export function ErrorBoundary() {
  const root = useRouteLoaderData<typeof loader>('root')
  const error = useRouteError()
  if (root === undefined) return <p role="alert">Something went wrong here. Please try again in a moment.</p>
  return (
    <InWords root={root}>
      <Problem status={isRouteErrorResponse(error) ? error.status : 500} framed />
    </InWords>
  )
}
