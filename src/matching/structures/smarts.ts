// SPDX-License-Identifier: Apache-2.0
/**
 * SMARTS as data: a pattern becomes atoms and bonds that carry tests. Own matching, because a pattern that a
 * country imports must end in bounded time, which a toolkit's matcher cannot be asked to do. What is not
 * understood is refused by name, never guessed. Agreement with RDKit is proved in `search.test.ts`.
 */
import { numberOf } from './elements.ts'

export type AtomTest =
  | { is: 'any' }
  | { is: 'element'; z: number; aromatic?: boolean }
  | { is: 'aromatic'; value: boolean }
  | { is: 'count'; of: Counted; value: number | undefined }
  | { is: 'charge'; value: number }
  | { is: 'isotope'; value: number }
  | { is: 'inside'; query: Query }
  | { is: 'not'; test: AtomTest }
  | { is: 'and' | 'or'; tests: AtomTest[] }

/** D neighbours, X neighbours with hydrogens, H hydrogens, v valence, R rings, r smallest ring, x ring bonds. */
export type Counted = 'D' | 'X' | 'H' | 'v' | 'R' | 'r' | 'x'

export type BondTest =
  | { is: 'default' | 'any' | 'ring' | 'aromatic' }
  | { is: 'order'; value: number }
  | { is: 'not'; test: BondTest }
  | { is: 'and' | 'or'; tests: BondTest[] }

export interface Query {
  atoms: AtomTest[]
  /** By atom: the number of its test; equal tests of all patterns share one, and its answers are remembered. */
  numbers: number[]
  bonds: { a: number; b: number; test: BondTest }[]
}

export type CheckedSmarts = { ok: true; query: Query } | { ok: false; detail: string }

const LONGEST = 4000
const MOST_ATOMS = 300
const DEEPEST = 6

class SmartsProblem extends Error {}

interface Reader {
  text: string
  at: number
  size: number
}

const refuse = (reader: Reader, what: string): never => {
  throw new SmartsProblem(`${what} at position ${reader.at + 1} of "${reader.text.slice(0, 80)}"`)
}

/** Compiles a SMARTS pattern, or says what is wrong or too complex in it, and where. */
export const checkSmarts = (text: string): CheckedSmarts => {
  if (text.length > LONGEST) return { ok: false, detail: `longer than ${LONGEST} characters` }
  const reader: Reader = { text: text.trim(), at: 0, size: 0 }
  try {
    const query = readQuery(reader, 0)
    if (reader.at < reader.text.length) refuse(reader, `unexpected "${reader.text[reader.at]}"`)
    return { ok: true, query }
  } catch (error) {
    if (error instanceof SmartsProblem) return { ok: false, detail: error.message }
    throw error
  }
}

const testNumbers = new Map<string, number>()

/** Bounded by what a node imports: when full, further tests go unnumbered (-1) and are simply asked again. */
const MOST_NUMBERED = 5000

const numberOfTest = (test: AtomTest): number => {
  const key = JSON.stringify(test)
  const known = testNumbers.get(key)
  if (known !== undefined) return known
  if (testNumbers.size >= MOST_NUMBERED) return -1
  testNumbers.set(key, testNumbers.size)
  return testNumbers.size - 1
}

const BOND_START = '-=#:~@/\\!$'

