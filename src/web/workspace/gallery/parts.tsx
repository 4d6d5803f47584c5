// SPDX-License-Identifier: Apache-2.0
import type { Example, Examples } from '../../kit/examples.ts'
import { useWork } from '../words.tsx'
import { type GalleryLook, looks, sheetsOf, withLook } from './look.ts'

/** Light, dark, more contrast, from right to left: by the address, so that a picture can be taken of each. */
export function Looks({ path, now }: { path: string; now: GalleryLook }) {
  const { t } = useWork()
  return (
    <>
      {sheetsOf(now).map((sheet) => (
        <link key={sheet} rel="stylesheet" href={sheet} precedence="high" />
      ))}
      <nav aria-label={t('kit.looks')} className="row">
        {looks.map((look) => (
          <a key={look} href={withLook(path, { ...now, look })} aria-current={look === now.look || undefined}>
            {t(`kit.look.${look}`)}
          </a>
        ))}
        <a href={withLook(path, { ...now, mirrored: !now.mirrored })}>{t(now.mirrored ? 'kit.ltr' : 'kit.rtl')}</a>
      </nav>
    </>
  )
}

function Shown({ example }: { example: Example }) {
  const { language } = useWork()
  return (
    <figure className="example">
      <figcaption className="quiet">{example.name[language]}</figcaption>
      <div>{example.show((en, fr) => ({ en, fr })[language])}</div>
    </figure>
  )
}

export const Shows = ({ examples }: { examples: Examples['examples'] }) => (
  <div className="stack">
    {examples.map((example) => (
      <Shown key={example.name.en} example={example} />
    ))}
  </div>
)
