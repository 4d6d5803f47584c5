// SPDX-License-Identifier: Apache-2.0
/** A title made of what was read: kind, goods as they were written, place. */
import type { Kind } from '../codes.ts'

const KIND: Record<'en' | 'fr', Record<Kind, string>> = {
  en: {
    seizure: 'Seizure',
    'stopped-shipment': 'Stopped shipment',
    'suspicious-shipment': 'Suspicious shipment',
    diversion: 'Diversion',
    'attempted-diversion': 'Attempted diversion',
    'theft-loss': 'Theft or loss',
    'clandestine-laboratory': 'Clandestine laboratory',
    'dump-site': 'Dump site',
    equipment: 'Equipment',
    'online-offer': 'Online offer',
    'first-identification': 'First identification',
    intoxications: 'Intoxications',
  },
  fr: {
    seizure: 'Saisie',
    'stopped-shipment': 'Envoi arrêté',
    'suspicious-shipment': 'Envoi suspect',
    diversion: 'Détournement',
    'attempted-diversion': 'Tentative de détournement',
    'theft-loss': 'Vol ou perte',
    'clandestine-laboratory': 'Laboratoire clandestin',
    'dump-site': 'Dépôt sauvage',
    equipment: 'Matériel',
    'online-offer': 'Offre en ligne',
    'first-identification': 'Première identification',
    intoxications: 'Intoxications',
  },
}
const LONGEST = 200
const MOST_GOODS = 3

/**
 * At most 200 characters; undefined where neither kind nor goods are known. `goods`: as written, with their amounts.
 * French where the paragraph is French, else English.
 */
export const titleOf = (
  language: string,
  {
    kind,
    goods,
    place,
  }: { kind: Kind | undefined; goods: readonly string[]; place: { name: string; country: string } | undefined },
): string | undefined => {
  if (!kind && goods.length === 0) return undefined
  const own = language === 'fr' ? 'fr' : 'en'
  const names = new Intl.DisplayNames([own], { type: 'region', fallback: 'none' })
  // An invented country has no name here, and its code tells a reader nothing that the place does not.
  const country = place && place.country !== 'ZZ' ? names.of(place.country) : undefined
  const where =
    place && [place.name, country ?? (place.name === '' ? place.country : '')].filter((part) => part !== '').join(', ')
  const more = goods.length > MOST_GOODS ? ' …' : ''
  const what = [kind && KIND[own][kind], goods.slice(0, MOST_GOODS).join(', ') + more].filter((part) => part)
  const title = [what.join(own === 'fr' ? ' : ' : ': '), where && `(${where})`]
    .filter((part) => part)
    .join(' ')
    .replace(/\s+/g, ' ')
  return title.length <= LONGEST ? title : `${title.slice(0, LONGEST - 1).trimEnd()}…`
}
