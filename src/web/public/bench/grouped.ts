// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '#matching/index.ts'

/** Findings of the same thing together, the surest first; the things in the order in which they were found. */
export function grouped(findings: readonly Finding[]): [Finding, ...Finding[]][] {
  const groups = new Map<string, [Finding, ...Finding[]]>()
  for (const finding of findings) {
    const key = `${finding.kind} ${finding.id}`
    const same = groups.get(key)
    if (same === undefined) groups.set(key, [finding])
    else same.push(finding)
  }
  for (const same of groups.values()) same.sort((a, b) => b.certainty - a.certainty)
  return [...groups.values()]
}
