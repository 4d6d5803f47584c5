// SPDX-License-Identifier: Apache-2.0
/** What a desk method answers: a value, or a refusal that the caller is expected to handle. Bugs throw instead. */
export type Outcome<T, R extends Refusal = Refusal> = { ok: true; value: T } | { ok: false; refusal: R }

/**
 * An expected refusal. `code` is the closed union a room declares; `where` points at the offending place
 * (a field, a line, a column) and `detail` says in English what is wrong, for machines' logs and developers.
 * What a person reads is the message of that code in their language.
 */
export interface Refusal<C extends string = string> {
  code: C
  detail: string
  where?: string
  /** What the message of that code names: a column, a line. */
  values?: Record<string, string | number>
}

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

export const refuse = <C extends string>(
  code: C,
  detail: string,
  where?: string,
  values?: Refusal['values'],
): { ok: false; refusal: Refusal<C> } => ({
  ok: false,
  refusal: { code, detail, ...(where === undefined ? {} : { where }), ...(values === undefined ? {} : { values }) },
})
