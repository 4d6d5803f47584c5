// SPDX-License-Identifier: Apache-2.0
/** A year of ordinary payments of a town: wages, rents, shops, takings, gifts, fees, suppliers, friends, a little play. */
import type { Row } from '../columns.ts'
import type { Draw } from '../draw.ts'
import { accountOf, type Party, walletOf } from '../people.ts'
import { DAYS } from '../setting.ts'
import type { Kept, World } from '../world.ts'

/** A payment; who stands with cash in hand has no account. */
export const createPayment = (
  world: World,
  draw: Draw,
  day: number,
  from: Party | undefined,
  to: Party | undefined,
  amount: number,
  kind: string,
  fields: Row = {},
): Kept => {
  const missing = () => draw.chance(0.03 * world.set.missing)
  const side = (party: Party | undefined) => ({
    account: party?.account ?? '',
    name: party === undefined || missing() ? '' : party.name,
    holder: party === undefined || missing() ? 'unknown' : party.holder,
    category: party?.category ?? 'unknown',
  })
  const [a, b] = [side(from), side(to)]
  const row: Row = {
    amount: Math.max(0.01, amount).toFixed(2),
    from_account: a.account,
    from_name: a.name,
    from_holder: a.holder,
    from_category: a.category,
    to_account: b.account,
    to_name: b.name,
    to_holder: b.holder,
    to_category: b.category,
    kind,
    branch: kind === 'cash' ? `B${draw.whole(1, 24)}` : '',
    memo: '',
    ...fields,
  }
  const record = world.keep('payments', day, [row])
  row.at = draw.chance(0.75)
    ? `${new Date(record.at).toISOString().slice(0, 19)}Z`
    : new Date(record.at).toISOString().slice(0, 10)
  return record
}

const some = <T>(n: number, make: () => T): T[] => Array.from({ length: Math.max(1, Math.round(n)) }, make)

