// SPDX-License-Identifier: Apache-2.0
/** Which judged lines are shown, with which of their findings, and in what order. */
import type { Finding, FindingKind } from '#matching/index.ts'
import type { Judged } from './protocol.ts'

export interface Filters {
  show: 'hits' | 'all' | 'none'
  kind: FindingKind | ''
  jurisdiction: string
  certainty: number
  contains: string
  sort: 'line' | 'certainty' | 'name'
}

export const noFilters: Filters = { show: 'hits', kind: '', jurisdiction: '', certainty: 0, contains: '', sort: 'line' }

const passes = (finding: Finding, { kind, jurisdiction, certainty }: Filters): boolean =>
  (kind === '' || finding.kind === kind) &&
  (jurisdiction === '' || finding.controls.some((control) => control.jurisdiction === jurisdiction)) &&
  finding.certainty >= certainty

/** The best certainty of a line; lines without findings come last. */
const best = ({ findings }: Judged) => findings.reduce((most, { certainty }) => Math.max(most, certainty), -1)

const firstName = ({ findings }: Judged) => findings[0]?.name ?? '\uffff'

const orders: Record<Filters['sort'], (a: Judged, b: Judged) => number> = {
  line: (a, b) => a.line - b.line,
  certainty: (a, b) => best(b) - best(a) || a.line - b.line,
  name: (a, b) => {
    const [one, other] = [firstName(a), firstName(b)]
    return one < other ? -1 : one > other ? 1 : a.line - b.line
  },
}

export function select(judged: readonly Judged[], filters: Filters): Judged[] {
  const contains = filters.contains.trim().toLocaleLowerCase()
  const kept: Judged[] = []
  for (const line of judged) {
    if (contains !== '' && !line.text.toLocaleLowerCase().includes(contains)) continue
    const findings = line.findings.filter((finding) => passes(finding, filters))
    const hit = findings.length > 0
    if (filters.show === 'hits' && !hit) continue
    if (filters.show === 'none' && hit) continue
    kept.push(findings.length === line.findings.length ? line : { ...line, findings })
  }
  return filters.sort === 'line' ? kept : kept.sort(orders[filters.sort])
}
