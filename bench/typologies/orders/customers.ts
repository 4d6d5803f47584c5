// SPDX-License-Identifier: Apache-2.0
/** Events in which who orders is what does not fit. */
import { dateOf } from '../background/customers.ts'
import { misspelt } from '../people.ts'
import { DAY } from '../setting.ts'
import { UNFITTING } from '../trades.ts'
import type { Customer, Part } from '../world.ts'
import { known, lineFor, newcomer, order, precursor, reagent, signs } from './cast.ts'

/** A trade to which chemicals are of little use orders them (INCB guidance for operators; voluntary codes of practice). */
export const sectorMisfit: Part = (scene) => {
  const { draw } = scene
  const customer = newcomer(scene, 'workshop')
  customer.fields.sector = draw.one(UNFITTING)
  const good = precursor(scene)
  const records = scene
    .days(draw.whole(1, 3), 60)
    .map((day) => order(scene, customer, day, [lineFor(good, draw.between(0.5, 8))], signs(scene)))
  return { who: [customer.name], records }
}

/** A licence that has run out or that was issued to somebody else (UNODC and INCB on diversion from domestic trade). */
export const licenceBorrowed: Part = (scene) => {
  const { world, draw } = scene
  const customer = newcomer(scene, 'pharma')
  if (draw.chance(0.5)) {
    const until = world.set.start + (scene.begin - draw.whole(5, 400)) * DAY
    Object.assign(customer.fields, { licence: scene.sign() ? 'expired' : 'stated', licence_until: dateOf(until) })
  } else {
    const owner = known(scene, 'pharma', 'paint', 'laboratory')
    Object.assign(customer.fields, {
      licence: 'stated',
      registration: owner.fields.registration || customer.fields.registration,
      ...(scene.sign() && { identity: 'altered' }),
    })
  }
  const good = precursor(scene)
  const records = scene
    .days(draw.whole(1, 4), 50)
    .map((day) => order(scene, customer, day, [lineFor(good, draw.between(1, 12))], signs(scene)))
  return { who: [customer.name], records }
}

/** Turned away, the same customer comes back under a name a little changed (INCB and UNODC on refused orders). */
export const renamedAfterRefusal: Part = (scene) => {
  const { world, draw } = scene
  const first = newcomer(scene)
  const good = precursor(scene)
  const name = draw.chance(0.5)
    ? misspelt(draw, first.name)
    : `${first.name.split(' ')[0]} ${draw.one(['Trading', 'Supply', 'Services'])}`
  const other = world.people.person(draw)
  const again: Customer = {
    ...first,
    name,
    fields: { ...first.fields, customer: name, customer_ref: `K${draw.digits(6)}`, registration: '' },
  }
  // What stays the same tells; the fainter the event, the less of it.
  if (!scene.sign()) Object.assign(again.fields, { email: other.email })
  if (!scene.sign()) Object.assign(again.fields, { phone: other.phone })
  const days = scene.days(2, 40)
  const refused = {
    use_stated: 'refused',
    use: '',
    ...(scene.sign() && { identity: 'refused' }),
    kind: draw.chance(0.6) ? 'inquiry' : 'order',
  }
  const records = [
    order(scene, first, days[0]!, [lineFor(good, draw.between(1, 10))], refused),
    order(scene, again, days[1]!, [lineFor(good, draw.between(1, 10))], signs(scene)),
  ]
  return { who: [first.name, name], records }
}

/** New, and in the first order a precursor with reagents, which nobody of that trade orders together (INCB, UNODC). */
export const togetherAtFirst: Part = (scene) => {
  const { draw } = scene
  const customer = newcomer(scene)
  const lines = [
    precursor(scene),
    reagent(scene),
    ...(scene.sign() ? [reagent(scene)] : []),
    ...(scene.sign() ? [precursor(scene)] : []),
  ].map((good) => lineFor(good, draw.between(1, 10)))
  return { who: [customer.name], records: [order(scene, customer, scene.begin, lines, signs(scene))] }
}

/** Many who order little, and one address to which all of it goes (EU guidance for operators, INCB). */
export const oneAddress: Part = (scene) => {
  const { world, draw } = scene
  const address = world.people.address(draw)
  const good = precursor(scene)
  const who: string[] = []
  const records = scene.days(scene.acts(), 55).map((day) => {
    const buyer = newcomer(scene, draw.one(['household', 'household', 'workshop']), day)
    who.push(buyer.name)
    const written = draw.chance(0.2) ? misspelt(draw, address) : address
    return order(scene, buyer, day, [lineFor(good, draw.between(0.1, 1.5))], {
      ...signs(scene),
      ship_address: written,
      place: draw.one(['residence', 'storage', 'unknown']),
    })
  })
  return { who, records }
}

/** One telephone, many inquiries under many names for the same goods (INCB on probing of suppliers). */
export const inquiryRound: Part = (scene) => {
  const { world, draw } = scene
  const caller = world.people.person(draw)
  const good = precursor(scene)
  const who: string[] = []
  const records = scene.days(draw.whole(3, 7), 25).map((day) => {
    const name = newcomer(scene, draw.one(['household', 'workshop', 'laboratory']), day)
    who.push(name.name)
    const line = { good, count: draw.whole(1, 5), pack: draw.one([1, 5, 25]) }
    name.fields.phone = caller.phone
    if (scene.sign()) name.fields.email = caller.email
    return order(scene, name, day, [line], {
      ...signs(scene),
      kind: 'inquiry',
      channel: draw.one(['phone', 'email', 'social-media']),
      payment: 'unknown',
    })
  })
  return { who, records }
}
