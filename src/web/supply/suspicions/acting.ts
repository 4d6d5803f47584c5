// SPDX-License-Identifier: Apache-2.0
/** What the forms of an alert send, and what the desk is asked by them. */
import {
  type AlertCommand,
  alertCommandShape,
  BASIS_CLASSES,
  CUSTOMER_TEXTS,
  FINDINGS,
  type NewReport,
  newReportShape,
  SCOPES,
} from '#supply/suspicions/contract.ts'
import { textIn } from './door.ts'

export const PLAIN = ['assign', 'agree'] as const
/** Acts with a reason, in the order of the page. */
export const REASONED = [
  ...(['note', 'hold', 'release', 'reduce', 'decline', 'appeal', 'uphold', 'lift'] as const),
] as const

/** Acts with a day, and acts of which a sender or seller is told. */
export const DATED = ['ask', 'screen', 'preserve'] as const
export const TOLD = ['stop', 'label', 'delist', 'suspend'] as const

/** A message below `problem`. */
export const FIELDS = [
  ...(['text', 'scope', 'basis', 'basisText', 'goodFaith', 'customerText', 'until', 'finding'] as const),
  ...(['to', 'circumstances', 'steps', 'necessity', 'orallyAt', 'rentity'] as const),
] as const
export type Field = (typeof FIELDS)[number]

const commandIn = (form: FormData): AlertCommand | undefined => {
  const wanted = form.get('do')
  const plain = PLAIN.find((each) => each === wanted)
  if (plain) return { do: plain }
  const reasoned = REASONED.find((each) => each === wanted)
  if (reasoned) return { do: reasoned, text: textIn(form, `text-${reasoned}`) }
  const dated = DATED.find((each) => each === wanted)
  if (dated) return { do: dated, text: textIn(form, `text-${dated}`), until: textIn(form, 'until') }
  const customerText = CUSTOMER_TEXTS.find((each) => each === form.get('customerText')) ?? ('' as 'cannot-supply')
  const told = TOLD.find((each) => each === wanted)
  if (told) return { do: told, text: textIn(form, `text-${told}`), customerText }
  const finding = FINDINGS.find((each) => each === form.get('finding')) ?? ('' as 'nothing')
  if (wanted === 'find') return { do: 'find', finding, text: textIn(form, 'text-find') }
  if (wanted !== 'refuse') return undefined
  const [basisText, goodFaith, until] = [
    textIn(form, 'basisText'),
    textIn(form, 'goodFaith'),
    textIn(form, 'until'),
  ] as const
  return {
    ...{ do: 'refuse', basisText, goodFaith, until },
    scope: SCOPES.find((each) => each === form.get('scope')) ?? ('' as 'order'),
    basis: BASIS_CLASSES.find((each) => each === form.get('basis')) ?? ('' as 'law'),
    customerText,
  }
}

const reportIn = (form: FormData): NewReport => {
  const [spoken, known] = [textIn(form, 'orallyAt'), textIn(form, 'rentity')]
  return {
    ...{ to: textIn(form, 'to'), circumstances: textIn(form, 'circumstances'), steps: textIn(form, 'steps') },
    necessity: textIn(form, 'necessity'),
    // A field of day and time has no zone: the page says that it is UTC.
    ...(known !== '' && { rentity: Number(known) }),
    ...(spoken !== '' && { orallyAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(spoken) ? `${spoken}:00Z` : spoken }),
  }
}

type Asked =
  | { act: AlertCommand['do']; command: AlertCommand; problems: Field[] }
  | { act: 'report'; report: NewReport; problems: Field[] }

const fieldsOf = (issues: readonly { path: readonly PropertyKey[] }[]): Field[] =>
  FIELDS.filter((field) => issues.some(({ path }) => path[0] === field))

/** What a form asks for, with each thing that is not in order; undefined where no form here sends that. */
export const askedIn = (form: FormData): Asked | undefined => {
  if (form.get('do') === 'report') {
    const report = reportIn(form)
    return { act: 'report', report, problems: fieldsOf(newReportShape.safeParse(report).error?.issues ?? []) }
  }
  const command = commandIn(form)
  return (
    command && {
      act: command.do,
      command,
      problems: fieldsOf(alertCommandShape.safeParse(command).error?.issues ?? []),
    }
  )
}

/** The name of a field in the form of an act. */
export const nameOf = (act: string, field: Field) => (field === 'text' ? `text-${act}` : field)
