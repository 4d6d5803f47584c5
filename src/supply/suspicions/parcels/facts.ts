// SPDX-License-Identifier: Apache-2.0
/**
 * What a red flag may ask of a parcel: the whole vocabulary. A number that is not known is -1. Where it comes from and where it
 * goes are not among them.
 */
import type { Vocabulary } from '../rules/vocabulary.ts'

const text = (en: string, fr: string) => ({ type: 'string' as const, words: { en, fr } })
const number = (en: string, fr: string) => ({ type: 'double' as const, words: { en, fr } })
const flag = (en: string, fr: string) => ({ type: 'bool' as const, words: { en, fr } })

export const PARCEL_FACTS = {
  parcel: {
    service: text('Service', 'Service'),
    contents: text('Category of contents', 'Catégorie du contenu'),
    paidWith: text('Postage paid with', 'Affranchissement payé par'),
    description: text('Contents as declared', 'Contenu déclaré'),
    hs: text('Tariff heading', 'Position tarifaire'),
    grams: number('Weight, g', 'Poids, g'),
    value: number('Declared value', 'Valeur déclarée'),
    postageShare: number('Postage beside the value', 'Affranchissement rapporté à la valeur'),
    isVague: flag('The words say nothing of what it is', 'Les mots ne disent rien de ce que c’est'),
    heading: text('Tariff heading beside the words', 'Position tarifaire face aux mots'),
    missing: number('Particulars that are missing', 'Indications manquantes'),
    leaves: flag('It leaves the country', 'Il quitte le pays'),
  },
  goods: {
    kinds: { type: 'list<string>' as const, words: { en: 'Goods that were recognised', fr: 'Produits reconnus' } },
  },
  window: {
    toAddress30: number('Parcels to this address in 30 days', 'Colis vers cette adresse en 30 jours'),
    namesThere30: number('Names at this address in 30 days', 'Noms à cette adresse en 30 jours'),
    sendersThere30: number('Senders to this address in 30 days', 'Expéditeurs vers cette adresse en 30 jours'),
    namesOfSender30: number('Names of the sender’s address in 30 days', 'Noms à l’adresse de l’expéditeur en 30 jours'),
    fromSender7: number('Parcels of this sender in 7 days', 'Colis de cet expéditeur en 7 jours'),
    stopped90: number(
      'Not loaded before, to or from here, in 90 days',
      'Non chargés auparavant, vers ou depuis ici, en 90 jours',
    ),
  },
} as const satisfies Vocabulary
