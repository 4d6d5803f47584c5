// SPDX-License-Identifier: Apache-2.0
/** What a form asks of a substance under watch, in the shape that the desk takes; the desk checks it. */
import { ASPECTS, type WatchedCommand } from '#supply/warnings/contract.ts'
import { textIn } from './door.ts'

export const commandIn = (form: FormData): WatchedCommand | undefined => {
  const text = (name: string) => textIn(form, name).trim()
  const note = text('note')
  const does = text('do')
  switch (does) {
    case 'watch':
      return { do: does, note }
    case 'identify': {
      const structure = text('structure')
      return { do: does, name: text('name'), note, ...(structure !== '' && { structure }) }
    }
    case 'assess': {
      const parts = ASPECTS.filter((aspect) => text(`${aspect}.text`) !== '').map((aspect) => [
        aspect,
        { grade: text(`${aspect}.grade`), text: text(`${aspect}.text`) },
      ])
      return { do: does, note, assessment: Object.fromEntries(parts) }
    }
    case 'recommend':
      return { do: does, note, recommendation: text('recommendation') as 'watch' }
    case 'join':
      return { do: does, into: text('into') }
    case 'dismiss':
      return { do: does, reason: text('reason') }
    default:
      return undefined
  }
}
