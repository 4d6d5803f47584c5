// SPDX-License-Identifier: Apache-2.0
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { gallery } from '../../kit/gallery.ts'
import { WorkPage } from '../page.tsx'
import { WorkProblem } from '../problem.tsx'
import { useWork } from '../words.tsx'
import { galleryLook, withLook } from './look.ts'
import { Looks, Shows } from './parts.tsx'

export const loader = ({ url }: LoaderFunctionArgs) => galleryLook(url.searchParams)

/** Every component with its examples. */
export default function Gallery() {
  const now = useLoaderData<typeof loader>()
  const { t, language } = useWork()
  return (
    <WorkPage title={t('kit.title')} help={t('kit.help')}>
      <Looks path="/kit" now={now} />
      {gallery.map(({ id, name, what, examples }) => (
        <section key={id} id={id} className="stack">
          <h2>
            <a href={withLook(`/kit/${id}`, now)}>{name[language]}</a>
          </h2>
          <p className="quiet">{what[language]}</p>
          <Shows examples={examples} />
        </section>
      ))}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
