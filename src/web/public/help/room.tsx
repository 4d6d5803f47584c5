// SPDX-License-Identifier: Apache-2.0
/** Places and waiting, each with the day on which it was said: unknown is unknown, and what was said long ago is known no more. */
import type { Found, RoomField } from '#health/directory/contract.ts'
import { Tag, type Tone } from '../../kit/tag/tag.tsx'
import { useWords } from '../words.tsx'
import { useHelp } from './words.ts'

type Figures = Pick<Found, RoomField | 'outdated'>

/** What counts now, of what decides whether to call there. */
export const roomNow = ({ free, waiting, outdated }: Figures) => ({
  free: outdated.includes('free') ? null : free,
  waiting: outdated.includes('waiting') ? null : waiting,
})

function useFigures() {
  const { t, number } = useHelp()
  return {
    free: ({ count }: { count: number }) =>
      count === 0 ? t('help.room.full') : t('help.room.freeNow', { number: number(count) }),
    waiting: ({ days }: { days: number | 'closed' }) =>
      days === 'closed'
        ? t('help.room.closed')
        : days === 0
          ? t('help.room.none')
          : t('help.room.days', { number: number(days) }),
  }
}

/** A small mark in a list; nothing where nobody said. */
export function RoomMarks({ free, waiting }: ReturnType<typeof roomNow>) {
  const { t } = useHelp()
  const { date } = useWords()
  const figures = useFigures()
  const on = (day: string) => <span className="quiet">{t('help.room.said', { date: date(day) })}</span>
  const waits: Tone = waiting?.days === 'closed' ? 'watch' : waiting?.days === 0 ? 'sure' : 'plain'
  if (!free && !waiting) return null
  return (
    <p className="row room">
      {free && (
        <span>
          <Tag tone={free.count > 0 ? 'sure' : 'plain'}>{figures.free(free)}</Tag> {on(free.on)}
        </span>
      )}
      {waiting && (
        <span>
          <Tag tone={waits}>{figures.waiting(waiting)}</Tag> {on(waiting.on)}
        </span>
      )}
    </p>
  )
}

/** One figure on the page of a service. */
export function Figure({ of, field }: { of: Figures; field: RoomField }) {
  const { t, number } = useHelp()
  const { date } = useWords()
  const figures = useFigures()
  const said = of[field]
  if (said === null) return <>{t('help.unknown')}</>
  const word = 'days' in said ? figures.waiting(said) : field === 'free' ? figures.free(said) : number(said.count)
  return (
    <>
      {of.outdated.includes(field) ? t('help.room.old') : word}{' '}
      <span className="quiet">({t('help.room.said', { date: date(said.on) })})</span>
    </>
  )
}
