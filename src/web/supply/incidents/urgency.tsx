// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react'
import type { Status, Urgency } from '#supply/incidents/contract.ts'
import { Tag, type Tone } from '../../kit/tag/tag.tsx'
import { clockOf } from './clock.ts'
import { useIncidents } from './words.ts'

const TICK = 30_000

/** Now, in ms since 1970: at first as the server had it, so that both make the same picture. */
export function useNow(first: number): number {
  const [now, setNow] = useState(first)
  useEffect(() => {
    setNow(first)
    const timer = setInterval(() => document.visibilityState === 'visible' && setNow(Date.now()), TICK)
    return () => clearInterval(timer)
  }, [first])
  return now
}

const tones: Record<Urgency, Tone> = { flash: 'listed', immediate: 'watch', priority: 'class', routine: 'plain' }

interface UrgencyProps {
  incident: { urgency: Urgency; status: Status; lookBy: string | null }
  now: number
}

/** How urgent, until when it is to be looked at, and in words when that is past. */
export function UrgencyClock({ incident, now }: UrgencyProps) {
  const { t, moment } = useIncidents()
  const clock = clockOf(incident, now)
  return (
    <span className="urgency">
      <Tag tone={tones[incident.urgency]}>{t(`urgency.${incident.urgency}`)}</Tag>
      {clock && incident.lookBy && (
        <time dateTime={incident.lookBy} title={moment(incident.lookBy)} data-state={clock.state}>
          {clock.state === 'overdue'
            ? t('clock.overdue', { time: t(`clock.${clock.unit}`, { count: clock.count }) })
            : t('clock.due', { time: t(`clock.${clock.unit}`, { count: clock.count }) })}
        </time>
      )}
    </span>
  )
}

const looks: Record<Status, Tone> = {
  draft: 'plain',
  proposed: 'unsure',
  released: 'watch',
  'under-investigation': 'class',
  closed: 'sure',
  recalled: 'unsure',
}

export function StatusTag({ status }: { status: Status }) {
  const { t } = useIncidents()
  return <Tag tone={looks[status]}>{t(`status.${status}`)}</Tag>
}
