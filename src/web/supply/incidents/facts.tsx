// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import { Facts } from '../../kit/layout/layout.tsx'
import { MarkingTag } from '../../workspace/readers/marking.tsx'
import type { IncidentData } from './incident.tsx'
import { StatusTag, UrgencyClock, useNow } from './urgency.tsx'
import { useIncidents } from './words.ts'

/** Where it stands, how urgent it is, from whom it comes, what it is. */
export function IncidentFacts({ loaded, sender }: { loaded: IncidentData; sender: string }) {
  const { t, moment, date } = useIncidents()
  const now = useNow(loaded.now)
  const { incident, countries, madeFrom } = loaded
  const { status, place, occurred, released, lookBy, reported } = incident
  const at = (iso: string) => <time dateTime={iso}>{moment(iso)}</time>
  const where = [place.name, countries[place.country] ?? place.country].filter((part) => part !== '').join(', ')
  const named = incident.countries.map((code) => countries[code] ?? code).join(', ')
  const facts: (readonly [string, ReactNode] | null)[] = [
    [t('board.status'), <StatusTag key="status" status={status} />],
    status === 'recalled' ? null : [t('board.urgency'), <UrgencyClock key="urgency" incident={incident} now={now} />],
    [t('board.kind'), t(`kind.${incident.kind}`)],
    [t('one.marking'), <MarkingTag key="marking" marking={incident.marking} />],
    [t('board.from'), <bdi key="from">{sender}</bdi>],
    occurred === undefined
      ? null
      : [
          t('one.occurred'),
          <time key="day" dateTime={occurred}>
            {date(occurred)}
          </time>,
        ],
    [t('one.place'), <bdi key="place">{where}</bdi>],
    madeFrom === null
      ? null
      : [
          t('one.madeFrom'),
          <a key="from" href={`/feeds/${madeFrom.received}`}>
            <bdi>{madeFrom.stixId}</bdi>
          </a>,
        ],
    named === '' ? null : [t('one.countries'), named],
    [t('one.reported'), at(reported)],
    released === null ? null : [t('one.released'), at(released)],
    incident.changed === null ? null : [t('proposals.changed'), at(incident.changed)],
    lookBy === null || status === 'recalled' ? null : [t('one.lookBy'), at(lookBy)],
  ]
  return <Facts facts={facts.filter((fact) => fact !== null)} />
}
