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
  /** Says what is wrong and where to find help; answers the exit status for bad use. */
  bad(detail: string): number
}
