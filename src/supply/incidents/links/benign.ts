// SPDX-License-Identifier: Apache-2.0
/** What links nothing, whoever shares it: the list of reference/known-benign.csv, in the spellings of this room. */
import { type KnownBenign, loadKnownBenign } from '#reference/index.ts'
import { IDENTIFIER_TYPES } from '../codes.ts'
import { normalised } from '../identifiers.ts'
import { companyKey } from './names.ts'

const spelled = ({ kind, match, value }: KnownBenign): string => {
  if (match !== 'is') return value
  const type = IDENTIFIER_TYPES.find((each) => each === kind)
  return type ? normalised(type, value) : (companyKey(value) ?? value.toLowerCase())
}

interface List {
  is: ReadonlyMap<string, string>
  others: readonly KnownBenign[]
}
let list: List | undefined
const read = (): List => {
  const all = loadKnownBenign()
  return {
    is: new Map(all.flatMap((each) => (each.match === 'is' ? [[`${each.kind} ${spelled(each)}`, each.why]] : []))),
    others: all.filter(({ match }) => match !== 'is'),
  }
}

/** Why a value, in the spelling by which it is found again, says nothing; undefined where it may say something. */
export const benignOf = (kind: string, value: string): string | undefined => {
  list ??= read()
  const known = list.is.get(`${kind} ${value}`)
  if (known !== undefined) return known
  const found = list.others.find(
    (each) =>
      each.kind === kind &&
      ((each.match === 'begins' && value.startsWith(each.value)) ||
        (each.match === 'ends' && value.endsWith(each.value)) ||
        (each.match === 'word' && value.split(' ').includes(each.value))),
  )
  return found?.why
}
