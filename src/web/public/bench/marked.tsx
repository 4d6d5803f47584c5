// SPDX-License-Identifier: Apache-2.0
import { Unbroken } from '../../kit/layout/unbroken.tsx'
import type { Judged } from './protocol.ts'
import { segments } from './segments.ts'

const SHOWN = 600

/** A line as given, with what was found in it marked. */
export function Marked({ line: { text, findings } }: { line: Judged }) {
  const spans = findings.flatMap(({ span }) => (span ? [span] : []))
  const cut = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
  let at = 0
  return (
    <bdi className="given">
      {segments(cut, spans).map(({ text: piece, marked }) => {
        const key = at
        at += piece.length
        return marked ? (
          <mark key={key}>
            <Unbroken>{piece}</Unbroken>
          </mark>
        ) : (
          <span key={key}>
            <Unbroken>{piece}</Unbroken>
          </span>
        )
      })}
    </bdi>
  )
}
