// SPDX-License-Identifier: Apache-2.0
import { PARTS } from '#commons/practices/contract.ts'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { parts } from './given.ts'
import { usePractices } from './words.ts'

interface TextFieldsProps {
  /** First part of the names of the fields. */
  prefix: string
  language: string | undefined
  fields: Readonly<Record<string, string>> | undefined
  errorAt: (field: string) => string | undefined
}

/** The parts of a text in one language. */
export function TextFields({ prefix, language, fields, errorAt }: TextFieldsProps) {
  const { t } = usePractices()
  return parts.map((part) => {
    const name = `${prefix}.${part}`
    const common = {
      ...{ name, label: t(`field.${part}`), error: errorAt(name), defaultValue: fields?.[name] },
      ...{ lang: language, dir: 'auto' as const, maxLength: PARTS[part] },
    }
    return part === 'title' ? (
      <TextField key={part} {...common} autoComplete="off" />
    ) : (
      <AreaField key={part} {...common} hint={t(`hint.${part}`)} rows={part === 'summary' ? 2 : 4} />
    )
  })
}
