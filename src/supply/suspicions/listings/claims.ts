// SPDX-License-Identifier: Apache-2.0
/**
 * What a text promises or asks beside its goods, of the kinds that INCB and UNODC guidance for online platforms names; the phrases
 * are of our own collecting, in the languages of the data, and none tells how anything is had or made.
 */
import { foldName } from '../orders/same.ts'

export const CLAIMS = [
  'no-papers',
  'past-customs',
  'hidden-packing',
  'sent-again',
  'not-for-use',
  'samples',
  'imprint',
] as const
export type Claim = (typeof CLAIMS)[number]

const PHRASES: Record<Claim, readonly string[]> = {
  'no-papers': [
    ...[
      'no prescription',
      'without prescription',
      'no questions asked',
      'no license needed',
      'no licence needed',
      'no id needed',
    ],
    ...[
      'sans ordonnance',
      'sans questions',
      'sin receta',
      'ohne rezept',
      'senza ricetta',
      'без рецепта',
      'بدون وصفة',
      '无需处方',
    ],
  ],
  'past-customs': [
    ...[
      'safe customs',
      'customs safe',
      'customs clearance guaranteed',
      'guaranteed customs',
      'pass customs',
      'customs pass',
    ],
    ...['double clearance', 'douane garantie', 'passe la douane', 'aduana garantizada', 'гарантия таможни'],
  ],
  'hidden-packing': [
    ...[
      'discreet packaging',
      'discreet packing',
      'stealth',
      'disguised packaging',
      'disguised label',
      'plain packaging',
    ],
    ...[
      'emballage discret',
      'emballage neutre',
      'envio discreto',
      'diskrete verpackung',
      'скрытая упаковка',
      'تغليف سري',
      '隐蔽包装',
    ],
  ],
  'sent-again': [
    ...[
      'free reship',
      'reship if seized',
      'reship guarantee',
      're ship',
      'reshipment guarantee',
      'reexpedition gratuite',
    ],
    ...['renvoi garanti', 'reenvio gratis', 'повторная отправка'],
  ],
  'not-for-use': [
    ...['not for human consumption', 'research chemical', 'research purposes only', 'research use only', 'bath salts'],
    ...['non destine a la consommation humaine', 'no apto para consumo humano', 'не для употребления'],
  ],
  samples: ['free sample', 'free samples', 'sample available', 'echantillon gratuit', 'muestra gratis', 'probe gratis'],
  imprint: [
    'custom imprint',
    'brand imprint',
    'logo imprint',
    'any logo',
    'custom logo',
    'pharma imprint',
    'gravure au choix',
  ],
}
const folded = CLAIMS.map((claim) => [claim, PHRASES[claim].map((phrase) => ` ${foldName(phrase)} `)] as const)

/** Each kind of promise that stands in a text, however it is written. */
export const claimsIn = (text: string): Claim[] => {
  const all = ` ${foldName(text)} `
  return folded.filter(([, phrases]) => phrases.some((phrase) => all.includes(phrase))).map(([claim]) => claim)
}

const ADDRESS = /[\w.+-]{2,}@[\w-]+\.[\w.]{2,}|(?:t\.me|wa\.me)\/[\w+]{3,}|@[\w.]{4,}|\+?\d[\d ().-]{7,}\d/gu
const MESSENGERS = /\b(?:telegram|whats ?app|signal|wickr|threema|session|wechat|viber|snapchat|kik|proton ?mail)\b/iu

/** Where buyers are asked to write outside the marketplace, as the same text for the same place. */
export const handlesIn = (text: string): string[] => [
  ...new Set(
    (text.match(ADDRESS) ?? []).map((each) =>
      /^\+?\d/.test(each) ? each.replace(/\D/g, '').slice(-9) : each.toLowerCase().replace(/^(?:t\.me|wa\.me)\//, '@'),
    ),
  ),
]
export const asksElsewhere = (text: string): boolean => handlesIn(text).length > 0 || MESSENGERS.test(text)

/** Bits in which two hashes of 16 hexadecimal digits differ. */
export const bitsApart = (one: string, other: string): number => {
  let bits = BigInt(`0x${one}`) ^ BigInt(`0x${other}`)
  let apart = 0
  for (; bits > 0n; bits &= bits - 1n) apart++
  return apart
}
