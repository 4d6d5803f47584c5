// SPDX-License-Identifier: Apache-2.0
/** What the forms of files on the page of a self-assessment do. */
import type { AssessmentsDesk } from '#supply/partnerships/contract.ts'
import { MOST_FILE } from '../../kit/file/taken.ts'
import type { PartnershipsKey } from './words.ts'

export type FileProblem = Extract<PartnershipsKey, `practice.files.refused.${string}`>
type Changed = 'attach' | 'detach' | 'discard'
export type Filing =
  | { ok: true; done: Changed }
  /** `said` is null where there is nothing here. */
  | { ok: false; said: FileProblem | 'practice.refused.changed' | 'practice.refused.not-now' | null }

const SAYS: Readonly<Record<string, FileProblem>> = {
  'not-now': 'practice.files.refused.most',
  'too-large': 'practice.files.refused.large',
  'not-supported': 'practice.files.refused.kind',
  'wrong-name': 'practice.files.refused.kind',
  unsafe: 'practice.files.refused.unsafe',
}

/** Adds a file, takes one out, or throws the sitting away; undefined where the form asks for none of these. */
export const changeEvidence = async (
  desk: AssessmentsDesk,
  id: string,
  form: FormData,
): Promise<Filing | undefined> => {
  if (form.has('detach') || form.has('discard')) {
    const done: Changed = form.has('detach') ? 'detach' : 'discard'
    const gone = form.has('detach')
      ? await desk.detach(id, String(form.get('detach')))
      : await desk.discard(id, Number(form.get('version')))
    if (gone.ok) return { ok: true, done }
    const { code } = gone.refusal
    return { ok: false, said: code === 'changed' || code === 'not-now' ? `practice.refused.${code}` : null }
  }
  if (!form.has('attach')) return undefined
  const file = form.get('file')
  if (!(file instanceof File) || file.name === '') return { ok: false, said: 'practice.files.refused.none' }
  if (file.size > MOST_FILE) return { ok: false, said: 'practice.files.refused.large' }
  const added = await desk.attach(id, String(form.get('question')), file.name, file.stream())
  if (added.ok) return { ok: true, done: 'attach' }
  const { code } = added.refusal
  return { ok: false, said: code === 'not-found' ? null : (SAYS[code] ?? 'practice.files.refused.broken') }
}
