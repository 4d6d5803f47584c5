// SPDX-License-Identifier: Apache-2.0
/**
 * The schema of one financial intelligence unit. Units hand out schemas of their own: other versions, other things that must be
 * said, other code lists. So nothing of goAML is fixed here: what may stand where, and in which order, is read of it.
 */
import { ParseOption, XmlDocument, type XmlElement, XmlError, XmlLibError, XsdValidator } from 'libxml2-wasm'
import { type Outcome, ok, type Refusal, refuse } from '#basis/outcome.ts'
import { type Repair, repairSchema } from './repair.ts'

/** What may stand in an element, in the order of the schema. */
export type Particle = Element | { kind: 'sequence'; items: Particle[] } | { kind: 'choice'; items: Particle[] }
/** `name` is empty for what a type takes over from another. */
export interface Element {
  kind: 'element'
  name: string
  type: string | null
  inside: Particle | null
}

export interface Fault {
  line: number
  text: string
}

export interface GoamlSchema {
  /** As the schema says it; empty: it does not. */
  version: string
  repairs: readonly Repair[]
  /** Of the root `report`. */
  report: Element
  /** What stands in elements of a named type; null where that is text. */
  insideOf(type: string): Particle | null
  /** Codes of a named simple type, with what the schema says of them; empty where it is free. */
  codesOf(type: string): { code: string; means: string }[]
  /** What is wrong with a report, line by line; nothing: it is valid. */
  check(xml: string): Fault[]
}

const SAFE = { option: ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET }
/** Characters of a schema; those that are handed out have some 300,000. */
export const LONGEST_SCHEMA = 3_000_000
const XS = { xs: 'http://www.w3.org/2001/XMLSchema' }

const elementsIn = (node: XmlElement): XmlElement[] => node.find('./*') as XmlElement[]
const attr = (node: XmlElement, name: string): string | null => node.attr(name)?.value ?? null

/** What stands in a complex type, or in what it extends and then in itself. */
const insideIn = (node: XmlElement): Particle | null => {
  for (const child of elementsIn(node)) {
    if (child.name === 'sequence' || child.name === 'choice' || child.name === 'all') return particleOf(child)
    if (child.name !== 'complexContent') continue
    const [extension] = elementsIn(child)
    if (!extension) continue
    const [base, own] = [attr(extension, 'base'), insideIn(extension)]
    const items: Particle[] = [{ kind: 'element', name: '', type: base, inside: null }, ...(own ? [own] : [])]
    return { kind: 'sequence', items }
  }
  return null
}

const elementOf = (node: XmlElement): Element => {
  const inline = elementsIn(node).find(({ name }) => name === 'complexType')
  return {
    ...{ kind: 'element', name: attr(node, 'name') ?? '', type: attr(node, 'type') },
    inside: inline ? insideIn(inline) : null,
  }
}

const particleOf = (node: XmlElement): Particle =>
  node.name === 'element'
    ? elementOf(node)
    : {
        kind: node.name === 'choice' ? 'choice' : 'sequence',
        items: elementsIn(node)
          .filter(({ name }) => ['element', 'sequence', 'choice', 'all'].includes(name))
          .map(particleOf),
      }

const faultsOf = (thrown: unknown): Fault[] => {
  if (!(thrown instanceof XmlError)) throw thrown
  const details = thrown instanceof XmlLibError ? thrown.details : []
  return details.length > 0
    ? details.map(({ line, message }) => ({ line, text: message.trim() }))
    : [{ line: 0, text: thrown.message.trim() || 'It cannot be read.' }]
}

const parsed = <T>(text: string, work: (document: XmlDocument) => T): T => {
  const document = XmlDocument.fromString(text, SAFE)
  try {
    return work(document)
  } finally {
    document.dispose()
  }
}

/** Refused with `not-this-format` where it is no XML Schema, or none of a goAML report; with the first thing that is wrong. */
export const openSchema = (given: string): Outcome<GoamlSchema, Refusal<'not-this-format'>> => {
  const wrong = (text: string, line = 0) => refuse('not-this-format', text, line > 0 ? `line ${line}` : 'schema')
  if (given.length > LONGEST_SCHEMA) return wrong('It is longer than any schema of goAML.')
  const { text, repairs } = repairSchema(given)
  try {
    return parsed(text, (document) => {
      const { root } = document
      const named = new Map(
        (document.find('/xs:schema/xs:complexType[@name]', XS) as XmlElement[]).map((node) => [
          attr(node, 'name') ?? '',
          insideIn(node),
        ]),
      )
      const codes = new Map(
        (document.find('/xs:schema/xs:simpleType[@name]', XS) as XmlElement[]).map((node) => [
          attr(node, 'name') ?? '',
          (node.find('.//xs:enumeration', XS) as XmlElement[]).map((each) => ({
            code: attr(each, 'value') ?? '',
            means: each.get('.//xs:documentation', XS)?.content.trim() ?? '',
          })),
        ]),
      )
      const report = document.get('/xs:schema/xs:element[@name="report"]', XS) as XmlElement | null
      if (!report) return wrong('It has no element “report”: this is no schema of goAML.')
      // Made once, so that a schema that cannot be used is told now and not with the first report.
      XsdValidator.fromDoc(document).dispose()
      const version = root.attrs.find(({ name }) => name === 'schemaVersion')?.value ?? ''
      return ok({
        ...{ version, repairs, report: elementOf(report) },
        insideOf: (type) => named.get(type) ?? null,
        codesOf: (type) => codes.get(type) ?? [],
        check: (xml) => checkWith(text, xml),
      })
    })
  } catch (thrown) {
    const [first] = faultsOf(thrown)
    return wrong(first?.text ?? 'It cannot be read.', first?.line)
  }
}

const checkWith = (schema: string, xml: string): Fault[] => {
  try {
    parsed(schema, (document) => {
      const validator = XsdValidator.fromDoc(document)
      try {
        parsed(xml, (report) => validator.validate(report))
      } finally {
        validator.dispose()
      }
    })
    return []
  } catch (thrown) {
    return faultsOf(thrown)
  }
}
