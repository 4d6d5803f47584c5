// SPDX-License-Identifier: Apache-2.0
/** Listings as a kind of items: their file, by what they hang together, and what red flags may ask of them. Pure. */
import { type ItemKind, momentOfRow, within } from '../items/item.ts'
import { foldName } from '../orders/same.ts'
import { asksElsewhere, bitsApart, claimsIn, handlesIn } from './claims.ts'
import { type Listing, listingShape } from './listing.ts'

const COLUMNS = [
  ...(['listing', 'at', 'seller', 'venue', 'title', 'text', 'picture_text', 'quantity', 'unit', 'price'] as const),
  ...(['currency', 'contact', 'picture'] as const),
] as const

const CAS = /\b\d{2,7}-\d{2}-\d\b/
/** Words under which a text says hardly anything of a product. */
const FEW_WORDS = 6
/** Bits of 64 in which two pictures may differ and be near the same; our own choice. */
const NEAR_BITS = 10
/** Two that differ in few bits agree in one of four parts, by which they are found. */
const PART = 4

const KILO = { kg: 1, L: 1, g: 1e-3, mL: 1e-3, mg: 1e-6 } as const
const kilograms = ({ quantity, unit }: Listing): number =>
  quantity !== '' && unit in KILO ? Number(quantity) * KILO[unit as keyof typeof KILO] : -1
const perKilo = (listing: Listing): number => {
  const mass = kilograms(listing)
  return listing.price !== '' && mass > 0 ? Number(listing.price) / mass : -1
}

const wordsOf = ({ title, text }: Listing) => (text === '' ? title : `${title}. ${text}`)
const handlesOf = (listing: Listing) => handlesIn(`${listing.contact}\n${wordsOf(listing)}\n${listing.pictureText}`)
const contactKeys = (listing: Listing) => {
  const handles = handlesOf(listing)
  return (handles.length > 0 ? handles : [foldName(listing.contact)])
    .filter((each) => each !== '')
    .map((each) => `at ${each}`)
}
const pictureKeys = ({ picture }: Listing) =>
  picture === '' || /^(.)\1*$/.test(picture)
    ? []
    : [0, 1, 2, 3].map((part) => `picture ${part} ${picture.slice(part * PART, (part + 1) * PART)}`)
const isNearPicture = (one: Listing, other: Listing) =>
  pictureKeys(one).length > 0 && pictureKeys(other).length > 0 && bitsApart(one.picture, other.picture) <= NEAR_BITS

const isAlike = (one: Listing, other: Listing): boolean => {
  const contacts = new Set(contactKeys(one))
  return one.seller === other.seller || isNearPicture(one, other) || contactKeys(other).some((key) => contacts.has(key))
}

const medianOf = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? -1
/** Under so many others of the same goods nothing is usual. */
const LEAST_PRICES = 5

export const LISTINGS: ItemKind<Listing> = {
  leg: 'listing',
  columns: COLUMNS,
  needed: ['listing', 'at', 'seller', 'title'],
  shape: listingShape,
  newOf: (of) => ({
    ...{ ref: of('listing'), at: momentOfRow(of('at')), seller: of('seller'), venue: of('venue'), title: of('title') },
    ...{
      text: of('text'),
      pictureText: of('picture_text'),
      quantity: of('quantity'),
      unit: of('unit'),
      price: of('price'),
    },
    ...{ currency: of('currency'), contact: of('contact'), picture: of('picture') },
  }),
  keysOf: (listing) => [`seller ${listing.seller}`, ...contactKeys(listing), ...pictureKeys(listing)],
  isAlike,
  nameOf: ({ seller }) => seller,
  goodsIn: (listing) => {
    const mass = kilograms(listing)
    return {
      text: [wordsOf(listing), listing.pictureText].filter((each) => each !== '').join('. '),
      ...(mass > 0 && { grams: mass * 1000 }),
    }
  },
  factsOf: (listing, past, { found, plainIds }) => {
    const contacts = new Set(contactKeys(listing))
    const others = past.filter(({ item }) => item.seller !== listing.seller)
    const atContact = others.filter(({ item }) => contactKeys(item).some((key) => contacts.has(key)))
    const near = others.filter(({ item }) => isNearPicture(item, listing))
    const alike = past.filter(({ item }) => isAlike(listing, item))
    const prices = past
      .filter((each) => each.found.some(({ id }) => found.some((own) => own.id === id)))
      .map(({ item }) => perKilo(item))
    const known = prices.filter((price) => price > 0)
    const price = perKilo(listing)
    const said = `${wordsOf(listing)}\n${listing.pictureText}`
    return {
      listing: {
        claims: claimsIn(said),
        hasCas: CAS.test(listing.title),
        isBare: foldName(wordsOf(listing)).split(' ').length < FEW_WORDS,
        asksElsewhere: asksElsewhere(`${listing.contact}\n${said}`),
        isHidden: found.length > 0 && !found.some(({ id }) => plainIds(wordsOf(listing)).includes(id)),
        quantity: kilograms(listing),
        ...{ price, beside: known.length >= LEAST_PRICES && price > 0 ? price / medianOf(known) : -1 },
      },
      goods: { kinds: [...new Set(found.map(({ goods }) => goods))] },
      window: {
        sellersAtContact90: contacts.size === 0 ? -1 : new Set(atContact.map(({ item }) => item.seller)).size + 1,
        samePicture90: pictureKeys(listing).length === 0 ? -1 : near.length,
        removed90: alike.filter(({ isStopped }) => isStopped).length,
        ofSeller30: within(past, listing.at, 30).filter(({ item }) => item.seller === listing.seller).length + 1,
      },
    }
  },
}
