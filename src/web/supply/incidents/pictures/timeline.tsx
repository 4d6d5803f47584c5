// SPDX-License-Identifier: Apache-2.0
import { Drawn } from './drawn.tsx'
import type { Moment, Timeline } from './timeline.ts'

/** A form for each moment, so that colour alone never carries the meaning. */
function Mark({ moment, x, y, title }: { moment: Moment; x: number; y: number; title: string }) {
  const shapes = {
    occurred: <circle className="open" cx={x} cy={y} r="6" />,
    reported: <circle className="mark" cx={x} cy={y} r="7" />,
    released: <path className="mark" d={`M${x} ${y - 8} l8 8 l-8 8 l-8 -8Z`} />,
    ended: <rect className="end" x={x - 6} y={y - 6} width="12" height="12" />,
  }
  return (
    <g>
      <title>{title}</title>
      {shapes[moment]}
    </g>
  )
}

interface TimelineProps {
  timeline: Timeline
  name: string
  /** What a mark says, such as “reported, 12 March”. */
  say(moment: Moment, at: string): string
  saved?: string | undefined
}

export const TimelinePicture = ({ timeline, name, say, saved }: TimelineProps) => (
  <Drawn name={name} width={timeline.width} height={timeline.height} saved={saved}>
    {timeline.ticks.map(({ x, day }) => (
      <g key={day}>
        <path className="grid" d={`M${x} 22 V${timeline.height}`} />
        <text className="quiet" x={x} y="14" textAnchor="middle">
          {day}
        </text>
      </g>
    ))}
    {timeline.rows.map(({ id, text, title, y, from, to }) => (
      <g key={id}>
        <a href={`/incidents/${id}`}>
          <title>{title}</title>
          <text x="8" y={y + 4}>
            {text}
          </text>
        </a>
        <path className="edge" d={`M${from} ${y} H${to}`} />
      </g>
    ))}
    {timeline.marks.map(({ id, moment, at, x, y }) => (
      <Mark key={`${id} ${moment}`} {...{ moment, x, y }} title={say(moment, at)} />
    ))}
  </Drawn>
)
