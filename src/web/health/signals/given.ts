// SPDX-License-Identifier: Apache-2.0
/** The form of a signal as it came in, and what is wrong with it. */
import { MARKS, type Mark, mondayOf, type NewSignal, newSignalShape, type Signal } from '#health/signals/contract.ts'

/** Fields of the form, in its order. */
export const places = [
  ...(['told', 'severity', 'people', 'region', 'day', 'certainty'] as const),
  ...(['source', 'form', 'appearance', 'effects', 'ages', 'gender', 'note'] as const),
]
export type Place = (typeof places)[number]

export type Given = Record<Exclude<Place, 'effects'>, string> & {
  effects: string[]
  /** Id of the substance that was confirmed; empty where none was. */
  confirmed: string
}

export interface Problem {
  place: Place
  /** What of a person it looks like, and the words. */
  person?: { mark: Mark; text: string }
}

export function givenOf(form: FormData): Given {
  /** A browser ends lines by two characters, and counts one. */
  const text = (name: string) => String(form.get(name) ?? '').replaceAll('\r\n', '\n')
  const single = places.filter((place) => place !== 'effects').map((place) => [place, text(place)])
  const fields = Object.fromEntries(single) as Omit<Given, 'effects' | 'confirmed'>
  return { ...fields, effects: form.getAll('effects').map(String), confirmed: text('confirmed') }
}

/** A signal as its form would have it: of its week the Monday. */
export const givenFrom = (signal: Signal): Given => ({
  ...{ told: signal.substance.told, confirmed: signal.substance.id ?? '', severity: signal.severity },
  ...{ people: String(signal.people), region: signal.region, day: mondayOf(signal.week) },
  ...{ certainty: signal.certainty, source: signal.source, form: signal.form, appearance: signal.appearance },
  ...{ effects: signal.effects, ages: signal.ages ?? '', gender: signal.gender ?? '', note: signal.note },
})

/** What the desk takes. `confirmed`: left out while it is asked what the name means. */
const inputOf = (given: Given): unknown => ({
  substance: { told: given.told, ...(given.confirmed !== '' && { id: given.confirmed }) },
  ...(given.source !== '' && { source: given.source }),
  ...(given.form !== '' && { form: given.form }),
  ...(given.ages !== '' && { ages: given.ages }),
  ...(given.gender !== '' && { gender: given.gender }),
  ...{ severity: given.severity, people: Number(given.people.trim() || Number.NaN), region: given.region },
  ...{ day: given.day, certainty: given.certainty, appearance: given.appearance, effects: given.effects },
  note: given.note,
})

const placeOf = (name: string): Place =>
  name.startsWith('substance') ? 'told' : (places.find((each) => each === name.split('.')[0]) ?? 'told')
const markOf = (name: unknown): Mark => MARKS.find((mark) => mark === name) ?? 'number'

/** The signal, or every field that is not in order, in the form's order. */
export function checked(given: Given): { signal?: NewSignal; problems: Problem[] } {
  const result = newSignalShape.safeParse(inputOf(given))
  if (result.success) return { signal: inputOf(given) as NewSignal, problems: [] }
  const found = new Map<Place, Problem>()
  for (const issue of result.error.issues) {
    const place = placeOf(issue.path.join('.'))
    const { mark, text } = (issue.code === 'custom' && issue.params) || {}
    if (!found.has(place))
      found.set(place, { place, ...(mark !== undefined && { person: { mark: markOf(mark), text: String(text) } }) })
  }
  return { problems: places.flatMap((place) => found.get(place) ?? []) }
}

/** A refusal of the desk, at the field that it is about. */
export const problemAt = (where: string | undefined, values: Record<string, string | number> = {}): Problem => ({
  place: placeOf(where ?? ''),
  ...(values.mark !== undefined && { person: { mark: markOf(values.mark), text: String(values.text) } }),
})

/** All that was shown before it is reported; whoever changes it after that is shown what leaves first. */
export const shownOf = ({ told, confirmed, severity, people, region, day, source }: Given): string =>
  JSON.stringify([told.trim(), confirmed, severity, people.trim(), region, day, source])
