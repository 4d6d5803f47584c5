// SPDX-License-Identifier: Apache-2.0
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import type { Choices } from './choices.ts'
import { type Given, groups, rowsIn } from './fields.ts'
import { Area, ReportContext, Select, Text } from './marked.tsx'
import { PersonsNotice } from './persons-notice.tsx'
import { MAIN, type Read } from './read.ts'
import { RowsPanel } from './rows.tsx'
import { useIncidents } from './words.ts'

export interface ReportFieldsProps {
  given: Given
  read: Read
  /** How many rows of each part are shown. */
  rows: Readonly<Record<string, number>>
  told: 'nothing' | 'read' | 'sentBefore' | 'changed' | null
  /** Field to go on with, or `told`: what the reading came to. */
  focus: string | null
  choices: Choices
  /** By code, in the reader's language, as all countries of the form. */
  countries: readonly (readonly [code: string, name: string])[]
  errorAt: (field: string) => string | undefined
  /** Seem to be names of natural persons, in the title or the account. */
  persons: readonly string[]
  /** Somebody said that they are none. */
  noPerson: boolean
}

/** Under which word a field stands in the form. */
const wordOf = {
  kind: 'kind',
  urgency: 'urgency',
  title: 'title',
  occurred: 'occurred',
  'place.country': 'placeCountry',
  'place.name': 'placeName',
  'goods.0.name': 'goods',
} as const satisfies Record<(typeof MAIN)[number], string>
/** Folded where nothing stands in them, so the text's silence is told above. */
const ASKED_TOO = ['route', 'parties', 'identifiers'] as const

/** What the reading came to; who pressed the button hears it first. */
interface ToldProps {
  told: ReportFieldsProps['told']
  count: number
  /** Parts of the form that the text does not say, in the reader's words. */
  missing: readonly string[]
  focused: boolean
}

function Told({ told, count, missing, focused }: ToldProps) {
  const { t } = useIncidents()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focused) box.current?.focus()
  }, [focused])
  if (told !== 'nothing' && told !== 'read') return null
  return (
    <div ref={box} tabIndex={-1} className="told-box">
      <Notice tone={told === 'read' ? 'plain' : 'caution'}>
        <p>{told === 'read' ? t('new.readSome', { count }) : t('new.readNothing')}</p>
        {told === 'read' && missing.length > 0 && <p>{t('new.notFoundIn', { parts: missing.join(', ') })}</p>}
      </Notice>
    </div>
  )
}

/** The whole form of a report. Made anew with each answer of the server, so that its fields say what that says. */
export function ReportFields(props: ReportFieldsProps) {
  const { given, read, rows, told, focus, choices, countries, errorAt, persons, noPerson } = props
  const { t } = useIncidents()
  const [kind, setKind] = useState(given.kind ?? '')
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focus && focus !== 'told') box.current?.querySelector<HTMLElement>(`[name="${CSS.escape(focus)}"]`)?.focus()
  }, [focus])
  const touch = (event: FormEvent<HTMLElement>) => {
    const { name, value } = event.target as HTMLInputElement
    if (name === 'kind') setKind(value)
    if (read[name] && !touched.has(name)) setTouched(new Set([...touched, name]))
  }
  const choose = ['', t('new.choose')] as const
  const count = Object.values(read).filter((found) => !found.missing).length
  const missing = [
    ...MAIN.flatMap((field) => (read[field]?.missing ? [t(`field.${wordOf[field]}`)] : [])),
    ...ASKED_TOO.flatMap((group) => (rowsIn(given, group) === 0 ? [t(`field.${group}`)] : [])),
  ]
  return (
    <ReportContext value={{ given, read, touched, kind, errorAt }}>
      <div ref={box} className="stack" data-gap="large" onInput={touch}>
        <Told {...{ told, count, missing }} focused={focus === 'told'} />
        <Panel title={t('new.what')}>
          <Select
            name="kind"
            label={t('field.kind')}
            options={[choose, ...choices.kinds.map((kind) => [kind, t(`kind.${kind}`)] as const)]}
          />
          <Select
            name="urgency"
            label={t('field.urgency')}
            otherwise="routine"
            options={choices.urgencies.map((urgency) => [urgency, t(`urgencyHint.${urgency}`)] as const)}
          />
          <Text name="title" label={t('field.title')} hint={t('new.titleHint')} maxLength={200} required />
          <Text name="occurred" type="date" size="small" label={t('field.occurred')} hint={t('new.occurredHint')} />
          <Select name="place.country" label={t('field.placeCountry')} options={[choose, ...countries]} />
          <Text name="place.name" label={t('field.placeName')} maxLength={200} />
          <Area name="account" label={t('field.account')} hint={t('new.accountHint')} rows={8} maxLength={20_000} />
          <PersonsNotice {...{ persons, noPerson }} />
        </Panel>
        {groups.map((group) => (
          <RowsPanel key={group} count={rows[group] ?? 1} {...{ group, choices, countries }} />
        ))}
      </div>
    </ReportContext>
  )
}
