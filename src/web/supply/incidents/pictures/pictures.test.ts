// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LINK_KINDS } from '#supply/incidents/contract.ts'
import type { LinkLine } from '../links/lines.ts'
import { chartOf } from './chart.ts'
import { coastFor } from './coast.ts'
import { gridFor } from './grid.ts'
import { timelineOf } from './timeline.ts'

const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
const iso = day.map((each) => each.toISOString())

test('every linked incident and every shared thing has its own box inside the picture, or is said to be left out', () => {
  const reason = fc.record({
    kind: fc.constantFrom(...LINK_KINDS),
    here: fc.string({ minLength: 1, maxLength: 60 }),
    there: fc.string(),
    misused: fc.boolean(),
  })
  const line = fc.record({
    ...{ id: fc.uuid(), title: fc.string({ maxLength: 200 }), kind: fc.constant('seizure' as const) },
    ...{
      status: fc.constant('released' as const),
      reported: iso,
      reasons: fc.array(reason, { minLength: 1, maxLength: 4 }),
    },
  })
  const said = { own: { id: 'own', title: 'Own', under: '' }, kind: String, under: () => '', untitled: '–' }
  fc.assert(
    fc.property(fc.uniqueArray(line, { selector: ({ id }) => id, maxLength: 30 }), (links) => {
      const chart = chartOf(links as LinkLine[], said)
      const incidents = chart.nodes.filter(({ kind }) => kind === 'incident')
      expect(incidents.length + chart.left).toBe(links.length)
      for (const node of chart.nodes) {
        expect(node.x).toBeGreaterThanOrEqual(0)
        expect(node.y).toBeGreaterThanOrEqual(0)
        expect(node.x + chart.boxWidth).toBeLessThanOrEqual(chart.width)
        expect(node.y + chart.boxHeight).toBeLessThanOrEqual(chart.height)
        const near = chart.nodes.filter((other) => other.x === node.x && Math.abs(other.y - node.y) < chart.boxHeight)
        expect(near).toEqual([node])
      }
      for (const { id } of incidents) expect(chart.edges.some(({ to }) => to.id === id)).toBe(true)
    }),
  )
})

test('what was earlier stands further left, and everything stands inside', () => {
  const timed = fc.record({
    ...{
      id: fc.uuid(),
      title: fc.string(),
      occurred: fc.option(
        iso.map((at) => at.slice(0, 10)),
        { nil: undefined },
      ),
    },
    ...{ reported: iso, released: fc.option(iso), ended: fc.option(iso) },
  })
  fc.assert(
    fc.property(fc.uniqueArray(timed, { selector: ({ id }) => id, minLength: 1, maxLength: 12 }), (all) => {
      const { marks, width, ticks } = timelineOf(all)
      for (const { x } of [...marks, ...ticks]) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(x).toBeLessThanOrEqual(width)
      }
      const sorted = marks.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
      expect(sorted.map(({ x }) => x)).toEqual(sorted.map(({ x }) => x).toSorted((a, b) => a - b))
    }),
  )
})

test('every place stands on the grid that is made for it, north above south and west before east', () => {
  const point = fc.record({
    latitude: fc.double({ min: -85, max: 85, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 20 }), (points) => {
      const grid = gridFor(points)
      for (const each of points) {
        const { x, y } = grid.at(each)
        expect([x >= 0 && x <= grid.width, y >= 0 && y <= grid.height]).toEqual([true, true])
      }
      const [one, other] = [grid.at({ latitude: 10, longitude: -10 }), grid.at({ latitude: -10, longitude: 10 })]
      expect(one.x <= other.x && one.y <= other.y).toBe(true)
    }),
  )
})

test('a map has the coasts that lie on it, and none in the middle of the Pacific', () => {
  const seenOn = (points: { latitude: number; longitude: number }[]) => {
    const { width, height } = gridFor(points)
    const corners = [...coastFor(points).matchAll(/(-?\d+) (-?\d+)/g)].map(([, x, y]) => [Number(x), Number(y)])
    return corners.filter(([x = 0, y = 0]) => x >= 0 && x <= width && y >= 0 && y <= height).length
  }
  const [amsterdam, athens] = [
    { latitude: 52.4, longitude: 4.9 },
    { latitude: 37.9, longitude: 23.7 },
  ]
  expect(seenOn([amsterdam, athens])).toBeGreaterThan(100)
  expect(seenOn([{ latitude: -35, longitude: -125 }])).toBe(0)
  // Nor does one that crosses the antimeridian draw a line around the world.
  const steps = [
    ...coastFor([amsterdam, { latitude: 35.7, longitude: 139.7 }]).matchAll(/(-?\d+) (-?\d+)L(?=(-?\d+) (-?\d+))/g),
  ]
  expect(steps.length).toBeGreaterThan(100)
  expect(Math.max(...steps.map(([, x, , next]) => Math.abs(Number(x) - Number(next))))).toBeLessThan(120)
})
