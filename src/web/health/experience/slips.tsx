// SPDX-License-Identifier: Apache-2.0
/** Codes on slips of paper, to cut and to give: each says in plain words what it is for, where it is used and that nobody has to. */
import { type Language, languages } from '../../public/language.ts'
import './slips.css'

/** What all slips of a batch say; only the code differs. */
export interface SlipText {
  language: Language
  title: string
  lead: string
  go: string
  address: string
  /** Of the address: the code stands in no address, or every log on the way would have it. */
  qr: { size: number; path: string }
  code: string
  once: string
}

const DRAWN = 'survey-qr'

export function Slips({ codes, text }: { codes: readonly string[]; text: SlipText }) {
  const { language, title, lead, go, address, qr, code: named, once } = text
  return (
    <>
      <svg width="0" height="0" aria-hidden="true" className="hidden">
        <defs>
          <path id={DRAWN} d={qr.path} fill="#000" />
        </defs>
      </svg>
      <ul className="slips">
        {codes.map((code) => (
          <li key={code} className="slip" lang={language} dir={languages[language].dir}>
            <div>
              <h3>
                <bdi>{title}</bdi>
              </h3>
              <p>{lead}</p>
              <p>
                {go} <bdi dir="ltr">{address}</bdi>
              </p>
              <p>
                {named}:{' '}
                <strong>
                  <bdi dir="ltr" className="slip-code">
                    {code}
                  </bdi>
                </strong>
              </p>
              <p>{once}</p>
            </div>
            <svg viewBox={`0 0 ${qr.size} ${qr.size}`} aria-hidden="true" shapeRendering="crispEdges">
              <use href={`#${DRAWN}`} />
            </svg>
          </li>
        ))}
      </ul>
    </>
  )
}
