// SPDX-License-Identifier: Apache-2.0
import type { Say } from '#basis/messages.ts'

/** What a command is given to speak with. */
export interface Context {
  say: Say
  language: string
  /** To standard output, one line. */
  print(text: string): void
  /** To standard error, one line. */
  complain(text: string): void
  /** Says what is wrong (a message under `bad`) and where to find help; answers the exit status for bad use. */
  bad(key: string, values?: Record<string, string>): number
  /** What a refusal means, in the reader's language. */
  explain(refusal: { code: string; detail: string; values?: Record<string, string | number> }): string
}
