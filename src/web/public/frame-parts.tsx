// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import { BridgeSign } from '../kit/layout/bridge.tsx'
import { Menu } from '../kit/layout/layout.tsx'
import { KitSpeech } from '../kit/words.tsx'
import { languageCodes, languages } from './language.ts'
import './public.css'
import { type Key, useWords } from './words.tsx'

const pages = [
  ['help', '/help'],
  ['lookup', '/substances'],
  ['bench', '/bench'],
  ['advisories', '/advisories'],
  ['api', '/api'],
  ['about', '/about'],
] as const

interface FrameProps {
  /** The address below the language, e.g. `/substances/ephedrine`; with its query for the other languages. */
  path: string
  query?: string
  reference?: string
  /** Pages that this process does not have. */
  without?: readonly string[]
  children: ReactNode
}

/** Top, content and foot of every public page. */
export function Frame({ path, query = '', reference, without = [], children }: FrameProps) {
  const { t, language } = useWords()
  const menu = pages
    .filter(([key]) => !without.includes(key))
    .map(([key, page]) => ({
      label: t(`frame.${key}`),
      href: `/${language}${page}`,
      here: path === page,
    }))
  const others = languageCodes.map((code) => ({
    label: languages[code].name,
    href: `/${code}${path}${query}`,
    here: code === language,
    language: code,
  }))
  return (
    <>
      {languageCodes.map((code) => (
        <link key={code} rel="alternate" hrefLang={code} href={`/${code}${path}`} />
      ))}
      <a className="skip" href="#content">
        {t('frame.skip')}
      </a>
      <header className="masthead">
        <div className="wrap">
          <a className="brand" href={`/${language}`}>
            <BridgeSign />
            {t('frame.name')}
          </a>
          <Menu label={t('frame.menu')} items={menu} />
        </div>
      </header>
      <main id="content" className="content" tabIndex={-1}>
        <KitSpeech language={language} say={(key, values) => t(`frame.kit.${key}` as Key, values)}>
          {children}
        </KitSpeech>
      </main>
      <footer className="footer">
        <div className="wrap stack">
          <Menu label={t('frame.languages')} items={others} />
          {!languages[language].reviewed && <p data-unreviewed>{t('frame.unreviewed')}</p>}
          <p className="quiet">{t('frame.licence')}</p>
          {reference && <p className="quiet">{t('frame.reference', { version: reference })}</p>}
        </div>
      </footer>
    </>
  )
}
