// SPDX-License-Identifier: Apache-2.0
/** What a form posted, what came of it, and what it says about that. Each works as a plain form, without script. */
import { data } from 'react-router'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import type { Change, RolesApart } from '#platform/accounts/contract.ts'
import { nothingHere } from '../workspace/who.ts'
import type { AdminWords } from './words.tsx'

/** Shown this once, never again: a key, the link of an invitation. */
export interface Secret {
  what: 'link' | 'deputyLink' | 'key'
  value: string
}

export interface Answered {
  intent: string
  state: 'done' | 'waiting' | 'refused'
  code: string | null
  /** Name of the field. */
  field: string | null
  /** What the refusal itself says; null where its code says it all. */
  words: { en: string; fr: string } | null
  secrets: Secret[]
  /** The letter of an invitation could not go yet. */
  letterWaits: boolean
  /** What was written, to stand in the form again where it was refused. */
  typed: Record<string, string[]>
}

/** What was written into a form: text without the spaces around it, days as their last moment. */
export const reader = (form: FormData) => {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const words = (name: string) =>
    text(name)
      .split(/[\s,;]+/)
      .filter(Boolean)
  const endOf = (name: string) => (text(name) === '' ? null : `${text(name)}T23:59:59Z`)
  return { text, words, endOf, all: (name: string) => form.getAll(name).map(String) }
}
export type Reader = ReturnType<typeof reader>

type Result = Outcome<(Partial<Change> & Record<string, unknown>) | null, Refusal>
/** What each of a page's forms does; null where this person may not. */
export type Intents = Record<string, ((form: Reader) => Promise<Result>) | null>

const SECRETS = ['link', 'deputyLink', 'key'] as const

/** `roles.0` and `roles` are the same field. */
const fieldOf = (refusal: Refusal): string | null => refusal.where?.replace(/\.\d+$/, '') ?? null

/** What a refusal says itself, in each language; null where its code says it all. */
const wordsOf = (refusal: Refusal): { en: string; fr: string } | null => (refusal as Partial<RolesApart>).words ?? null

/** Does what the form's `intent` asks for. An intent that this person does not have is an address that does not exist. */
export async function act(request: Request, intents: Intents) {
  const form = await request.formData()
  const intent = String(form.get('intent') ?? '')
  const run = Object.hasOwn(intents, intent) ? intents[intent] : null
  if (!run) throw nothingHere()
  const outcome = await run(reader(form))
  const value = outcome.ok ? outcome.value : null
  const typed = Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name).map(String)]))
  const answered: Answered = {
    intent,
    state: outcome.ok ? (value?.state === 'waiting' ? 'waiting' : 'done') : 'refused',
    code: outcome.ok ? null : outcome.refusal.code,
    field: outcome.ok ? null : fieldOf(outcome.refusal),
    words: outcome.ok ? null : wordsOf(outcome.refusal),
    secrets: SECRETS.flatMap((what) => (typeof value?.[what] === 'string' ? [{ what, value: value[what] }] : [])),
    letterWaits: value?.letter === 'waiting',
    typed: outcome.ok ? {} : typed,
  }
  return data(answered, { status: outcome.ok ? 200 : answered.code === 'changed' ? 412 : 422 })
}

/** What was refused, in the reader's words: of the field where it is one of the form's, of the code otherwise. */
export function problemOf(
  { code, field, words }: Pick<Answered, 'code' | 'field'> & Partial<Pick<Answered, 'words'>>,
  { maybe, t, language }: AdminWords,
): string {
  if (words) return words[language]
  const last = field?.split('.').at(-1) ?? ''
  const general = maybe(`refused.${code}`, t('refused.other'))
  return code === 'not-valid' || code === 'not-found' ? maybe(`wrong.${last}`, general) : general
}

export interface FormWords {
  /** The error at this field, where there is one. */
  error(name: string): { error?: string }
  /** What was written there before it was refused, or this. */
  typed(name: string, otherwise?: string): string
  ticked(name: string, value: string, otherwise?: boolean): boolean
}

/**
 * What one of a page's forms shows after it was refused; as new for every other form, and where somebody else was first:
 * then it shows what is so by now.
 */
export function formWords(answered: Answered | undefined, intent: string, words: AdminWords): FormWords {
  const isMine = answered?.state === 'refused' && answered.intent === intent && answered.code !== 'changed'
  const mine = isMine ? answered : null
  return {
    error: (name) => (mine && mine.field === name ? { error: problemOf(mine, words) } : {}),
    typed: (name, otherwise = '') => (mine ? (mine.typed[name]?.[0] ?? '') : otherwise),
    ticked: (name, value, otherwise = false) => (mine ? (mine.typed[name]?.includes(value) ?? false) : otherwise),
  }
}
