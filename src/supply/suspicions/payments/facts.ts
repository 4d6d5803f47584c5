// SPDX-License-Identifier: Apache-2.0
/**
 * What a red flag may ask of an account after a payment of it: the whole vocabulary. A number that is not known is -1. Neither
 * country nor name is among them.
 */
import type { Vocabulary } from '../rules/vocabulary.ts'

const text = (en: string, fr: string) => ({ type: 'string' as const, words: { en, fr } })
const number = (en: string, fr: string) => ({ type: 'double' as const, words: { en, fr } })

export const PAYMENT_FACTS = {
  payment: {
    side: text('Credit or debit of this account', 'Crédit ou débit de ce compte'),
    kind: text('How it was paid', 'Mode de paiement'),
    amount: number('Amount', 'Montant'),
    beside: number('Amount beside the usual one of all', 'Montant rapporté au montant usuel de tous'),
    hour: number('Hour, UTC', 'Heure, UTC'),
  },
  account: {
    holder: text('Holder', 'Titulaire'),
    days: number('Days since its first payment here', 'Jours depuis son premier paiement ici'),
  },
  window: {
    senders30: number('Different senders in 30 days', 'Expéditeurs différents en 30 jours'),
    receivers30: number('Different receivers in 30 days', 'Destinataires différents en 30 jours'),
    credits7: number('Credits in 7 days', 'Crédits en 7 jours'),
    in7: number('Received in 7 days', 'Reçu en 7 jours'),
    out7: number('Sent in 7 days', 'Envoyé en 7 jours'),
    lowSenders90: number('Senders of very small sums in 90 days', 'Expéditeurs de très petites sommes en 90 jours'),
    lowDays90: number(
      'Days with several very small sums of one sender, in 90 days',
      'Jours à plusieurs très petites sommes d’un expéditeur, en 90 jours',
    ),
    cashUnder7: number('Cash just under the limit in 7 days', 'Espèces juste sous le seuil en 7 jours'),
    branches7: number('Places of cash in 7 days', 'Lieux de versement en 7 jours'),
    late30: number('Credits between persons at night, in 30 days', 'Crédits nocturnes entre personnes, en 30 jours'),
    gambling30: number(
      'Sent to gambling in 30 days, of what came in',
      'Envoyé aux jeux en 30 jours, sur ce qui est entré',
    ),
    fromGambling30: number('Received from gambling in 30 days', 'Reçu des jeux en 30 jours'),
    postage30: number('Payments for postage in 30 days', 'Paiements d’affranchissement en 30 jours'),
    moved30: number(
      'Payments to forwarders and storage in 30 days',
      'Paiements à des transitaires et garde-meubles en 30 jours',
    ),
    goods90: number(
      'Payments for chemicals or equipment in 90 days',
      'Paiements de produits ou de matériel en 90 jours',
    ),
    crypto30: number('Crypto payments in 30 days', 'Paiements en crypto en 30 jours'),
    restDays: number('Days without any payment before these 30', 'Jours sans aucun paiement avant ces 30'),
    payments30: number('Payments in 30 days', 'Paiements en 30 jours'),
    places30: number('Places of cash in 30 days', 'Lieux de versement en 30 jours'),
    in30: number('Received in 30 days', 'Reçu en 30 jours'),
    out30: number('Sent in 30 days', 'Envoyé en 30 jours'),
    cashOut30: number(
      'Drawn in cash in 30 days, of what came in',
      'Retiré en espèces en 30 jours, sur ce qui est entré',
    ),
    surge30: number('Received in 30 days beside a month before', 'Reçu en 30 jours, rapporté à un mois d’avant'),
    in7Beside: number(
      'Received in 7 days beside the usual payment of all',
      'Reçu en 7 jours, rapporté au paiement usuel de tous',
    ),
    mixed30: number('To or from mixers in 30 days', 'Vers ou depuis des mélangeurs en 30 jours'),
  },
} as const satisfies Vocabulary

type Value<T> = T extends 'string' ? string : number
export type PaymentFacts = {
  [Of in keyof typeof PAYMENT_FACTS]: {
    [Name in keyof (typeof PAYMENT_FACTS)[Of]]: (typeof PAYMENT_FACTS)[Of][Name] extends { type: infer T }
      ? Value<T>
      : never
  }
}
