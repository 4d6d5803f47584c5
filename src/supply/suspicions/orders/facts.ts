// SPDX-License-Identifier: Apache-2.0
/**
 * What a red flag may ask of an order: the whole vocabulary, with types for the check of conditions and words for people. A
 * fact that is not known is '' or `unknown`, a number -1. The country of the customer is none of them: it never scores.
 */
import type { Vocabulary } from '../rules/vocabulary.ts'

const text = (en: string, fr: string) => ({ type: 'string' as const, words: { en, fr } })
const yes = (en: string, fr: string) => ({ type: 'bool' as const, words: { en, fr } })
const number = (en: string, fr: string) => ({ type: 'double' as const, words: { en, fr } })
const list = (en: string, fr: string) => ({ type: 'list<string>' as const, words: { en, fr } })

export const ORDER_FACTS = {
  order: {
    kind: text('Order or inquiry', 'Commande ou demande'),
    channel: text('How it came in', 'Voie de réception'),
    lines: number('Lines', 'Lignes'),
    premium: number('Highest price beside the usual one', 'Prix le plus élevé rapporté au prix usuel'),
  },
  customer: {
    isNew: yes('First order', 'Première commande'),
    isPerson: yes('A person, not a firm', 'Une personne, non une entreprise'),
    orders: number('Orders of the last 12 months', 'Commandes des 12 derniers mois'),
    daysFounded: number('Days since the firm was registered', 'Jours depuis l’immatriculation'),
    identity: text('Identity', 'Identité'),
    licence: text('Licence', 'Licence'),
    sector: text('Sector (ISIC)', 'Secteur (CITI)'),
    website: text('Website', 'Site internet'),
    registration: text('Registration', 'Immatriculation'),
    asksNothing: yes('Knows or asks nothing of the goods', 'Ne sait ou ne demande rien sur le produit'),
    isFreeMail: yes('Address of a free mail provider', 'Adresse d’un service gratuit'),
    isOtherMail: yes('Known firm, mail from elsewhere', 'Entreprise connue, courriel d’ailleurs'),
    sharing: number(
      'Other customers at the same address or telephone',
      'Autres clients à la même adresse ou au même téléphone',
    ),
    isRefused: yes('Refused here before', 'Déjà refusé ici'),
  },
  goods: {
    kinds: list('Kinds of goods', 'Sortes de produits'),
    kilograms: number('Kilograms or litres under control or watched', 'Kilogrammes ou litres contrôlés ou surveillés'),
    pieces: number('Machines or tools for tablets', 'Machines ou outils à comprimés'),
  },
  use: {
    stated: text('End use', 'Utilisation finale'),
    words: number('Words of the end use', 'Mots de l’utilisation finale'),
  },
  delivery: {
    place: text('Place of delivery', 'Lieu de livraison'),
    isAbroad: yes('Another country than the customer’s', 'Autre pays que celui du client'),
    isUrgent: yes('Presses for speed', 'Presse pour aller vite'),
    isPlain: yes('Wants plain packs', 'Veut des emballages neutres'),
    isChanged: yes('Consignee changed late', 'Destinataire changé tard'),
  },
  payment: {
    method: text('Payment', 'Paiement'),
    isThird: yes('Somebody else pays', 'Un tiers paie'),
  },
  history: {
    ratio: number('Beside the customer’s own mean', 'Rapporté à la moyenne du client'),
    peerRatio: number('Beside the mean of its peers', 'Rapporté à la moyenne de ses pairs'),
    months: number('Months known', 'Mois connus'),
    orders7: number('Orders in 7 days', 'Commandes en 7 jours'),
    orders30: number('Orders in 30 days', 'Commandes en 30 jours'),
    mean30: number('Usual orders in 30 days', 'Commandes usuelles en 30 jours'),
    kilograms7: number('Kilograms or litres in 7 days', 'Kilogrammes ou litres en 7 jours'),
    largest7: number('Largest order of 7 days, kg or L', 'Plus grande commande en 7 jours, kg ou L'),
    kinds90: list('Kinds of goods in 90 days', 'Sortes de produits en 90 jours'),
    isNewKind: yes('A kind never ordered before', 'Une sorte jamais commandée'),
  },
} as const satisfies Vocabulary

type Value<T> = T extends 'string'
  ? string
  : T extends 'bool'
    ? boolean
    : T extends 'double'
      ? number
      : readonly string[]
type Facts<V extends Vocabulary> = {
  [Of in keyof V]: { [Name in keyof V[Of]]: Value<V[Of][Name]['type']> }
}
export type OrderFacts = Facts<typeof ORDER_FACTS>
