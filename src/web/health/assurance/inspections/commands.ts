// SPDX-License-Identifier: Apache-2.0
/** What the forms of a visit ask its desk to do. */
import type { Setting } from '#health/assurance/contract.ts'
import type { FindingCommand, GivenInspectionCommand, Seen, Severity } from '#health/assurance/inspections/contract.ts'
import { typedIn } from '../door.ts'

const textIn = (form: FormData, name: string) => String(form.get(name) ?? '').trim()

/** Undefined where it is none of these. */
export const findingCommandOf = (form: FormData): FindingCommand | undefined => {
  const text = (name: string) => textIn(form, name)
  const commands: Record<string, FindingCommand> = {
    correct: { do: 'correct', owner: text('owner'), action: text('action') },
    show: { do: 'show', text: text('text') },
    verify: { do: 'verify', text: text('text') },
    return: { do: 'return', text: text('text') },
  }
  return commands[text('do')]
}

export const commandOf = (form: FormData): GivenInspectionCommand | undefined => {
  const text = (name: string) => textIn(form, name)
  const at = new Date().toISOString()
  switch (text('do')) {
    case 'declare':
      // Whether there is a tie is a question that only the inspector can answer.
      if (!form.has('has')) return undefined
      return { do: 'declare', ties: text('has') === 'none' ? '' : text('ties') || '–' }
    case 'amend':
      return { do: 'amend', setting: text('setting') as Setting, on: text('on') }
    case 'cancel':
      return { do: 'cancel' }
    case 'answer': {
      const chosen = Object.entries(typedIn(form)).filter(([, { reply }]) => reply !== '')
      const answers = chosen.map(([id, { reply, note }]) => [id, { reply: reply as Seen, note, at }] as const)
      return { do: 'answer', answers: Object.fromEntries(answers) }
    }
    case 'choose':
      return { do: 'choose', criterion: text('criterion'), answer: text('answer') }
    case 'revoke':
      return { do: 'revoke', device: text('device'), why: text('why') }
    case 'add': {
      const finding = { criterion: text('criterion'), severity: text('severity') as Severity, found: text('found') }
      return { do: 'add', why: text('why'), findings: [{ ...finding, due: text('due') }] }
    }
    case 'finish': {
      const asked = [...form.keys()].filter((name) => name.startsWith('severity-')).map((name) => name.slice(9))
      const findings = asked
        .filter((id) => text(`severity-${id}`) !== '')
        .map((criterion) => ({
          ...{ criterion, severity: text(`severity-${criterion}`) as Severity },
          ...{ found: text(`found-${criterion}`), due: text(`due-${criterion}`) },
        }))
      return { do: 'finish', on: text('on'), report: text('report'), findings }
    }
  }
  return undefined
}
