// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import { Button } from '../kit/button/button.tsx'
import { TextField } from '../kit/field/field.tsx'
import { useWords } from './words.tsx'

interface SearchFormProps {
  label: string
  hint: string
  button: string
  query?: string
  look?: 'strong' | 'light'
  /** More fields between the words and the button. */
  children?: ReactNode
}

export function SearchForm({ label, hint, button, query, look = 'strong', children }: SearchFormProps) {
  const { language } = useWords()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a form with a role says the same to more browsers than <search>
    <form className="search" role="search" action={`/${language}/substances`}>
      <TextField
        label={label}
        hint={hint}
        type="search"
        name="q"
        defaultValue={query}
        maxLength={200}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="search"
      />
      {children}
      <Button type="submit" look={look}>
        {button}
      </Button>
    </form>
  )
}
