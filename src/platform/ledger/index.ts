// SPDX-License-Identifier: Apache-2.0
/** The ledger of a compartment: who saw and did what, so that nobody can later say otherwise. */
import { join } from 'node:path'

export { eraseRecord, matches } from './content.ts'
export { openLedgerKey } from './key.ts'
export { type Author, appendLine, type LedgerLine, type NewLine } from './line.ts'
export { type Checkpoint, readNote } from './note.ts'
export {
  type ConsistencyProof,
  type InclusionProof,
  proveConsistency,
  proveInclusion,
  verifyConsistency,
  verifyInclusion,
} from './prove.ts'
export { type LedgerPage, type LedgerQuery, readLedger, type SealedLine } from './read.ts'
export { createSealer, latestCheckpoint, type Sealer, type SealerPlan } from './sealer.ts'
export { type Broken, type Fault, type Verdict, verifyLedger } from './verify.ts'

/** In every compartment, after the predicate of access: a line names an actor only in that actor's transaction. */
export const ledgerMigrations = join(import.meta.dirname, 'migrations')
