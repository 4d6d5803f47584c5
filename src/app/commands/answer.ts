// SPDX-License-Identifier: Apache-2.0
/** One line's findings as a person reads them in a terminal. */
import type { Control, Finding, MatchResult } from '#matching/index.ts'
import type { Context } from './context.ts'

const control = ({ say }: Context, known: Control): string =>
  [
    `${known.instrument} ${known.schedule} (${known.jurisdiction})`,
    known.since === null ? '' : say('since', { date: known.since }),
    `[${known.checked ? say('checked') : say('not-checked')}]`,
  ]
    .filter((part) => part !== '')
    .join(' ')

const evidence = ({ say }: Context, finding: Finding): string => {
  const relation = finding.relation && finding.relation !== 'same' ? `, ${say(`relation.${finding.relation}`)}` : ''
  return `${say(`by.${finding.by}`)} ${finding.as}${relation}`
}

/** The text with a line under it that marks what was found; nothing for texts that a terminal cannot line up. */
const underlined = (text: string, findings: Finding[]): string[] => {
  const plain = /^[\x20-\x7E\u00A0-\u024F]{1,100}$/.test(text)
  if (!plain) return []
  const marks = [...' '.repeat(text.length)]
  for (const { span: [start, end] = [0, 0] } of findings) marks.fill('~', start, end)
  return [`  ${text}`, `  ${marks.join('').trimEnd()}`, '']
}

/** The whole answer: each thing once, with every piece of evidence for it. */
export const answer = (context: Context, text: string, { findings, amounts, reference }: MatchResult): string => {
  const { say } = context
  const things = Map.groupBy(findings, (finding) => finding.id)
  const lines = findings.length === 0 ? [say('nothing')] : underlined(text, findings)
  for (const own of things.values()) {
    const [first] = own
    if (!first) continue
    lines.push(`${first.name} (${say(`kind.${first.kind}`)})`)
    const controls = first.controls.map((known) => `  ${control(context, known)}`)
    if (first.kind === 'listed' || first.kind === 'class')
      lines.push(...(controls.length > 0 ? controls : [`  ${say('no-control')}`]))
    for (const finding of own)
      lines.push(`  ${evidence(context, finding)}, ${say('certainty', { value: finding.certainty.toFixed(2) })}`)
  }
  for (const { text: read, value, unit } of amounts)
    lines.push(`${say('amount')}: ${read}${read === `${value} ${unit}` ? '' : ` = ${value} ${unit}`}`)
  return [...lines, say('reference', { version: reference })].join('\n')
}