export const ordinaryPayments = (world: World) => {
  const draw = world.draw('payments')
  const { people, scale, set } = world
  const firms = (n: number, what: string, category?: string) =>
    some(n * scale, () => people.firm(draw, draw.one(what.split('|')), category))
  const pay = (day: number, from: Party | undefined, to: Party | undefined, amount: number, kind: string, memo = '') =>
    createPayment(world, draw, day, from, to, amount * set.money, kind, { memo })
  const [employers, shops, landlords] = [
    firms(28, 'Works|Trading|Services|Consulting|Import'),
    firms(40, 'Market'),
    firms(9, 'Homes'),
  ]
  const [wholesalers, games, posts, desks] = [
    firms(12, 'Wholesale'),
    firms(3, 'Games', 'gambling'),
    firms(3, 'Post', 'postage'),
    firms(3, 'Exchange'),
  ]
  const others = [
    ...firms(3, 'Storage', 'storage'),
    ...firms(4, 'Forwarding', 'forwarder'),
    ...firms(4, 'Equipment', 'equipment'),
    ...firms(4, 'Supplies', 'chemicals'),
  ]
  world.firms.push(...employers, ...shops, ...wholesalers, ...games, ...posts, ...desks, ...others)
  world.residents.push(...some(520 * scale, () => people.person(draw)))
  const any = () => draw.between(0, DAYS)
  for (const person of world.residents) {
    const [employer, landlord, wage] = [draw.one([...employers, ...shops]), draw.one(landlords), draw.tail(2300, 0.4)]
    const rents = draw.chance(0.6)
    const memo = draw.one(['salary', 'wages', 'pay'])
    if (draw.chance(0.75))
      for (let month = 0; month < 12; month++)
        pay(month * 30.4 + draw.between(26, 30), employer, person, wage * draw.between(0.97, 1.05), 'transfer', memo)
    if (rents)
      for (let month = 0; month < 12; month++)
        pay(month * 30.4 + draw.between(0, 5), person, landlord, wage * 0.3, 'transfer', 'rent')
    const near = draw.several(shops, 4)
    for (let i = Math.round(draw.tail(22, 0.6)); i > 0; i--)
      pay(any(), person, draw.one(near), draw.tail(32, 0.9), 'card')
    for (const friend of draw.several(world.residents, draw.whole(0, 3)))
      if (friend !== person)
        for (let i = draw.whole(1, 4); i > 0; i--)
          pay(
            any(),
            person,
            friend,
            draw.tail(28, 0.9),
            'person-to-person',
            draw.one(['dinner', 'thanks', 'tickets', '', 'gift', 'loan', 'toys', 'clothes', 'furniture']),
          )
    for (let i = Math.round(draw.tail(2.5, 0.9)); i > 0; i--)
      draw.chance(0.75)
        ? pay(any(), person, undefined, draw.whole(2, 40) * 10, 'cash')
        : pay(any(), undefined, person, draw.tail(350, 1.1), 'cash')
    for (let i = draw.chance(0.3) ? draw.whole(1, 8) : 0; i > 0; i--)
      pay(any(), person, draw.one([...posts, ...posts, ...others]), draw.tail(16, 0.8), 'card')
    if (draw.chance(0.06))
      for (let i = draw.whole(2, 30); i > 0; i--)
        draw.chance(0.75)
          ? pay(any(), person, draw.one(games), draw.tail(25, 0.9), 'card')
          : pay(any(), draw.one(games), person, draw.tail(45, 1), 'transfer')
    const wallet: Party = { ...person, account: walletOf(draw), holder: 'unknown' }
    if (draw.chance(0.05))
      for (let i = draw.whole(1, 12); i > 0; i--)
        pay(
          any(),
          person,
          draw.one([...desks, wallet]),
          draw.tail(120, 1),
          draw.one(['transfer', 'card', 'crypto', 'crypto']),
          'savings',
        )
    if (draw.chance(0.07))
      for (let i = draw.whole(1, 10); i > 0; i--)
        pay(any(), person, draw.one(world.residents), draw.tail(150, 0.6), 'money-transfer', 'family')
    if (draw.chance(0.03))
      pay(
        any(),
        draw.one(world.residents),
        person,
        draw.tail(9000, 0.7),
        'transfer',
        draw.one(['car', 'inheritance', 'loan']),
      )
    // Some hide what they save from everybody, for no reason but that.
    if (draw.chance(0.01))
      pay(any(), wallet, { ...wallet, account: walletOf(draw), category: 'mixer' }, draw.tail(200, 1), 'crypto')
    if (draw.chance(0.04)) person.account = accountOf(draw)
  }
  for (const shop of shops) {
    for (let week = 0; week < 52; week++)
      if (draw.chance(0.7)) pay(week * 7 + draw.between(0, 6), undefined, shop, draw.tail(2600, 0.6), 'cash', 'takings')
    for (const wholesaler of draw.several(wholesalers, 3))
      for (let month = 0; month < 12; month++)
        pay(
          month * 30.4 + draw.between(0, 29),
          shop,
          wholesaler,
          draw.tail(3800, 0.7),
          'transfer',
          `invoice ${draw.digits(5)}`,
        )
  }
  for (const firm of employers)
    for (let i = draw.whole(12, 40); i > 0; i--)
      pay(
        any(),
        firm,
        draw.one([...wholesalers, ...others]),
        draw.tail(2900, 1.1),
        'transfer',
        draw.one(['invoice', 'order', 'contract', '']),
      )
  for (const charity of firms(3, 'Relief'))
    for (let i = draw.whole(60, 160); i > 0; i--)
      pay(
        any(),
        draw.one(world.residents),
        charity,
        draw.whole(1, 20) * 5,
        draw.one(['transfer', 'card']),
        draw.one(['gift', 'donation', '']),
      )
  for (const club of firms(4, 'Club'))
    for (const member of draw.several(world.residents, 35))
      for (const quarter of [0, 91, 182, 273]) pay(quarter + draw.between(0, 20), member, club, 25, 'transfer', 'fee')
}
