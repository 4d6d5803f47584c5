// SPDX-License-Identifier: Apache-2.0
import { Code } from '../../kit/layout/code.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import type { SubstanceData } from './substance.tsx'
import { useWarnings } from './words.ts'

/** As a picture of its own, so that nothing written inside the drawing can act on the page. */
const asImage = (svg: string) => `data:image/svg+xml,${encodeURIComponent(svg.replace(/>\s+</g, '><'))}`

export function IdentityPanel({ record: { identity, drawing } }: Pick<SubstanceData, 'record'>) {
  const { t, language } = useWarnings()
  const { id, name, names, structure, inchikey, formula, mass, cas } = identity
  const code = (text: string) => (text === '' ? t('unknown') : <Code fixed>{text}</Code>)
  const weight = new Intl.NumberFormat(language, { minimumFractionDigits: 4, maximumFractionDigits: 4 })
  return (
    <Panel title={t('identity.title')}>
      {drawing === null ? (
        <p className="quiet">{t('identity.noDrawing')}</p>
      ) : (
        <img
          className="molecule"
          src={asImage(drawing)}
          alt={t('identity.drawing', { name })}
          width={320}
          height={240}
        />
      )}
      <Facts
        facts={[
          [t('identity.formula'), code(formula)],
          [t('identity.mass'), mass === null ? t('unknown') : `${weight.format(mass)} u`],
          ['InChIKey', code(inchikey)],
          ['CAS', code(cas)],
          ['SMILES', code(structure)],
          [
            t('identity.registry'),
            id ? (
              <a key="id" href={`/${language}/substances/${id}`}>
                <bdi>{id}</bdi>
              </a>
            ) : (
              t('identity.notThere')
            ),
          ],
          [t('identity.names'), names.length === 0 ? '–' : <bdi key="names">{names.join(', ')}</bdi>],
        ]}
      />
    </Panel>
  )
}
