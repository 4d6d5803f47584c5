// SPDX-License-Identifier: Apache-2.0
/** What the gallery shows: each component's own examples, as data. */
import type { ReactNode } from 'react'
import type { KitLanguage } from './words.tsx'

type Text = Record<KitLanguage, string>

export interface Example {
  name: Text
  /** `say` chooses the text of the gallery's language. */
  show: (say: (en: string, fr: string) => string) => ReactNode
}

export interface Examples {
  /** Its page in the gallery: `/kit/<id>`. */
  id: string
  name: Text
  /** When to use it. */
  what: Text
  examples: readonly Example[]
}
