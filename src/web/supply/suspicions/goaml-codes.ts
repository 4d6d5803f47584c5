// SPDX-License-Identifier: Apache-2.0
/** Codes of goAML as a form has them. */
import { type GoamlCodes, PAYMENT_KINDS } from '#supply/suspicions/contract.ts'
import { textIn } from './door.ts'

/** A line each: a path, an equals sign, and what stands there. */
export const fixedText = (fixed: GoamlCodes['fixed']): string =>
  Object.entries(fixed)
    .map(([path, text]) => `${path} = ${text}`)
    .join('\n')

const fixedIn = (text: string): GoamlCodes['fixed'] =>
  Object.fromEntries(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => {
        const at = line.indexOf('=')
        return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()]
      }),
  )

const kindsIn = (form: FormData, name: string): GoamlCodes['modes'] =>
  Object.fromEntries(
    PAYMENT_KINDS.map((kind) => [kind, textIn(form, `${name}-${kind}`)]).filter(([, code]) => code !== ''),
  )

export const codesIn = (form: FormData): GoamlCodes => ({
  ...{ report: textIn(form, 'report'), submission: textIn(form, 'submission'), indicator: textIn(form, 'indicator') },
  ...{ modes: kindsIn(form, 'modes'), funds: kindsIn(form, 'funds'), fixed: fixedIn(textIn(form, 'fixed')) },
})
