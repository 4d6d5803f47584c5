// SPDX-License-Identifier: Apache-2.0
/** Places and ways on a grid of degrees with its coasts: no border of any country, and no place finer than one. */
import type { Flows } from '#supply/incidents/contract.ts'
import { Drawn } from './drawn.tsx'
import { gridFor } from './grid.ts'

interface Place {
  x: number
  y: number
}

/** Bent to one side of its direction, so that there and back are two lines; it ends at the rim of a place. */
function bent(from: Place, to: Place) {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const middle = { x: Math.round((from.x + to.x) / 2 + dy / 5), y: Math.round((from.y + to.y) / 2 - dx / 5) }
  const last = Math.max(1, Math.hypot(to.x - middle.x, to.y - middle.y))
  const rim = (a: number, b: number) => Math.round(b - ((b - a) * 9) / last)
  return `M${from.x} ${from.y} Q${middle.x} ${middle.y} ${rim(middle.x, to.x)} ${rim(middle.y, to.y)}`
}

interface MapProps {
  flows: Flows
  /** A path, as `coastFor` answers it for the same points. */
  coast: string
  name: string
  country(code: string): string
  saved?: string | undefined
}

export function MapPicture({ flows: { places, ways, points }, coast, name, country, saved }: MapProps) {
  const grid = gridFor(Object.values(points))
  const most = Math.max(1, ...ways.map(({ incidents }) => incidents))
  const busiest = Math.max(1, ...places.map(({ incidents }) => incidents))
  const happened = new Map(places.map((place) => [place.country, place.incidents]))
  const where = new Map(Object.entries(points).map(([code, point]) => [code, grid.at(point)]))
  const lines = [
    ...grid.meridians.map((longitude) => `M${grid.at({ longitude, latitude: 0 }).x} 0 V${grid.height}`),
    ...grid.parallels.map((latitude) => `M0 ${grid.at({ longitude: 0, latitude }).y} H${grid.width}`),
  ]
  return (
    <Drawn name={name} width={grid.width} height={grid.height} isWhole saved={saved}>
      <defs>
        <marker
          id="to"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="10"
          markerHeight="10"
          orient="auto"
          markerUnits="userSpaceOnUse"
        >
          <path className="head" d="M0 0 L8 4 L0 8Z" />
        </marker>
      </defs>
      <path className="land" d={coast} />
      <path className="grid" d={lines.join(' ')} />
      {grid.parallels.map((latitude) => (
        <text key={latitude} className="quiet" x="4" y={Math.max(13, grid.at({ latitude, longitude: 0 }).y - 3)}>
          {`${Math.abs(latitude)}°${latitude > 0 ? ' N' : latitude < 0 ? ' S' : ''}`}
        </text>
      ))}
      {ways.map(({ from, to, incidents }) => {
        const [start, end] = [where.get(from), where.get(to)]
        if (!start || !end) return null
        const width = 1 + (3 * incidents) / most
        return (
          <path key={`${from} ${to}`} className="way" d={bent(start, end)} strokeWidth={width} markerEnd="url(#to)">
            <title>{`${country(from)} → ${country(to)}: ${incidents}`}</title>
          </path>
        )
      })}
      {[...where].map(([code, { x, y }]) => {
        const incidents = happened.get(code) ?? 0
        return (
          <g key={code}>
            <title>{`${country(code)}: ${incidents}`}</title>
            <circle
              className={incidents > 0 ? 'mark' : 'open'}
              r={incidents > 0 ? Math.round(5 + 7 * Math.sqrt(incidents / busiest)) : 4}
              cx={x}
              cy={y}
            />
            <text x={x + 14} y={y + 4}>
              {country(code)}
            </text>
          </g>
        )
      })}
    </Drawn>
  )
}
