// SPDX-License-Identifier: Apache-2.0
/** The form of a new notice as it came in, and what is wrong with it. */
import { type NewNotice, newNoticeShape } from '#commons/notices/contract.ts'
import { fieldNames } from './readers.ts'

export const places = [...fieldNames, 'marking', 'contactMarking', 'organisation'] as const
/** A field of the form where something can be put right. */
export type Place = (typeof places)[number]

export interface Given {
  title: string
  body: string
  contact: string
  marking: string
  /** Empty: as the notice. */
  contactMarking: string
  audience: 'everyone' | 'chosen'
  organisations: string[]
  /** Organisations of other nodes. */
  partners: string[]
  /** Claims of the files that were sent before. */
  attachments: string[]
}

export function givenOf(form: FormData): Given {
  /** A browser ends lines by two characters, and counts one. */
  const text = (name: string) => String(form.get(name) ?? '').replaceAll('\r\n', '\n')
  return {
    title: text('title'),
    body: text('body'),
    contact: text('contact'),
    marking: text('marking'),
    contactMarking: text('contactMarking'),
    audience: form.get('audience') === 'everyone' ? 'everyone' : 'chosen',
    organisations: form.getAll('organisation').map(String),
    partners: form.getAll('partner').map(String),
    attachments: form.getAll('claim').map(String),
  }
}

const placeOf = (name: unknown): Place =>
  (name === 'audience' || name === 'partners' ? 'organisation' : places.find((each) => each === name)) ?? 'title'

/** The notice, or every field that is not in order, in the form's order. */
export function checked({ audience, organisations, contactMarking, ...rest }: Given): {
  notice?: NewNotice
  problems: Place[]
} {
  const input = {
    ...rest,
    audience: audience === 'everyone' ? audience : organisations,
    ...(contactMarking !== '' && { contactMarking }),
  }
  const result = newNoticeShape.safeParse(input)
  if (result.success) return { notice: result.data, problems: [] }
  const wrong = new Set(result.error.issues.map(({ path }) => placeOf(path[0])))
  return { problems: places.filter((place) => wrong.has(place)) }
}

/** A refusal's `where` as a field of the form. */
export const problemAt = (where: string | undefined): Place => placeOf(where?.split('.')[0])

/**
 * All that decides who reads what. It travels with the list that was shown: what is posted is what somebody saw, and
 * whoever changes it after that is shown the new list first.
 */
export const choiceOf = (given: Given): string => {
  const { marking, contactMarking, audience, organisations, partners, contact, attachments } = given
  return JSON.stringify([
    marking,
    contactMarking,
    audience === 'everyone' ? audience : [...organisations].sort(),
    [...partners].sort(),
    contact.trim() !== '',
    attachments.map((claim) => claim.split('.')[1]),
  ])
}
