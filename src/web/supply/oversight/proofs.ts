// SPDX-License-Identifier: Apache-2.0
/** What the forms of files on the page of an inspection do. */
import type { OversightDesk } from '#supply/oversight/contract.ts'
import { MOST_FILE } from '../../kit/file/taken.ts'
import type { OversightKey } from './words.ts'

export type ProofProblem = Extract<OversightKey, `proofs.refused.${string}`>

const SAYS: Readonly<Record<string, ProofProblem>> = {
  'not-now': 'proofs.refused.most',
  'too-large': 'proofs.refused.large',
  'not-supported': 'proofs.refused.kind',
  'wrong-name': 'proofs.refused.kind',
  unsafe: 'proofs.refused.unsafe',
}

/** Adds a file to a finding, or takes one out: what is wrong, null where there is nothing here, 'done' where it is done. */
export const changeProofs = async (
  desk: OversightDesk,
  finding: string,
  form: FormData,
): Promise<'done' | ProofProblem | null> => {
  const taken = form.get('detach')
  if (taken !== null) {
    const gone = await desk.detach(finding, String(taken))
    if (gone.ok) return 'done'
    return gone.refusal.code === 'not-now' ? 'proofs.refused.stays' : null
  }
  const file = form.get('file')
  if (!(file instanceof File) || file.name === '') return 'proofs.refused.none'
  if (file.size > MOST_FILE) return 'proofs.refused.large'
  const added = await desk.attach(finding, file.name, file.stream())
  if (added.ok) return 'done'
  const { code } = added.refusal
  return code === 'not-found' ? null : (SAYS[code] ?? 'proofs.refused.broken')
}
