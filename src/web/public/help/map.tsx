// SPDX-License-Identifier: Apache-2.0
/** Where the services of this page are. The list says the same in words, and says more. */
import type { HelpMap } from '#health/directory/contract.ts'
import { useHelp } from './words.ts'

/** As wide as its figures, so that none runs over its edge. */
const widthOf = (label: string) => 12 + label.length * 7

export function MapPicture({ map, all }: { map: HelpMap; all: readonly number[] }) {
  const { t, number, list } = useHelp()
  const { width, height, land, marks, scale } = map
  const there = new Set(marks.flatMap(({ numbers }) => numbers))
  const absent = all.filter((each) => !there.has(each))
  return (
    <figure className="help-map stack" data-gap="small">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('help.map.alt')} direction="ltr">
        {land !== '' && <path className="land" d={land} fillRule="evenodd" />}
        <path className="scale" d={`M12 ${height - 8}v-4v4h${scale.width}v-4`} />
        <text x={16} y={height - 12}>
          {t('help.map.km', { km: number(scale.km) })}
        </text>
        {marks.map(({ x, y, numbers }) => {
          const label = numbers.length > 5 ? `${numbers.slice(0, 3).join(' ')} …` : numbers.join(' ')
          const wide = widthOf(label)
          const left = Math.min(Math.max(1, x - wide / 2), width - wide - 1)
          return (
            <g key={numbers.join()} className="mark">
              <rect x={left} y={y - 9} width={wide} height={18} rx={9} />
              <text x={left + wide / 2} y={y + 4} textAnchor="middle">
                {label}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption className="quiet">
        {t('help.map.alt')} {land !== '' && t('help.map.coast')}{' '}
        {absent.length > 0 && t('help.map.absent', { number: list(absent) })}
      </figcaption>
    </figure>
  )
}
