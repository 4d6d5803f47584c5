// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'

export type Tone = 'listed' | 'watch' | 'class' | 'plain' | 'sure' | 'unsure'

/** A form beside each colour, so that colour alone never carries the meaning. */
const shapes: Record<Tone, ReactNode> = {
  listed: <rect x="1" y="1" width="8" height="8" fill="currentColor" />,
  watch: <path d="M5 .6 9.6 9.4H.4Z" fill="currentColor" />,
  class: <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="2" />,
  plain: null,
  sure: <path d="m1 5.2 2.8 3L9 1.8" fill="none" stroke="currentColor" strokeWidth="2" />,
  unsure: <path d="M5 1v4.6M5 7.6v1.9" fill="none" stroke="currentColor" strokeWidth="2" />,
}

export const Tag = ({ tone, children }: { tone: Tone; children: ReactNode }) => (
  <span className="tag" data-tone={tone}>
    {shapes[tone] && (
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        {shapes[tone]}
      </svg>
    )}
    {children}
  </span>
)
