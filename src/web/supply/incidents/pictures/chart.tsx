// SPDX-License-Identifier: Apache-2.0
import type { Chart, Node } from './chart.ts'
import { Drawn } from './drawn.tsx'

const rounded = (value: number) => Math.round(value * 10) / 10

function Box({ node, width, height }: { node: Node; width: number; height: number }) {
  const { x, y, kind, text, under, title, href } = node
  const box = (
    <g transform={`translate(${rounded(x)} ${rounded(y)})`}>
      <title>{title}</title>
      <rect className={`box ${kind}`} width={width} height={height} rx={kind === 'shared' ? height / 2 : 4} />
      <text x="12" y="18">
        {text}
      </text>
      <text className="quiet" x="12" y="34">
        {under}
      </text>
    </g>
  )
  return href === undefined ? box : <a href={href}>{box}</a>
}

/** `name`: what the picture shows, for who does not see it; the table beside it says the same. */
export function ChartPicture({ chart, name, saved }: { chart: Chart; name: string; saved?: string | undefined }) {
  const { boxWidth: width, boxHeight: height } = chart
  return (
    <Drawn name={name} width={chart.width} height={chart.height} saved={saved}>
      {chart.edges.map(({ from, to }) => {
        const [x1, y1, x2, y2] = [from.x + width, from.y + height / 2, to.x, to.y + height / 2].map(rounded)
        const middle = rounded((Number(x1) + Number(x2)) / 2)
        const path = `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`
        return <path key={`${from.id} ${to.id}`} className="edge" d={path} />
      })}
      {chart.nodes.map((node) => (
        <Box key={`${node.kind} ${node.id}`} {...{ node, width, height }} />
      ))}
    </Drawn>
  )
}
