// SPDX-License-Identifier: Apache-2.0
/** One line's findings as a person reads them in a terminal. */
import type { Control, Finding, MatchResult } from '#matching/index.ts'
import type { Context } from './context.ts'

/** `Schedule I` and `Table I` are both *Tableau I* in French; names of other kinds stay as they are. */
const schedule = (say: Context['say'], written: string): string => {
  const [, kind, number] = /^(Schedule|Table) (.+)$/.exec(written) ?? []
  return kind && number ? say('schedule', { kind, number }) : written
}

const control = ({ say }: Context, known: Control): string =>
  [
    `${known.instrument} ${schedule(say, known.schedule)} (${known.jurisdiction})`,
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
  const plain = /^[\x20-\x7E\u00A0-\u024F]{1,100}$/.test(text) && findings.some(({ span }) => span)
  if (!plain) return []
  const marks = [...' '.repeat(text.length)]
  for (const { span: [start, end] = [0, 0] } of findings) marks.fill('~', start, end)
  return [`  ${text}`, `  ${marks.join('').trimEnd()}`, '']
}

/** The whole answer: each thing once, with every piece of evidence for it. */
export const answer = (
  context: Context,
  text: string,
  { findings, amounts, reference }: MatchResult,
  places?: readonly string[],
): string => {
  const { say, language } = context
  const number = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const things = Map.groupBy(findings, (finding) => finding.id)
  const lines = findings.length === 0 ? [say('nothing')] : underlined(text, findings)
  for (const own of things.values()) {
    const [first] = own
    if (!first) continue
    lines.push(`${first.name} (${say(`kind.${first.kind}`)})`)
    const controls = first.controls.map((known) => `  ${control(context, known)}`)
    if (first.kind === 'listed' || first.kind === 'class')
      lines.push(
        ...(controls.length > 0
          ? controls
          : [`  ${places ? say('no-control-in', { places: places.join(', ') }) : say('no-control')}`]),
      )
    for (const finding of own)
      lines.push(
        `  ${evidence(context, finding)}, ${say('certainty', { value: number.format(Math.min(0.99, finding.certainty)) })}`,
      )
  }
  for (const { text: read, value, unit } of amounts)
    lines.push(say('amount', { text: read === `${value} ${unit}` ? read : `${read} = ${value} ${unit}` }))
  return [...lines, say('reference', { version: reference })].join('\n')
}
