// SPDX-License-Identifier: Apache-2.0
/**
 * The field mode: a page that opens without a network. It is the same for everybody and holds nothing of anybody: what a visit says
 * stands encrypted on the device, and what is asked of the node needs who is signed in.
 */
import { type LinksFunction, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { BridgeSign } from '../../../kit/layout/bridge.tsx'
import '../../../kit/work.css'
import { qualityContext } from '../../../public/contexts.ts'
import { languageOf } from '../../../workspace/frame/frame-data.ts'
import { Provide } from '../../../workspace/frame/provide.tsx'
import { workMessages } from '../../../workspace/messages.ts'
import { WorkPage } from '../../../workspace/page.tsx'
import { nothingHere } from '../../../workspace/who.ts'
import '../../../workspace/workspace.css'
import { FieldApp } from './app.tsx'
import { fieldMessages } from './messages.ts'
import { useField } from './words.ts'

export const handle = { script: true }

export const links: LinksFunction = () => [{ rel: 'manifest', href: '/field/manifest.webmanifest' }]

export async function loader({ request, context, url }: LoaderFunctionArgs) {
  if (!context.get(qualityContext)) throw nothingHere()
  const language = await languageOf({ request, context })
  const frame = { language, messages: workMessages(language), path: url.pathname, search: '' }
  return { frame, messages: fieldMessages(language) }
}

/** What the page carries it keeps: without a network there is nobody to ask again. */
export const shouldRevalidate = () => false

function Content() {
  const { t } = useField()
  return (
    <WorkPage title={t('field.title')} help={t('field.help')} narrow>
      <p className="without-script">{t('field.noScript')}</p>
      <div className="stack with-script" data-gap="large">
        <FieldApp />
      </div>
    </WorkPage>
  )
}

export default function Field() {
  const { frame } = useLoaderData<typeof loader>()
  return (
    <Provide frame={frame}>
      <div className="workspace">
        <header className="masthead">
          <div className="wrap">
            <a className="brand" href="/assurance/inspections">
              <BridgeSign />
              Passerelle
            </a>
          </div>
        </header>
        <main id="content" className="content" tabIndex={-1}>
          <Content />
        </main>
      </div>
    </Provide>
  )
}
