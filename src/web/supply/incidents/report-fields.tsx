// SPDX-License-Identifier: Apache-2.0
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import type { Choices } from './choices.ts'
import { type Given, groups } from './fields.ts'
import { Area, ReportContext, Select, Text } from './marked.tsx'
import type { Read } from './read.ts'
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
}

/** What the reading came to; who pressed the button hears it first. */
function Told({ told, count, focused }: { told: ReportFieldsProps['told']; count: number; focused: boolean }) {
  const { t } = useIncidents()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focused) box.current?.focus()
  }, [focused])
  if (told !== 'nothing' && told !== 'read') return null
  return (
    <div ref={box} tabIndex={-1} className="told-box">
      <Notice tone={told === 'read' ? 'plain' : 'caution'}>
        {told === 'read' ? t('new.readSome', { count }) : t('new.readNothing')}
      </Notice>
    </div>
  )
}

/** The whole form of a report. Made anew with each answer of the server, so that its fields say what that says. */
export function ReportFields(props: ReportFieldsProps) {
  const { given, read, rows, told, focus, choices, countries, errorAt } = props
  const { t } = useIncidents()
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focus && focus !== 'told') box.current?.querySelector<HTMLElement>(`[name="${CSS.escape(focus)}"]`)?.focus()
  }, [focus])
  const touch = (event: FormEvent<HTMLElement>) => {
    const { name } = event.target as HTMLInputElement
    if (read[name] && !touched.has(name)) setTouched(new Set([...touched, name]))
  }
  const choose = ['', t('new.choose')] as const
  return (
    <ReportContext value={{ given, read, touched, errorAt }}>
      <div ref={box} className="stack" data-gap="large" onInput={touch}>
        <Told told={told} count={Object.keys(read).length} focused={focus === 'told'} />
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
        </Panel>
        {groups.map((group) => (
          <RowsPanel key={group} count={rows[group] ?? 1} {...{ group, choices, countries }} />
        ))}
      </div>
    </ReportContext>
  )
}
