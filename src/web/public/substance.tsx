// SPDX-License-Identifier: Apache-2.0
import { data, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { desksContext } from './contexts.ts'
import { Page } from './page.tsx'
import { PageTitle } from './page-title.tsx'
import { PageProblem } from './problem.tsx'
import { Identity } from './substance-identity.tsx'
import { Classes, History, HsCodes, Names, Neighbours, Salts } from './substance-lists.tsx'
import { groupName, KindTag, nameIn, nameOf } from './substance-parts.tsx'
import { Sources } from './substance-sources.tsx'
import { Status } from './substance-status.tsx'
import { useWords } from './words.tsx'

const today = () => new Date().toISOString().slice(0, 10)

/** `YYYY-MM-DD`, and a day that there is. */
const isDate = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.startsWith(text) === true

export async function loader({ params, url, context }: LoaderFunctionArgs) {
  const asked = url.searchParams.get('on')?.trim() ?? ''
  const badDate = asked !== '' && !isDate(asked)
  const on = asked === '' || badDate ? today() : asked
  const found = await context.get(desksContext).lookup.substance(params.id ?? '', { on })
  if (!found.ok) throw data(null, { status: found.refusal.code === 'not-found' ? 404 : 400 })
  return { substance: found.value, on, badDate }
}

export default function SubstancePage() {
  const { substance, ...when } = useLoaderData<typeof loader>()
  const words = useWords()
  const { t, language } = words
  const ownName = nameIn(substance, language)
  return (
    <Page>
      <div className="stack">
        <p>
          <a href={`/${language}/substances`}>{t('substance.back')}</a>
        </p>
        <PageTitle>{nameOf(words, substance.name)}</PageTitle>
        {ownName && <p>{ownName}</p>}
        <p className="row">
          <KindTag kind={substance.kind} />
          <span>{groupName(words, substance.group)}</span>
        </p>
      </div>
      <Status substance={substance} {...when} />
      <Identity substance={substance} />
      <History substance={substance} />
      <Names substance={substance} />
      <Classes substance={substance} />
      <Neighbours substance={substance} />
      <Salts substance={substance} />
      <HsCodes substance={substance} />
      <Sources substance={substance} />
    </Page>
  )
}

export const ErrorBoundary = PageProblem
