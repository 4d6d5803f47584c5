// SPDX-License-Identifier: Apache-2.0
import { useEffect, useId, useRef } from 'react'
import { useKit } from '../words.tsx'

interface ErrorSummaryProps {
  /** What is wrong, and the id or name of the field where it can be put right. */
  problems: readonly { text: string; field?: string }[]
  /** Leave the focus where it is: for a page that shows several at once. */
  still?: boolean
}

/** The form's field of that id or name, in the browser. */
const fieldOf = (field: string): HTMLElement | null =>
  document.getElementById(field) ?? document.querySelector<HTMLElement>(`[name="${CSS.escape(field)}"]`)

/** All problems of a form, at its top, each leading to its field. Takes the focus when it appears. */
export function ErrorSummary({ problems, still }: ErrorSummaryProps) {
  const { say } = useKit()
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const texts = problems.map(({ text }) => text).join('\n')
  useEffect(() => {
    if (texts && !still) box.current?.focus()
  }, [texts, still])
  if (problems.length === 0) return null
  return (
    <div ref={box} className="notice error-summary" role="alert" aria-labelledby={id} tabIndex={-1}>
      <h2 id={id}>{say('problemTitle', { count: problems.length })}</h2>
      <ul>
        {problems.map(({ text, field }) => (
          <li key={text}>
            {field === undefined ? (
              text
            ) : (
              <a
                href={`#${field}`}
                onClick={(event) => {
                  event.preventDefault()
                  fieldOf(field)?.focus()
                }}
              >
                {text}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
