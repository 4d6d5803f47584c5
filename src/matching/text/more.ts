// SPDX-License-Identifier: Apache-2.0
import type { ReferenceData } from '../reference.ts'
import type { Sense } from './entries.ts'
import { senseOf } from './sense.ts'

/** Words for whole classes, with the classes of the reference data they stand for. */
const classWords: [RegExp, string][] = [
  [
    /fentanyl-related/,
    'fentanyl analogue; fentanyl analog; fentanyl analogues; fentanyl analogs; fentanyl derivative; fentanyl derivatives; fentanyl-related substance; fentanyl related substances; fentanyls; fentalogues; analogue du fentanyl; analogues du fentanyl; Fentanyl-Derivate; Fentanylanaloga; análogo de fentanilo; análogos del fentanilo; аналог фентанила; аналоги фентанила; 芬太尼类; 芬太尼类物质; 芬太尼类似物; نظائر الفنتانيل',
  ],
  [
    /nitazenes/,
    'nitazene; nitazenes; nitazène; nitazènes; nitazene opioid; nitazene opioids; Nitazen; Nitazene-type; нитазены; 尼秦类; 尼秦类物质; نيتازين; nitaceno; nitacenos',
  ],
  [
    /^(uk|fr)-cathinones/,
    'cathinones; synthetic cathinone; synthetic cathinones; cathinone derivative; cathinone derivatives; cathinones de synthèse; synthetische Cathinone; catinonas sintéticas; синтетические катиноны; 合成卡西酮; الكاثينونات',
  ],
  [
    /synthetic-cannabinoids/,
    'synthetic cannabinoid; synthetic cannabinoids; cannabinoïdes de synthèse; cannabinoïde de synthèse; synthetische Cannabinoide; cannabinoides sintéticos; синтетические каннабиноиды; 合成大麻素; القنب الصناعي; SCRA; SCRAs',
  ],
  [/lysergamides/, 'lysergamide; lysergamides'],
  [/arylcyclohexylamines/, 'arylcyclohexylamine; arylcyclohexylamines'],
  [
    /glycidic-acid-derivatives/,
    'BMK glycidate derivatives; PMK glycidate derivatives; glycidic acid derivatives of P-2-P',
  ],
]

/** One class for each word: the same class stands in several jurisdictions, and one finding says enough. */
export const classFor = (data: ReferenceData, pattern: RegExp): string | undefined =>
  data.classes.find(({ id }) => pattern.test(id))?.id

export const moreSenses = (data: ReferenceData): Sense[] =>
  classWords.flatMap(([pattern, words]) => {
    const id = classFor(data, pattern)
    if (id === undefined) return []
    return words.split(';').map((word) => senseOf('class', id, word.trim()))
  })
