// SPDX-License-Identifier: Apache-2.0
/** The form of a practice as it came in, and the practice that it says; the desk's own shape judges it. */
import {
  type NewPractice,
  newPracticeShape,
  PARTS,
  type Part,
  type PracticeRecord,
  type Texts,
} from '#commons/practices/contract.ts'
import { textIn } from './door.ts'

export const WRITTEN = ['en', 'fr'] as const
export const parts = Object.keys(PARTS) as Part[]

/** Each field by its name, such as `fr.title`; lists apart. */
export interface Given {
  fields: Readonly<Record<string, string>>
  audience: readonly string[]
  partners: readonly string[]
}

const plain = ['setting', 'country', 'from', 'until', 'effect', 'grade', 'costs', 'page', 'reach'] as const
const textNames = WRITTEN.flatMap((language) => parts.map((part) => `${language}.${part}`))

export const givenOf = (form: FormData): Given => ({
  fields: Object.fromEntries([...plain, ...textNames].map((name) => [name, textIn(form, name)])),
  audience: form.getAll('audience').map(String),
  partners: form.getAll('partner').map(String),
})

export const givenFrom = (practice: PracticeRecord): Given => ({
  fields: Object.fromEntries([
    ...plain.map((name) => [name, practice[name] ?? '']),
    ...WRITTEN.flatMap((language) =>
      parts.map((part) => [`${language}.${part}`, practice.texts[language]?.[part] ?? '']),
    ),
  ]),
  ...{ audience: practice.audience, partners: practice.partners },
})

/** The parts of a text in a form, by a prefix of their names; undefined where all are empty. */
export const textsIn = (fields: Readonly<Record<string, string>>, prefix: string): Texts | undefined => {
  const written = parts.map((part) => [part, fields[`${prefix}.${part}`] ?? ''] as const)
  return written.every(([, text]) => text === '') ? undefined : (Object.fromEntries(written) as Texts)
}

/** The field in which something can be put right. */
export const fieldAt = (path: readonly PropertyKey[]): string => {
  const [first = 'setting', language, part] = path.map(String)
  if (first === 'texts') return `${language ?? 'en'}.${part ?? 'title'}`
  return first
}

/** The practice, or every field that is not in order. */
export const checked = ({ fields, audience, partners }: Given): { practice?: NewPractice; problems: string[] } => {
  const [en, fr] = WRITTEN.map((language) => textsIn(fields, language))
  const { until, ...rest } = Object.fromEntries(plain.map((name) => [name, fields[name] ?? '']))
  const input = {
    ...{ ...rest, audience, partners, texts: { ...(en && { en }), ...(fr && { fr }) } },
    ...(until !== '' && { until }),
  }
  const result = newPracticeShape.safeParse(input)
  if (result.success) return { practice: result.data, problems: [] }
  return { problems: [...new Set(result.error.issues.map(({ path }) => fieldAt(path)))] }
}
