// SPDX-License-Identifier: Apache-2.0
/** A report of suspicious transactions as the XML of one unit: what there is to say, in the order and under the names of its schema. */
import type { Element, GoamlSchema, Particle } from './schema.ts'

/** What stands in an element: text, elements by name, or several of one name. */
export type Said = string | Fixed | { [name: string]: Said | undefined } | Said[]

const FIXED = Symbol('fixed')
/** What stands where nothing was said. */
interface Fixed {
  readonly [FIXED]: string
}
const isFixed = (said: Said | undefined): said is Fixed => typeof said === 'object' && FIXED in said

export interface Written {
  xml: string
  /** Paths of what was to be said and has no place in this schema. */
  left: string[]
}

// Characters that XML 1.0 does not have (section 2.2); what people typed is said without them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string) => text.replace(NOT_XML, '').replace(/[&<>]/g, (sign) => SIGNS[sign] ?? sign)

/** What a unit wants to stand at a path where nothing was said, such as `transaction/transmode_comment`. */
export const withFixed = (said: Said, fixed: Readonly<Record<string, string>>): Said => {
  const put = (at: Said, [name = '', ...rest]: readonly string[], text: string): Said => {
    if (Array.isArray(at)) return at.map((each) => put(each, [name, ...rest], text))
    if (typeof at === 'string' || isFixed(at)) return at
    const inside = at[name]
    if (rest.length === 0) return inside === undefined ? { ...at, [name]: { [FIXED]: text } } : at
    return { ...at, [name]: put(inside ?? {}, rest, text) }
  }
  return Object.entries(fixed).reduce((all, [path, text]) => put(all, path.split('/'), text), said)
}

/** `report` without its own element, in any order. */
export const writeGoaml = (said: Said, schema: GoamlSchema): Written => {
  const left: string[] = []
  const lines: string[] = ['<?xml version="1.0" encoding="UTF-8"?>']
  const insideOf = ({ type, inside }: Element): Particle | null =>
    inside ?? (type === null ? null : schema.insideOf(type))
  const namesIn = (particle: Particle): string[] =>
    particle.kind !== 'element'
      ? particle.items.flatMap(namesIn)
      : particle.name === ''
        ? namesIn(insideOf(particle) ?? { kind: 'sequence', items: [] })
        : [particle.name]

  const element = (name: string, value: Said, inside: Particle | null, deep: string, path: string): void => {
    if (Array.isArray(value)) {
      for (const each of value) element(name, each, inside, deep, path)
      return
    }
    if (typeof value === 'string' || isFixed(value)) {
      const text = isFixed(value) ? value[FIXED] : value
      if (inside) left.push(path)
      else lines.push(`${deep}<${name}>${escaped(text)}</${name}>`)
      return
    }
    if (!inside) {
      left.push(path)
      return
    }
    lines.push(`${deep}<${name}>`)
    const said = new Set<string>()
    within(inside, value, `${deep}  `, path, said)
    for (const other of Object.keys(value))
      if (value[other] !== undefined && !said.has(other)) left.push(path === '' ? other : `${path}/${other}`)
    lines.push(`${deep}</${name}>`)
  }
  const within = (
    particle: Particle,
    value: { [name: string]: Said | undefined },
    deep: string,
    path: string,
    said: Set<string>,
  ): void => {
    if (particle.kind === 'choice') {
      // Of what excludes each other the first that was said, and else the first that is fixed.
      const first = (has: (said: Said | undefined) => boolean) =>
        particle.items.find((item) => namesIn(item).some((name) => has(value[name])))
      const chosen = first((each) => each !== undefined && !isFixed(each)) ?? first(isFixed)
      for (const name of namesIn(particle)) said.add(name)
      if (chosen) within(chosen, value, deep, path, said)
      return
    }
    if (particle.kind === 'sequence') {
      for (const item of particle.items) within(item, value, deep, path, said)
      return
    }
    const { name } = particle
    if (name === '') {
      const base = insideOf(particle)
      if (base) within(base, value, deep, path, said)
      return
    }
    const own = value[name]
    if (own === undefined) return
    said.add(name)
    element(name, own, insideOf(particle), deep, path === '' ? name : `${path}/${name}`)
  }
  element('report', said, insideOf(schema.report), '', '')
  return { xml: `${lines.join('\n')}\n`, left: [...new Set(left)] }
}
