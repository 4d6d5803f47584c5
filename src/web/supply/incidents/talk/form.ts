// SPDX-License-Identifier: Apache-2.0
/** What the forms below an incident have in common: which one was sent, and what was not in order. */
import type { IncidentsRefusal } from '#supply/incidents/contract.ts'
import { keyIn } from '../door.ts'
import type { TalkKey } from './words.ts'

type ProblemKey = Extract<TalkKey, `problem.${string}`>
export type SaidKey = Extract<TalkKey, `said.${string}`>

/** What was refused of a form, with what was written in it. */
export interface Refused {
  /** The name of the field, where one can be put right. */
  field: string | null
  say: ProblemKey | Extract<TalkKey, `refused.${string}`>
  /** By the names of the form's fields. */
  given: Readonly<Record<string, string>>
}

/** What a form did; `of` is the id of what it was done to, or made. */
export type Acted = { ok: true; said: SaidKey; of: string } | { ok: false; status: 409 | 422; refused: Refused }

/** Several forms of one page come with one key: each counts once by itself. */
export const keyFor = (form: FormData, what: string): string | undefined => {
  const key = keyIn(form)
  return key && `${key}-${what}`
}

export const written = (form: FormData, name: string): string =>
  String(form.get(name) ?? '')
    .replaceAll('\r\n', '\n')
    .trim()

/** A desk's refusal as its form shows it; null where there is nothing here. `at`: the field's name by the refusal's `where`. */
export const refusedAs = (
  { code, where }: { code: string; where?: string | undefined },
  given: Refused['given'],
  at: (where: string | undefined) => { field: string; say: ProblemKey } | undefined,
): Acted | null => {
  if (code === 'changed' || code === 'not-now' || code === 'key-reused')
    return {
      ok: false,
      status: 409,
      refused: { field: null, say: `refused.${code satisfies IncidentsRefusal['code']}`, given },
    }
  const place = code === 'not-valid' ? at(where) : undefined
  return place ? { ok: false, status: 422, refused: { ...place, given } } : null
}
