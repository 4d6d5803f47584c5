// SPDX-License-Identifier: Apache-2.0
/** Files on the page of an incident: what its loader says of them, and what its forms do. */
import type { IncidentsDesk } from '#supply/incidents/contract.ts'
import { MOST_FILE } from '../../../kit/file/taken.ts'
import { type Acted, type Refused, refusedAs } from './form.ts'

export const fileLines = async (desk: IncidentsDesk, id: string) => {
  const found = desk.may.includes('files') ? await desk.files(id) : null
  return found?.ok ? found.value : []
}

const SAYS: Readonly<Record<string, Refused['say']>> = {
  'too-large': 'problem.fileLarge',
  'not-supported': 'problem.fileKind',
  'wrong-name': 'problem.fileKind',
  unsafe: 'problem.fileUnsafe',
}
const not = (say: Refused['say']): Acted => ({ ok: false, status: 422, refused: { field: 'file', say, given: {} } })

/** Adds a file to a draft, or takes one from it; null where there is nothing here. */
export const changeFiles = async (desk: IncidentsDesk, id: string, form: FormData): Promise<Acted | null> => {
  const taken = form.get('detach')
  if (taken !== null) {
    const gone = await desk.detach(id, String(taken))
    return gone.ok ? { ok: true, said: 'said.detached', of: gone.value } : refusedAs(gone.refusal, {}, () => undefined)
  }
  const file = form.get('file')
  if (!(file instanceof File) || file.name === '') return not('problem.file')
  if (file.size > MOST_FILE) return not('problem.fileLarge')
  const added = await desk.attach(id, file.name, file.stream())
  if (added.ok) return { ok: true, said: 'said.attached', of: added.value.id }
  const { code } = added.refusal
  if (code === 'not-found') return null
  return code === 'not-now' ? not('problem.fileMost') : not(SAYS[code] ?? 'problem.fileBroken')
}