const readQuery = (reader: Reader, depth: number): Query => {
  if (depth > DEEPEST) refuse(reader, `$( ) nested deeper than ${DEEPEST}`)
  const query: Query = { atoms: [], numbers: [], bonds: [] }
  const branches: number[] = []
  const rings = new Map<string, { atom: number; test: BondTest | undefined }>()
  let last = -1
  let bond: BondTest | undefined
  for (;;) {
    const c = reader.text[reader.at]
    if (c === undefined || (c === ')' && branches.length === 0)) break
    if (c === '(') {
      if (last < 0) refuse(reader, 'a group of components is not supported, or a branch without an atom')
      branches.push(last)
      reader.at++
    } else if (c === ')') {
      last = branches.pop()!
      reader.at++
    } else if (c === '.') refuse(reader, 'patterns of several components are not supported: "."')
    else if (/[0-9%]/.test(c)) {
      if (last < 0) refuse(reader, 'a ring closure without an atom')
      const match = /^(?:%(\d\d)|(\d))/.exec(reader.text.slice(reader.at))
      if (!match) return refuse(reader, 'a ring closure that cannot be read')
      reader.at += match[0].length
      const label = String(Number(match[1] ?? match[2]))
      const open = rings.get(label)
      if (open) {
        if (open.atom === last) refuse(reader, 'a ring closure onto the same atom')
        query.bonds.push({ a: open.atom, b: last, test: bond ?? open.test ?? { is: 'default' } })
        rings.delete(label)
      } else rings.set(label, { atom: last, test: bond })
      bond = undefined
    } else if (BOND_START.includes(c)) {
      if (last < 0 || bond) refuse(reader, 'a bond that leads nowhere')
      bond = readBond(reader)
    } else {
      if (++reader.size > MOST_ATOMS) refuse(reader, `more than ${MOST_ATOMS} atoms`)
      const test = readAtom(reader, depth)
      const index = query.atoms.push(test) - 1
      query.numbers.push(numberOfTest(test))
      if (last >= 0) query.bonds.push({ a: last, b: index, test: bond ?? { is: 'default' } })
      bond = undefined
      last = index
    }
  }
  if (bond) refuse(reader, 'a bond that leads nowhere')
  if (branches.length > 0) refuse(reader, 'a parenthesis that is not closed')
  if (rings.size > 0) refuse(reader, `ring closure ${[...rings.keys()].join(', ')} is not closed`)
  if (query.atoms.length === 0) refuse(reader, 'no atom')
  return query
}

/** Reads alternatives joined by `;` (weak and), `,` (or), `&` or nothing (and): the same grammar for atoms and bonds. */
const readLogic = <T extends { is: string }>(
  reader: Reader,
  primitive: () => T | undefined,
  make: (is: 'and' | 'or', tests: T[]) => T,
): T => {
  const joined = (is: 'and' | 'or', tests: T[]) => (tests.length === 1 ? tests[0]! : make(is, tests))
  const weak: T[] = []
  do {
    const either: T[] = []
    do {
      const all: T[] = []
      for (let test = primitive(); test !== undefined; test = primitive()) {
        all.push(test)
        if (reader.text[reader.at] === '&') reader.at++
      }
      if (all.length === 0) refuse(reader, `cannot read "${reader.text[reader.at] ?? 'the end'}"`)
      either.push(joined('and', all))
    } while (reader.text[reader.at] === ',' && ++reader.at)
    weak.push(joined('or', either))
  } while (reader.text[reader.at] === ';' && ++reader.at)
  return joined('and', weak)
}

const BONDS: Readonly<Record<string, BondTest>> = {
  '-': { is: 'order', value: 1 },
  '/': { is: 'order', value: 1 },
  '\\': { is: 'order', value: 1 },
  '=': { is: 'order', value: 2 },
  '#': { is: 'order', value: 3 },
  $: { is: 'order', value: 4 },
  ':': { is: 'aromatic' },
  '~': { is: 'any' },
  '@': { is: 'ring' },
}

const readBond = (reader: Reader): BondTest => {
  const primitive = (): BondTest | undefined => {
    const c = reader.text[reader.at]
    if (c === '!') {
      reader.at++
      const test = primitive()
      return test ? { is: 'not', test } : refuse(reader, '"!" without a bond')
    }
    const test = c === undefined ? undefined : BONDS[c]
    if (test) reader.at++
    return test
  }
  return readLogic(reader, primitive, (is, tests): BondTest => ({ is, tests }))
}

