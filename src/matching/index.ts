// SPDX-License-Identifier: Apache-2.0
/** The front door: text or structure in, findings with reasons out. Pure, no I/O; see README.md. */
export { controlsInForce } from './controls.ts'
export type { Amount, Evidence, Finding, FindingKind, MatchOptions, MatchResult, Relation } from './findings.ts'
export type * from './reference.ts'
export {
  type CheckedSmarts,
  checkSmarts,
  createStructureMatcher,
  type StructureMatcher,
  type StructureOutcome,
} from './structures/index.ts'
export { createTextMatcher, type TextMatcher } from './text/index.ts'
