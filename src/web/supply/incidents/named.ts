// SPDX-License-Identifier: Apache-2.0
/**
 * Names of natural persons in what everyone who is told reads: the title and the account. A person is a party, with the reason
 * why; what stands elsewhere has no such reason, so a report with a name there is asked about before it is saved.
 */
import type { IncidentsDesk } from '#supply/incidents/contract.ts'
import type { Given } from './fields.ts'

/** What seems to be a name in the title or account, as written, each once. */
export const namedIn = async (
  desk: Pick<IncidentsDesk, 'read'>,
  { title = '', account = '' }: { title?: string | undefined; account?: string | undefined },
): Promise<string[]> => {
  const each = [title, account].map(async (text) => {
    const found = text.trim() === '' ? undefined : await desk.read(text)
    const spans = found?.ok ? found.value.spans.filter(({ part }) => part === 'person?') : []
    return spans.map(({ span }) => text.slice(...span))
  })
  return [...new Set((await Promise.all(each)).flat())]
}

/** A name as a word of its own: *Li* is none in *Lille*. */
const alone = (name: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'gu')

/** Title and account without these names; `instead` says that one stood there. */
export const withoutNames = (given: Given, names: readonly string[], instead: string): Given => {
  const longestFirst = [...names].sort((a, b) => b.length - a.length)
  const clean = (text: string) => longestFirst.reduce((rest, name) => rest.replace(alone(name), () => instead), text)
  const cleaned = ['title', 'account'].flatMap((field) => {
    const text = given[field]
    return text === undefined ? [] : [[field, clean(text)] as const]
  })
  return { ...given, ...Object.fromEntries(cleaned) }
}
