// SPDX-License-Identifier: Apache-2.0
/** What the address of the board asks for; the map and what is saved of it ask in the same words. */
import { KINDS, STATUSES } from '#supply/incidents/contract.ts'
import type { Countries } from './countries.ts'

const LONGEST = 200

export function askedIn(url: URL, countries: Countries) {
  const asked = (name: string) => url.searchParams.get(name) ?? ''
  const text = asked('text').trim().slice(0, LONGEST)
  const kind = KINDS.find((each) => each === asked('kind'))
  const status = STATUSES.find((each) => each === asked('status'))
  const country = countries.options.find(([code]) => code === asked('country'))?.[0]
  const substance = asked('substance').slice(0, LONGEST)
  const query = {
    ...(text !== '' && { text }),
    ...(kind && { kind }),
    ...(status && { status }),
    ...(country && { country }),
    ...(substance !== '' && { substance }),
  }
  return { query, asked: { text, kind: kind ?? '', status: status ?? '', country: country ?? '', substance } }
}