const readAtom = (reader: Reader, depth: number): AtomTest => {
  const rest = reader.text.slice(reader.at, reader.at + 2)
  if (rest[0] === '[') {
    reader.at++
    const test = readLogic(
      reader,
      () => readPrimitive(reader, depth),
      (is, tests): AtomTest => ({ is, tests }),
    )
    const map = /^:\d+/.exec(reader.text.slice(reader.at, reader.at + 6))
    if (map) reader.at += map[0].length
    if (reader.text[reader.at] !== ']')
      refuse(reader, `cannot read "${reader.text[reader.at] ?? 'the end'}" in an atom`)
    reader.at++
    return test
  }
  const match = /^(?:Cl|Br|[BCNOPSFIbcnops*aA])/.exec(rest)
  if (!match) return refuse(reader, `an atom was expected, not "${rest[0]}"`)
  reader.at += match[0].length
  return plain(match[0])
}

const plain = (symbol: string): AtomTest => {
  if (symbol === '*') return { is: 'any' }
  if (symbol === 'a' || symbol === 'A') return { is: 'aromatic', value: symbol === 'a' }
  const lower = symbol[0]! >= 'a'
  return { is: 'element', z: numberOf(lower ? symbol[0]!.toUpperCase() + symbol.slice(1) : symbol)!, aromatic: lower }
}

const PRIMITIVE =
  /(?:#(\d{1,3})|([DXHvRrx])(\d{1,2})?|(\++\d{0,2}|-+\d{0,2})|(\d{1,3})(?=[A-Za-z*#])|(Cl|Br|Si|Se|As|Te|se|as|te|[A-Z][a-z](?![a-z])|[BCNOPSFIKUVWYbcnops*aA])|(@{1,2}))/y

const readPrimitive = (reader: Reader, depth: number): AtomTest | undefined => {
  const { text, at } = reader
  if (text[at] === '!') {
    reader.at++
    const test = readPrimitive(reader, depth)
    return test ? { is: 'not', test } : refuse(reader, '"!" without a test')
  }
  if (text.startsWith('$(', at)) {
    reader.at += 2
    const query = readQuery(reader, depth + 1)
    if (reader.text[reader.at] !== ')') refuse(reader, '$( without an end')
    reader.at++
    return { is: 'inside', query }
  }
  const two = /^[A-Z][a-z]/.exec(text.slice(at, at + 2))
  const named = two ? numberOf(two[0]) : undefined
  if (two && named !== undefined && !'DXHR'.includes(two[0][0]!)) {
    reader.at += 2
    return { is: 'element', z: named, aromatic: false }
  }
  PRIMITIVE.lastIndex = at
  const match = PRIMITIVE.exec(text)
  if (!match) return undefined
  const [whole, number, count, value, charge, isotope, symbol, turn] = match
  if (turn) refuse(reader, 'stereochemistry is not supported in patterns: "@"')
  if (whole === 'H' && text[at - 1] === '[' && /^H[\]+-]/.test(text.slice(at, at + 2))) {
    reader.at++
    return { is: 'element', z: 1 }
  }
  reader.at += whole.length
  if (number) return { is: 'element', z: Number(number) }
  if (count) return counted(count as Counted, value)
  if (charge) return { is: 'charge', value: chargeIn(charge) }
  if (isotope) return { is: 'isotope', value: Number(isotope) }
  const known =
    symbol === '*' || symbol === 'a' || symbol === 'A' || numberOf(symbol![0]!.toUpperCase() + symbol!.slice(1))
  return known ? plain(symbol!) : refuse(reader, `no element is called "${symbol}"`)
}

const counted = (of: Counted, value: string | undefined): AtomTest => {
  if (value !== undefined) return { is: 'count', of, value: Number(value) }
  return { is: 'count', of, value: of === 'R' || of === 'r' || of === 'x' ? undefined : 1 }
}

const chargeIn = (text: string): number => {
  const digits = text.replace(/^[+-]+/, '')
  return (text[0] === '+' ? 1 : -1) * (digits === '' ? text.length : Number(digits))
}
