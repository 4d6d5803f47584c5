// SPDX-License-Identifier: Apache-2.0
/** A picture as a file of its own, drawn of what this desk reads at that moment. */
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { LoaderFunctionArgs } from 'react-router'
import { speak } from '../../../public/words.tsx'
import { nothingHere } from '../../../workspace/who.ts'
import { incidentsAt } from '../door.ts'
import { askedIn } from '../filter.ts'
import { linesOf } from '../links/lines.ts'
import type { IncidentsKey } from '../words.ts'
import { ChartPicture } from './chart.tsx'
import { coastFor } from './coast.ts'
import { MapPicture } from './map.tsx'
import style from './picture.css?raw'
import { saidChart, timedOf } from './said.ts'
import { timelineOf } from './timeline.ts'
import { TimelinePicture } from './timeline.tsx'

/** Its name says which picture it is, and nothing of what is on it. */
const file = (picture: string, drawing: ReactElement) =>
  new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${renderToStaticMarkup(drawing)}\n`, {
    headers: { 'content-type': 'image/svg+xml', 'content-disposition': `attachment; filename="${picture}"` },
  })

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, countries, messages, me } = await incidentsAt({ context, url })
  const { t, date } = speak<IncidentsKey>(me.language, messages)
  const { id, picture = '' } = params
  const saved = style
  if (id === undefined) {
    const flows = await desk.flows(askedIn(url, countries).query)
    if (picture !== 'map.svg' || !flows.ok) throw nothingHere()
    const name = t('pictures.mapTitle')
    const coast = coastFor(Object.values(flows.value.points))
    return file(picture, <MapPicture {...{ flows: flows.value, coast, name, saved }} country={countries.name} />)
  }
  const [read, linked] = [await desk.open(id), await desk.links(id)]
  if (!read.ok || !linked.ok) throw nothingHere()
  if (picture === 'chart.svg')
    return file(
      picture,
      <ChartPicture chart={saidChart(t, read.value, linesOf(linked))} name={t('pictures.chart')} saved={saved} />,
    )
  if (picture !== 'timeline.svg') throw nothingHere()
  const timed = [read.value, ...linked.value.map(({ incident }) => incident)]
    .map(timedOf)
    .map((each) => ({ ...each, title: each.title || t('recalledName') }))
  return file(
    picture,
    <TimelinePicture
      timeline={timelineOf(timed)}
      name={t('pictures.timeline')}
      say={(moment, at) => `${t(`pictures.moment.${moment}`)}: ${date(at.slice(0, 10))}`}
      saved={saved}
    />,
  )
}
