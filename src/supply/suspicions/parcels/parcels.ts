// SPDX-License-Identifier: Apache-2.0
/** Parcels as a kind of items: their file, by what they hang together, and what red flags may ask of them. Pure. */

import { type ItemKind, momentOfRow, within } from '../items/item.ts'
import { foldName } from '../orders/same.ts'
import { type Parcel, parcelShape } from './parcel.ts'

const COLUMNS = [
  ...([
    'parcel',
    'at',
    'service',
    'contents',
    'description',
    'hs',
    'weight_g',
    'value',
    'currency',
    'postage',
  ] as const),
  ...(['paid_with', 'sender', 'sender_address', 'sender_country'] as const),
  ...(['addressee', 'addressee_address', 'addressee_country'] as const),
] as const

/** Words of a declaration that say nothing of what is inside, in the languages of the data; of our own collecting. */
const SAYING_NOTHING = new Set(
  `gift gifts present sample samples specimen powder powders pigment pigments chemical chemicals reagent goods item items product
  products parts part spare material materials stuff things other others misc various personal effects merchandise test
  cadeau cadeaux echantillon echantillons poudre pigment produit produits pieces divers marchandise articles objets effets
  muestra muestras polvo regalo producto productos articulos varios geschenk muster pulver waren ware teile
  подарок образец порошок товар هدية عينة مسحوق بضاعة 礼物 样品 粉末 货物`.split(/\s+/),
)
const SMALL_WORDS = new Set(
  'a an and of the for my some de du des le la les un une et von und der die das y e o 1 2 3'.split(' '),
)

/** Whether all telling words of a declaration are of those that tell nothing. Unknown words tell something. */
export const isVague = (description: string): boolean => {
  const words = foldName(description)
    .split(' ')
    .filter((word) => word !== '' && !SMALL_WORDS.has(word))
  return words.length > 0 && words.every((word) => SAYING_NOTHING.has(word))
}

const known = (text: string): number => (text === '' ? -1 : Number(text))

/** Beside the words: `fits`, `differs`, or nothing that could be compared. */
const headingOf = (
  hs: string,
  ofWords: readonly string[],
  ofHeading: readonly string[],
  hsOf: (id: string) => readonly string[],
) => {
  if (hs.length < 4) return 'unknown'
  const named = ofWords.filter((id) => hsOf(id).length > 0)
  if (named.some((id) => hsOf(id).some((each) => each.slice(0, 4) === hs.slice(0, 4)))) return 'fits'
  // The heading of a substance under control over words that say something else, or the other way about.
  return named.length > 0 || ofHeading.length > 0 ? 'differs' : 'unknown'
}

/** What a CN 23 asks of goods that leave a country. */
const missingOf = ({ description, hs, grams, value, sender, addressee }: Parcel) =>
  [description, hs, grams, value, sender.name, sender.address, addressee.name, addressee.address].filter(
    (each) => each === '',
  ).length

const to = ({ addressee: { address, country } }: Parcel) => (address === '' ? '' : `to ${country} ${foldName(address)}`)
const from = ({ sender: { address, country } }: Parcel) =>
  address === '' ? '' : `from ${country} ${foldName(address)}`
const sender = ({ sender: { name, country } }: Parcel) => (name === '' ? '' : `by ${country} ${foldName(name)}`)
const count = (texts: readonly string[]) => new Set(texts.map(foldName).filter((text) => text !== '')).size

export const PARCELS: ItemKind<Parcel> = {
  leg: 'parcel',
  columns: COLUMNS,
  needed: ['parcel', 'at'],
  shape: parcelShape,
  newOf: (of) => ({
    ...{
      ref: of('parcel'),
      at: momentOfRow(of('at')),
      service: of('service') || 'unknown',
      contents: of('contents') || 'unknown',
    },
    ...{
      description: of('description'),
      hs: of('hs'),
      grams: of('weight_g'),
      value: of('value'),
      currency: of('currency'),
    },
    ...{ postage: of('postage'), paidWith: of('paid_with') || 'unknown' },
    sender: { name: of('sender'), address: of('sender_address'), country: of('sender_country') },
    addressee: { name: of('addressee'), address: of('addressee_address'), country: of('addressee_country') },
  }),
  keysOf: (parcel) => [to(parcel), from(parcel), sender(parcel)].filter((key) => key !== ''),
  isAlike: () => true,
  nameOf: ({ addressee, sender: { name } }) => addressee.name || name,
  goodsIn: ({ description, grams }) => ({ text: description, ...(Number(grams) > 0 && { grams: Number(grams) }) }),
  factsOf: (parcel, past, { found, ids, idsOfHeading, hsOf }) => {
    const { service, contents, paidWith, description, hs, grams, value, postage } = parcel
    const there = to(parcel) === '' ? [] : past.filter(({ item }) => to(item) === to(parcel))
    const here = from(parcel) === '' ? [] : past.filter(({ item }) => from(item) === from(parcel))
    const [month, week] = [within(there, parcel.at, 30), within(here, parcel.at, 30)]
    const own =
      sender(parcel) === '' ? [] : within(past, parcel.at, 7).filter(({ item }) => sender(item) === sender(parcel))
    return {
      parcel: {
        ...{ service, contents, paidWith, description, hs, grams: known(grams), value: known(value) },
        postageShare: Number(value) > 0 && postage !== '' ? Number(postage) / Number(value) : -1,
        isVague: isVague(description),
        heading: headingOf(hs, ids, hs === '' ? [] : idsOfHeading(hs.slice(0, 6)), hsOf),
        missing: missingOf(parcel),
        leaves:
          parcel.sender.country !== '' &&
          parcel.addressee.country !== '' &&
          parcel.sender.country !== parcel.addressee.country,
      },
      goods: { kinds: [...new Set(found.map(({ goods }) => goods))] },
      window: {
        toAddress30: to(parcel) === '' ? -1 : month.length + 1,
        namesThere30:
          to(parcel) === '' ? -1 : count([parcel, ...month.map(({ item }) => item)].map(({ addressee: a }) => a.name)),
        sendersThere30:
          to(parcel) === ''
            ? -1
            : count([parcel, ...month.map(({ item }) => item)].map(({ sender: s }) => `${s.name} ${s.address}`)),
        namesOfSender30:
          from(parcel) === '' ? -1 : count([parcel, ...week.map(({ item }) => item)].map(({ sender: s }) => s.name)),
        fromSender7: sender(parcel) === '' ? -1 : own.length + 1,
        stopped90: past.filter(({ isStopped }) => isStopped).length,
      },
    }
  },
}
