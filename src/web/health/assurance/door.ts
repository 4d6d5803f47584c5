// SPDX-License-Identifier: Apache-2.0
import { data, type LoaderFunctionArgs } from 'react-router'
import type { AssuranceRefusal } from '#health/assurance/contract.ts'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { assuranceContext } from '../contexts.ts'
import { assuranceMessages } from './messages.ts'

const KEY = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What every page of assurance begins with. Absent desk: the page does not exist. */
export async function assuranceAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { me } = await signedIn(context, url)
  const door = context.get(assuranceContext)
  if (!door) throw nothingHere()
  const names = async () => new Map((await door.organisations()).map(({ id, name }) => [id, name]))
  return { ...door, me, names, messages: assuranceMessages(me.language) }
}

/** The form’s Idempotency-Key, as the loader made it; undefined where somebody sent something else. */
export const keyIn = (form: FormData): string | undefined => {
  const key = String(form.get('key') ?? '')
  return KEY.test(key) ? key : undefined
}

/** By id of the criterion; nothing of those of which nothing was chosen or written. */
export type Typed = Readonly<Record<string, { reply: string; note: string; way: string }>>
export const typedIn = (form: FormData): Typed => {
  const text = (name: string) =>
    String(form.get(name) ?? '')
      .replaceAll('\r\n', '\n')
      .trim()
  const ids = [...form.keys()].filter((name) => name.startsWith('note-')).map((name) => name.slice('note-'.length))
  const of = (id: string) => ({ reply: text(`reply-${id}`), note: text(`note-${id}`), way: text(`way-${id}`) })
  return Object.fromEntries(
    ids.map((id) => [id, of(id)] as const).filter(([, { reply, note }]) => reply !== '' || note !== ''),
  )
}

/** Criteria with something written and no answer chosen. */
export const withoutReply = (typed: Typed): string[] => Object.keys(typed).filter((id) => typed[id]?.reply === '')

const SAID = ['changed', 'not-now', 'key-reused', 'second-person', 'conflict', 'critical', 'not-valid'] as const
export type Said = (typeof SAID)[number]

export type FileProblem = 'none' | 'large' | 'kind' | 'unsafe' | 'most' | 'broken'

const WRITTEN = ['decision', 'reason', 'conditions', 'until'] as const
export type Written = Readonly<Record<(typeof WRITTEN)[number], string>>
export const writtenIn = (form: FormData) =>
  Object.fromEntries(WRITTEN.map((name) => [name, String(form.get(name) ?? '')])) as Written

export interface Answer {
  typed: Typed | null
  without: string[]
  said: Said | null
  /** What is wrong with a file that was sent. */
  file: FileProblem | null
  /** The fields of a proposal or an appeal, as they were sent. */
  written: Written | null
  /** Of an inspection: which field of the form is wrong. */
  wrong?: 'report' | 'on' | 'due' | 'found' | 'why'
}
export const NOTHING: Answer = { typed: null, without: [], said: null, file: null, written: null }

/** What the page says of a refusal, the form as it was sent. */
export const refused = (
  { code }: AssuranceRefusal,
  { typed = null, written = null }: Partial<Pick<Answer, 'typed' | 'written'>> = {},
) => {
  const said = SAID.find((each) => each === code)
  if (!said) throw nothingHere()
  return data<Answer>({ ...NOTHING, typed, written, said }, { status: said === 'not-valid' ? 422 : 409 })
}
