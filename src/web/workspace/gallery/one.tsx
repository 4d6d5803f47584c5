// SPDX-License-Identifier: Apache-2.0
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { gallery } from '../../kit/gallery.ts'
import { WorkPage } from '../page.tsx'
import { WorkProblem } from '../problem.tsx'
import { nothingHere } from '../who.ts'
import { useWork } from '../words.tsx'
import { galleryLook, withLook } from './look.ts'
import { Looks, Shows } from './parts.tsx'

export function loader({ params, url }: LoaderFunctionArgs) {
  if (!gallery.some(({ id }) => id === params.component)) throw nothingHere()
  return { id: params.component ?? '', now: galleryLook(url.searchParams) }
}

/** One component with its examples. */
export default function Component() {
  const { id, now } = useLoaderData<typeof loader>()
  const { t, language } = useWork()
  const component = gallery.find((each) => each.id === id)
  if (!component) return null
  return (
    <WorkPage title={component.name[language]} help={component.what[language]}>
      <p>
        <a href={withLook('/kit', now)}>{t('kit.back')}</a>
      </p>
      <Looks path={`/kit/${id}`} now={now} />
      <Shows examples={component.examples} />
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
