// SPDX-License-Identifier: Apache-2.0
/** What a firm sets of its red flags, as people read it, and in what two editions differ. For the loaders. */
import type { RedFlag, RuleContent, SuspicionLeg, Typology } from '#supply/suspicions/contract.ts'
import type { SuspicionsDoor } from '../contexts.ts'
import type { speechOf } from '../words.ts'

type Speech = ReturnType<typeof speechOf>
export interface Speaking {
  speech: Speech
  language: 'en' | 'fr'
  door: Pick<SuspicionsDoor, 'flags' | 'typologies'>
}
type Value = number | readonly string[]

/** Of lists: under which name the words of their values stand. */
const WORDS: Readonly<Record<string, string>> = {
  ...{ kinds: 'goods', chemicals: 'goods', equipment: 'goods', claims: 'claim', identity: 'identity' },
  ...{ licence: 'licence', gaps: 'licence', fine: 'licence', places: 'place', answers: 'stated', methods: 'payment' },
}
export const wordOf = ({ speech }: Speaking, leg: SuspicionLeg, name: string, value: string): string =>
  speech.maybe(`${name === 'methods' && leg === 'parcel' ? 'postageBy' : WORDS[name]}.${value}`, value)

export const saidValue = (speaking: Speaking, leg: SuspicionLeg, name: string, value: Value): string =>
  typeof value === 'number'
    ? speaking.speech.number(value)
    : value.map((each) => wordOf(speaking, leg, name, each)).join(', ') || speaking.speech.t('value.none')

/** What a parameter is called: what it counts, or that it is a list. */
export const labelOf = ({ speech, language }: Speaking, parameter: RedFlag['parameters'][string]): string =>
  'of' in parameter ? speech.t('rules.which') : parameter.unit[language]

export interface SetFlag {
  flag: RedFlag
  isOn: boolean
  weight: number
  parameters: Record<string, Value>
}

export const flagsSet = (
  { door }: Pick<Speaking, 'door'>,
  leg: SuspicionLeg,
  { flags: settings, own }: RuleContent,
): SetFlag[] =>
  [...[...door.flags.values()].filter((each) => each.leg === leg), ...own].map((flag) => {
    const { isOn = true, weight = flag.weight, parameters = {} } = settings[flag.id] ?? {}
    const values = Object.entries(flag.parameters).map(
      ([name, { value }]) => [name, parameters[name] ?? value] as const,
    )
    return { flag, isOn, weight, parameters: Object.fromEntries(values) }
  })

export const sumsSet = (
  { door }: Pick<Speaking, 'door'>,
  leg: SuspicionLeg,
  { typologies: sums }: RuleContent,
): Typology[] =>
  [...door.typologies.values()].filter((each) => each.leg === leg).map((each) => ({ ...each, ...sums[each.id] }))

export interface RuleRow {
  id: string
  text: string
  isOn: boolean
  isOwn: boolean
  weight: string
  settings: string[]
}

export const rowsOf = (speaking: Speaking, leg: SuspicionLeg, content: RuleContent): RuleRow[] =>
  flagsSet(speaking, leg, content).map(({ flag, isOn, weight, parameters }) => ({
    ...{ id: flag.id, text: flag.text[speaking.language], isOn, isOwn: flag.id.startsWith('X-') },
    weight: speaking.speech.number(weight),
    settings: Object.entries(flag.parameters).map(([name, parameter]) => {
      const value = saidValue(speaking, leg, name, parameters[name] ?? [])
      return 'of' in parameter ? value : `${value} ${labelOf(speaking, parameter)}`
    }),
  }))

export interface Difference {
  /** Red flag or typology. */
  id: string
  text: string
  what: string
  before: string
  after: string
}

/** What somebody who knows `before` has to know of `after`. */
export const differences = (
  speaking: Speaking,
  leg: SuspicionLeg,
  before: RuleContent,
  after: RuleContent,
): Difference[] => {
  const { speech, language } = speaking
  const { t } = speech
  const found: Difference[] = []
  const tell = (id: string, text: string, what: string, [old, now]: readonly [string, string]) => {
    if (old !== now) found.push({ id, text, what, before: old, after: now })
  }
  const [was, is] = [before, after].map(
    (content) => new Map(flagsSet(speaking, leg, content).map((each) => [each.flag.id, each])),
  ) as [Map<string, SetFlag>, Map<string, SetFlag>]
  for (const id of new Set([...was.keys(), ...is.keys()])) {
    const [old, now] = [was.get(id), is.get(id)]
    const flag = (now ?? old)?.flag as RedFlag
    const both = (of: (each: SetFlag) => string) => [old ? of(old) : '–', now ? of(now) : '–'] as const
    const row = (what: string, of: (each: SetFlag) => string) => tell(id, flag.text[language], what, both(of))
    row(t('rules.on'), ({ isOn }) => t(isOn ? 'value.yes' : 'value.no'))
    row(t('rules.weight'), ({ weight }) => speech.number(weight))
    for (const [name, parameter] of Object.entries(flag.parameters))
      row(labelOf(speaking, parameter), ({ parameters }) => saidValue(speaking, leg, name, parameters[name] ?? []))
    if (!id.startsWith('X-')) continue
    row(t('rules.when'), (each) => each.flag.when)
    row(t('rules.text'), (each) => each.flag.text[language])
    row(t('rules.until'), (each) => each.flag.until)
  }
  const [had, has] = [before, after].map((content) => sumsSet(speaking, leg, content)) as [Typology[], Typology[]]
  for (const [index, now] of has.entries()) {
    const old = had[index] ?? now
    tell(now.id, now.name[language], t('rules.alertFrom'), [speech.number(old.alert), speech.number(now.alert)])
    tell(now.id, now.name[language], t('rules.holdFrom'), [speech.number(old.hold), speech.number(now.hold)])
  }
  return found
}
