// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import { Flyout } from '../../kit/flyout/flyout.tsx'
import { BridgeSign } from '../../kit/layout/bridge.tsx'
import { Toasts } from '../../kit/toast/toast.tsx'
import '../../kit/work.css'
import { languages } from '../../public/language.ts'
import { workLanguages } from '../language.ts'
import { useWork } from '../words.tsx'
import '../workspace.css'
import type { FrameData } from './frame-data.ts'

/** Every form of the frame comes back to where it was sent from. */
export const Back = ({ path, search }: { path: string; search: string }) => (
  <input type="hidden" name="back" value={path + search} />
)

function LanguageChoice({ path, search }: { path: string; search: string }) {
  const { t, language } = useWork()
  return (
    <Flyout name={t('frame.language')} label={languages[language].name} align="end">
      <form method="post" action="/language" className="stack" data-gap="small">
        <Back path={path} search={search} />
        {workLanguages.map((code) => (
          <button
            type="submit"
            key={code}
            className="flyout-item"
            name="language"
            value={code}
            lang={code}
            aria-current={code === language || undefined}
          >
            {languages[code].name}
          </button>
        ))}
      </form>
    </Flyout>
  )
}

interface FrameProps {
  frame: Pick<FrameData, 'path' | 'search' | 'help' | 'demonstration'>
  /** Between the name of the house and the language: what a signed-in person has. */
  bar?: ReactNode
  children: ReactNode
}

/** Top, content and foot of every page of the workspace. */
export function Frame({ frame, bar, children }: FrameProps) {
  const { t, language } = useWork()
  return (
    <div className="workspace">
      <a className="skip" href="#content">
        {t('frame.skip')}
      </a>
      {frame.demonstration && (
        <aside className="demonstration" aria-label={t('demonstration.label')}>
          <p className="wrap row">
            <span>{t('frame.demonstration')}</span>
            <a href="/demonstration">{t('frame.step')}</a>
          </p>
        </aside>
      )}
      <header className="masthead">
        <div className="wrap">
          <a className="brand" href={bar ? '/inbox' : `/${language}`}>
            <BridgeSign />
            {t('frame.name')}
          </a>
          {bar}
          <LanguageChoice {...frame} />
        </div>
      </header>
      <main id="content" className="content" tabIndex={-1}>
        {children}
      </main>
      <footer className="footer">
        <div className="wrap row">
          {frame.help ? (
            <a href={frame.help.href}>{frame.help.text}</a>
          ) : (
            <span className="quiet">{t('frame.noHelp')}</span>
          )}
          <a href={`/${language}`}>{t('frame.public')}</a>
        </div>
      </footer>
      <Toasts />
    </div>
  )
}
