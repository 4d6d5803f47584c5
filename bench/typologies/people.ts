// SPDX-License-Identifier: Apache-2.0
/** People and firms that do not exist: their names, addresses, telephones and accounts. */
import type { Draw } from './draw.ts'
import type { Setting } from './setting.ts'

export type Party = {
  name: string
  holder: 'person' | 'firm' | 'unknown'
  category: string
  account: string
  address: string
  country: string
  email: string
  phone: string
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const plain = (text: string) => text.toLowerCase().replace(/[^a-z]+/g, '')

/** Shaped as an IBAN, with check digits, of a country that is none: nobody's account. */
export const accountOf = (draw: Draw): string => {
  const own = draw.digits(16)
  const rest = [...`${own}353500`].reduce((sum, digit) => (sum * 10 + Number(digit)) % 97, 0)
  return `ZZ${String(98 - rest).padStart(2, '0')}${own}`
}
export const walletOf = (draw: Draw): string => `zz1q${draw.code('acdefghjklmnpqrstuvwxyz023456789', 30)}`

export const createPeople = (set: Setting) => {
  const address = (draw: Draw) => {
    const street = draw.one(set.streets).replaceAll('-', ' ')
    return `${street} ${Math.ceil(draw.tail(20))}, ${draw.digits(5)} ${draw.one(set.towns).replaceAll('-', ' ')}`
  }
  const personName = (draw: Draw) => {
    const middle = draw.chance(0.3) ? ` ${draw.code('ABCDEFGHJKLMPRST', 1)}.` : ''
    return `${draw.one(set.given)}${middle} ${draw.one(set.family)}${draw.chance(0.25) ? `-${draw.one(set.family)}` : ''}`
  }
  const common = (draw: Draw, country = draw.weighted(set.countries)) => ({
    account: accountOf(draw),
    address: address(draw),
    country,
    phone: `+${draw.whole(20, 69)} ${draw.digits(3)} ${draw.digits(6)}`,
  })
  const person = (draw: Draw, country?: string): Party => {
    const name = personName(draw)
    const host = draw.one(['mail.example', 'post.example', 'inbox.example'])
    const email = `${plain(name)}${draw.chance(0.6) ? draw.whole(1, 99) : ''}@${host}`
    return { name, email, holder: 'person', category: 'unknown', ...common(draw, country) }
  }
  const firm = (draw: Draw, what: string, category = 'other', country?: string): Party => {
    const stem = `${draw.one(set.stems)}${draw.code(LETTERS, draw.whole(1, 3))}`
    const name = `${stem} ${what} ${draw.one(set.legal)}`
    const host = draw.chance(0.12)
      ? `${plain(stem)}@mail.example`
      : `${draw.one(['info', 'orders', 'lab'])}@${plain(name)}.example`
    return { name, email: host, holder: 'firm', category, ...common(draw, country) }
  }
  return { address, personName, person, firm }
}

/** As a hurried hand writes it: a letter lost, doubled or exchanged. */
export const misspelt = (draw: Draw, text: string): string => {
  const at = draw.whole(1, Math.max(1, text.length - 2))
  const two = text.slice(at, at + 2)
  const instead = draw.one([two.slice(1), two[0] + two, [...two].reverse().join('')])
  return text.slice(0, at) + instead + text.slice(at + 2)
}
