// SPDX-License-Identifier: Apache-2.0
/** The form of one red flag: what it sends, and what is set by it. */
import {
  FLAG_GROUPS,
  factsIn,
  type OwnFlag,
  type RedFlag,
  type RuleContent,
  type SuspicionLeg,
} from '#supply/suspicions/contract.ts'
import { textIn } from '../door.ts'

/** Fields of a red flag of one's own, besides those that every one has. */
export const OWN_TEXTS = ['textEn', 'textFr', 'unlessEn', 'unlessFr', 'fairnessEn', 'fairnessFr', 'source'] as const
export const PLACES: Readonly<Record<string, string>> = {
  ...{ 'text.en': 'textEn', 'text.fr': 'textFr', 'unless.en': 'unlessEn', 'unless.fr': 'unlessFr' },
  ...{ 'fairness.en': 'fairnessEn', 'fairness.fr': 'fairnessFr' },
}

type Vocabulary = Parameters<typeof factsIn>[1]

/** What the form says of a red flag of one's own; `before`: it is changed. Its evidence is what its condition asks of. */
export const ownIn = (
  form: FormData,
  { leg, vocabulary, before }: { leg: SuspicionLeg; vocabulary: Vocabulary; before: OwnFlag | undefined },
): OwnFlag => {
  const of = (name: string) => textIn(form, name)
  const when = of('when')
  const facts = factsIn(when, vocabulary)
  return {
    ...{ cases: [], parameters: {}, weight: 2, certainty: 'practice', ...before, leg, when },
    id: before?.id ?? of('id').toUpperCase(),
    version: before ? before.version + (before.when === when ? 0 : 1) : 1,
    group: FLAG_GROUPS.find((each) => each === of('group')) ?? ('' as 'goods'),
    text: { en: of('textEn'), fr: of('textFr') },
    unless: { en: of('unlessEn'), fr: of('unlessFr') },
    fairness: { en: of('fairnessEn'), fr: of('fairnessFr') },
    ...{ source: of('source'), until: of('until'), needs: facts, shows: facts },
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** What is set otherwise than it ships; undefined: nothing is. */
const settingIn = (form: FormData, flag: RedFlag): RuleContent['flags'][string] | undefined => {
  const [isOn, weight] = [form.get('isOn') === 'yes', Number(form.get('weight') ?? flag.weight)]
  const parameters = Object.entries(flag.parameters).flatMap(([name, parameter]) => {
    const value =
      'of' in parameter
        ? form.getAll(`param-${name}`).map(String)
        : Number(textIn(form, `param-${name}`).replace(',', '.') || Number.NaN)
    return same(value, parameter.value) ? [] : [[name, value] as const]
  })
  const setting = {
    ...(!isOn && { isOn }),
    ...(weight !== flag.weight && { weight }),
    ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }),
  }
  return Object.keys(setting).length > 0 ? setting : undefined
}

/** The content with this red flag as the form has it. */
export const withFlag = (was: RuleContent, form: FormData, flag: RedFlag | OwnFlag): RuleContent => {
  const { [flag.id]: _, ...others } = was.flags
  const setting = settingIn(form, flag)
  const isOwn = flag.id.startsWith('X-')
  return {
    ...was,
    flags: { ...others, ...(setting && { [flag.id]: setting }) },
    own: isOwn ? [...was.own.filter(({ id }) => id !== flag.id), flag] : was.own,
  }
}

export const withoutFlag = (was: RuleContent, id: string): RuleContent => {
  const { [id]: _, ...flags } = was.flags
  return { ...was, flags, own: was.own.filter((each) => each.id !== id) }
}

/** The field of the form at which a refusal stands. */
export const fieldOf = (where: string, own: readonly { id: string }[]): string => {
  const [part = '', at = '', ...rest] = where.split('.')
  const path = rest.join('.')
  if (part === 'flags') return rest[0] === 'parameters' ? `param-${rest[1]}` : (rest[0] ?? 'isOn')
  if (part !== 'own') return 'when'
  // A shape says the place in the list, the check says the name.
  const known = /^\d+$/.test(at) ? own[Number(at)]?.id !== undefined : true
  const field = PLACES[path] ?? rest[0] ?? 'id'
  return known && !['needs', 'shows', 'cases', 'leg', 'version'].includes(field) ? field : 'when'
}
