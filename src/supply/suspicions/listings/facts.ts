// SPDX-License-Identifier: Apache-2.0
/** What a red flag may ask of a listing: the whole vocabulary. A number that is not known is -1. No country is among them. */
import type { Vocabulary } from '../rules/vocabulary.ts'

const number = (en: string, fr: string) => ({ type: 'double' as const, words: { en, fr } })
const flag = (en: string, fr: string) => ({ type: 'bool' as const, words: { en, fr } })
const list = (en: string, fr: string) => ({ type: 'list<string>' as const, words: { en, fr } })

export const LISTING_FACTS = {
  listing: {
    claims: list('What it promises', 'Ce qu’elle promet'),
    hasCas: flag('A CAS number in the title', 'Un numéro CAS dans le titre'),
    isBare: flag('Hardly any words about the product', 'Presque rien sur le produit'),
    asksElsewhere: flag('Asks to write elsewhere', 'Demande d’écrire ailleurs'),
    isHidden: flag(
      'Names its goods only in disguise or in a picture',
      'Ne nomme ses produits que déguisés ou en image',
    ),
    quantity: number('Offered, kg or L', 'Offert, kg ou L'),
    price: number('Price for a kilogram or litre', 'Prix du kilogramme ou du litre'),
    beside: number('Price beside the usual one of these goods here', 'Prix rapporté au prix usuel de ces produits ici'),
  },
  goods: { kinds: list('Goods that were recognised', 'Produits reconnus') },
  window: {
    sellersAtContact90: number('Sellers with the same contact in 90 days', 'Vendeurs au même contact en 90 jours'),
    samePicture90: number(
      'Near the same picture, by other sellers, in 90 days',
      'Presque la même image, d’autres vendeurs, en 90 jours',
    ),
    removed90: number(
      'Taken down before with that picture, contact or seller, in 90 days',
      'Retirées auparavant avec cette image, ce contact ou ce vendeur, en 90 jours',
    ),
    ofSeller30: number('Listings of this seller in 30 days', 'Annonces de ce vendeur en 30 jours'),
  },
} as const satisfies Vocabulary
