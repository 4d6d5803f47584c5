// SPDX-License-Identifier: Apache-2.0
import type { SubstanceRecord } from '#commons/lookup/contract.ts'
import { Code } from '../kit/layout/code.tsx'
import { Facts, Section } from '../kit/layout/layout.tsx'
import { groupName, nameOf } from './substance-parts.tsx'
import { useWords } from './words.tsx'

const asImage = (svg: string) => `data:image/svg+xml,${encodeURIComponent(svg.replace(/>\s+</g, '><'))}`

/** `C2H6O` as chemists write it, in characters, so that it can be copied. */
const subscripts = (formula: string) => formula.replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'.charAt(Number(digit)))

/** As a picture of its own, so that nothing written inside the drawing can act on the page. */
function Drawing({ drawing, name }: { drawing: string | null; name: string }) {
  const { t } = useWords()
  if (drawing === null) return <p className="quiet">{t('substance.noDrawing')}</p>
  return <img className="molecule" src={asImage(drawing)} alt={t('substance.drawing', { name })} />
}

export function Identity({ substance }: { substance: SubstanceRecord }) {
  const words = useWords()
  const { t } = words
  const plain = (text: string) => (text ? <Code>{text}</Code> : t('substance.unknown'))
  const code = (text: string) => (text ? <Code fixed>{text}</Code> : t('substance.unknown'))
  return (
    <Section title={t('substance.identity')} id="identity">
      <div className="identity">
        <Drawing drawing={substance.drawing} name={nameOf(words, substance.name)} />
        <Facts
          facts={[
            [t('substance.formula'), plain(subscripts(substance.formula))],
            [t('substance.cas'), plain(substance.cas)],
            [t('substance.inchikey'), code(substance.inchikey)],
            [t('substance.smiles'), code(substance.smiles)],
            [t('substance.group'), groupName(words, substance.group)],
          ]}
        />
      </div>
    </Section>
  )
}
