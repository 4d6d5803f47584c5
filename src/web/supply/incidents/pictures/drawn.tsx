// SPDX-License-Identifier: Apache-2.0
// biome-ignore-all lint/a11y/useSemanticElements: a drawing whose links are to be reached is a group, and no image
/** Pictures drawn on the server, in a frame that scrolls where the screen is narrower, with what they may be saved as. */
import type { ReactNode } from 'react'
import { useIncidents } from '../words.ts'

interface DrawnProps {
  name: string
  width: number
  height: number
  /** Shown as a whole where the screen is narrower, instead of scrolled. */
  isWhole?: boolean
  /** Set in a file that stands by itself: its style. */
  saved?: string | undefined
  children: ReactNode
}

export const Drawn = ({ name, width, height, isWhole, saved, children }: DrawnProps) => (
  <svg
    className={isWhole ? 'drawn whole' : 'drawn'}
    {...(saved !== undefined && { xmlns: 'http://www.w3.org/2000/svg' })}
    viewBox={`0 0 ${Math.ceil(width)} ${Math.ceil(height)}`}
    width={Math.ceil(width)}
    height={Math.ceil(height)}
    role="group"
    aria-label={name}
  >
    {saved !== undefined && <style>{saved}</style>}
    {children}
  </svg>
)

interface FrameProps {
  label: string
  /** What is said under it, such as where its places come from. */
  note?: string | undefined
  saves: readonly (readonly [name: string, href: string])[]
  children: ReactNode
}

/** A picture with what it may be saved as. */
export function Frame({ label, note, saves, children }: FrameProps) {
  const { t } = useIncidents()
  return (
    <figure className="picture">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keyboard */}
      <section className="picture-frame" aria-label={t('pictures.drawing', { name: label })} tabIndex={0}>
        {children}
      </section>
      <figcaption className="row">
        {note && <span className="quiet">{note}</span>}
        {saves.map(([name, href]) => (
          <a key={href} href={href} download>
            {t('pictures.save', { name })}
          </a>
        ))}
      </figcaption>
    </figure>
  )
}
