// SPDX-License-Identifier: Apache-2.0
/** Which addresses on the network are everybody's: registries of IANA for special purposes (RFC 6890), read in 2026. */
import { BlockList, isIP, isIPv6 } from 'node:net'
import { type Outcome, ok, type Refusal, refuse } from '#basis/outcome.ts'

const closed = new BlockList()
const RANGES: readonly (readonly [string, number])[] = [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
  ] as const),
  ...([
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
]
for (const [network, bits] of RANGES) closed.addSubnet(network, bits, 'ipv4')
/** Of IPv6 only global unicast is anybody's, and not the parts that carry an address of IPv4 or document something. */
const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')
const carrying = new BlockList()
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  carrying.addSubnet(network, bits, 'ipv6')

/** Whether an address is on the public network; what is no address is not. */
export const isPublic = (address: string): boolean => {
  const plain = address.split('%')[0] ?? ''
  if (isIPv6(plain)) return global.check(plain, 'ipv6') && !carrying.check(plain, 'ipv6')
  return isIP(plain) === 4 && !closed.check(plain, 'ipv4')
}

export type AddressRefusal = Refusal<'not-valid' | 'private-address'>

/** An address that somebody gave, as far as it can be judged without asking a name server. */
export const addressIn = (
  text: string,
  { isPrivateOpen }: { isPrivateOpen: boolean },
): Outcome<URL, AddressRefusal> => {
  if (text.length > 1000 || !URL.canParse(text)) return refuse('not-valid', 'This is no address.', 'address')
  const url = new URL(text)
  const schemes = isPrivateOpen ? ['https:', 'http:'] : ['https:']
  if (!schemes.includes(url.protocol)) return refuse('not-valid', 'An address begins with https://.', 'address')
  if (url.username !== '' || url.password !== '' || url.hash !== '')
    return refuse('not-valid', 'An address has no name, password or fragment in it.', 'address')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!isPrivateOpen && isIP(host) !== 0 && !isPublic(host))
    return refuse('private-address', 'This address is not on the public network.', 'address')
  return ok(url)
}
