// SPDX-License-Identifier: Apache-2.0
import type { MatchOptions, MatchResult } from '../findings.ts'
import type { ReferenceData } from '../reference.ts'

export interface TextMatcher {
  /** Everything found in one line of text. Never throws; a line of any length takes bounded time and memory. */
  match(line: string, options?: MatchOptions): MatchResult
}

export const createTextMatcher = (data: ReferenceData): TextMatcher => ({
  match: () => ({ findings: [], amounts: [], reference: data.version }),
})
