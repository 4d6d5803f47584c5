// SPDX-License-Identifier: Apache-2.0
/** What a form of a group's page asks for, carried out at the desk. Fields of one form are named `<form>.<field>`. */
import type { GroupsDesk } from '#supply/groups/contract.ts'
import { keyIn, textIn } from './door.ts'

interface Asked {
  desk: GroupsDesk
  group: string
  form: FormData
}

/** Undefined where the page has no such form. */
export const carryOut = ({ desk, group, form }: Asked) => {
  const name = String(form.get('form'))
  const field = (each: string) => textIn(form, `${name}.${each}`)
  const version = Number(form.get('version'))
  const record = String(form.get('record'))
  const key = keyIn(form)
  const asked = form.get('do')
  const act = (command: object) => desk.act(group, command as never, version, key)
  const move = (command: object) => desk.move(record, command as never, version, key)
  const keep = (command: object) => desk.keepMeeting(record, command as never, version, key)
  const meeting = () => {
    const when = { title: field('title'), wall: field('wall'), zone: field('zone'), minutes: field('length') }
    return { ...when, place: field('place'), link: field('link'), agenda: field('agenda') }
  }
  const forms: Record<
    string,
    () => Promise<{ ok: boolean; value?: { id: string }; refusal?: { code: string; where?: string } }>
  > = {
    start: () => act({ do: 'start' }),
    close: () => act({ do: 'close', result: field('result') }),
    admit: () => {
      // Organisation, and for a firm the agreement, with a colon between.
      const [organisation, agreement] = (field('organisation') ?? '').split(':')
      return act({ do: 'admit', organisation, part: field('part'), ...(agreement && { agreement }) })
    },
    remove: () => act({ do: 'remove', organisation: record }),
    find: () => {
      const [about, id] = (field('about') ?? '').split(':')
      const input = {
        text: field('text'),
        evidence: field('evidence'),
        grade: field('grade'),
        marking: field('marking'),
      }
      return desk.find(
        group,
        { ...input, ...(id && { [about === 'incident' ? 'incident' : 'watched']: id }) } as never,
        key,
      )
    },
    agree: () => {
      const input = { finding: record, what: field('what'), owner: field('owner'), ownerRole: field('ownerRole') }
      return desk.agree(group, { ...input, due: field('due') } as never, key)
    },
    begin: () => move({ do: 'begin' }),
    done: () => move({ do: 'done', words: field('words') }),
    drop: () => move({ do: 'drop', words: field('reason') }),
    postpone: () => move({ do: 'postpone', due: field('due') }),
    hand: () => move({ do: 'hand', to: field('to') }),
    meet: () => desk.meet(group, meeting() as never, key),
    change: () => keep({ do: 'change', meeting: meeting() }),
    brief: () => {
      const text = {
        title: { en: field('titleEn'), fr: field('titleFr') },
        body: { en: field('bodyEn'), fr: field('bodyFr') },
      }
      const [pap, meeting, replaces] = [field('pap'), field('meeting'), field('replaces')]
      const recipients = form.getAll(`${name}.recipients`).map(String)
      const marks = {
        marking: field('marking'),
        ...(pap && { pap }),
        ...(meeting && { meeting }),
        ...(replaces && { replaces }),
      }
      return desk.brief(group, { ...text, ...marks, recipients } as never, key)
    },
    cancel: () => keep({ do: 'cancel', reason: field('cancelled') }),
    minute: () => {
      const decisions = (field('decisions') ?? '').split('\n').map((each) => each.trim())
      return keep({ do: 'minute', minutes: field('minutes'), decisions: decisions.filter((each) => each !== '') })
    },
    attend: () => keep({ do: 'attend' }),
  }
  return typeof asked === 'string' ? forms[asked]?.() : undefined
}

/** Fields of the page's forms where something can be put right, by what a refusal names. */
export const FIELDS = [
  ...(['result', 'organisation', 'text', 'marking', 'about', 'what', 'owner', 'ownerRole', 'due'] as const),
  ...(['words', 'reason', 'to'] as const),
  ...(['title', 'wall', 'zone', 'length', 'place', 'link', 'agenda', 'minutes', 'decisions', 'cancelled'] as const),
  ...(['titleEn', 'titleFr', 'bodyEn', 'bodyFr', 'recipients', 'meeting', 'replaces'] as const),
] as const
export type Field = (typeof FIELDS)[number]

/** The form's field for a refusal's `where`. */
export const fieldAt = (asked: string, named: string | undefined): Field => {
  const where = asked === 'change' ? named?.replace(/^meeting\./, '') : named
  if (where === 'agreement') return 'organisation'
  if (where === 'incident' || where === 'watched') return 'about'
  if (asked === 'drop') return 'reason'
  if (asked === 'brief' && /^(title|body)/.test(where ?? '')) return 'bodyEn'
  if (asked === 'cancel') return 'cancelled'
  if ((asked === 'meet' || asked === 'change') && where === 'minutes') return 'length'
  if (where?.startsWith('decisions')) return 'decisions'
  return FIELDS.find((each) => each === where) ?? 'text'
}
