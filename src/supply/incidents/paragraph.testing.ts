// SPDX-License-Identifier: Apache-2.0
/** Paragraphs with what should be read of them, and how well it is read: for tests. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MODES } from './codes.ts'
import type { Suggestion } from './contract.ts'
import { normalised } from './identifiers.ts'

/** What should be read, in words that anyone can check: `cocaine 640 kg`, `origin EC Guayaquil by sea`. */
export interface Reads {
  kind?: string
  urgency?: string
  occurred?: string
  place?: string
  goods?: string[]
  equipment?: string[]
  route?: string[]
  parties?: string[]
  identifiers?: string[]
  doubtful?: string[]
}
export interface Paragraphs {
  about: string
  today: string
  paragraphs: { language: string; text: string; reads: Reads }[]
}

export const loadParagraphs = (file: string): Paragraphs =>
  JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'))

const joined = (...parts: (string | undefined | false)[]) => parts.filter((part) => part).join(' ')

/** A suggestion in the same words. */
export const inWords = ({ incident, spans }: Suggestion, text: string): Reads => {
  const { kind, urgency, occurred, place, goods, equipment, route, parties, identifiers } = incident
  const all = {
    ...(kind && { kind }),
    ...(urgency && { urgency }),
    ...(occurred && { occurred }),
    ...(place && { place: joined(place.country, place.name) }),
    goods: goods?.map(({ name, amount, form, certainty }) =>
      joined(
        name,
        amount && `${amount.value} ${amount.unit.replace(/[{}]/g, '')}`,
        form && !(amount?.unit === '{tablet}') && form,
        certainty,
      ),
    ),
    equipment: equipment?.map(({ name, count }) => `${name} x${count ?? 1}`),
    route: route?.map(({ role, country, place: name, mode }) =>
      joined(role, country, name, mode && `by ${MODES[mode]}`),
    ),
    parties: parties?.map(({ role, name, country }) => joined(role, name, country && `(${country})`)),
    identifiers: identifiers?.map(({ type, value }) => `${type} ${normalised(type, value)}`),
    doubtful: spans.filter(({ part }) => part === 'identifier?').map(({ span }) => text.slice(...span)),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value.length > 0))
}

export interface Score {
  right: number
  /** It said something that is not so. */
  wrong: string[]
  missed: string[]
}

const fieldsOf = (reads: Reads): string[] =>
  Object.entries(reads).flatMap(([field, value]) => [value].flat().map((each) => `${field}: ${each}`))

/** Field by field; an item of a list is a field. */
export const score = (due: Reads, read: Reads): Score => {
  const [wanted, given] = [fieldsOf(due), fieldsOf(read)]
  return {
    right: wanted.filter((field) => given.includes(field)).length,
    wrong: given.filter((field) => !wanted.includes(field)),
    missed: wanted.filter((field) => !given.includes(field)),
  }
}
