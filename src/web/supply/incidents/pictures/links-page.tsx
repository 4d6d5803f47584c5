// SPDX-License-Identifier: Apache-2.0
/** What one incident shares with others, drawn: a link chart, a timeline of all of them, each beside its table. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Panel } from '../../../kit/panel/panel.tsx'
import { Table } from '../../../kit/table/table.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { nothingHere } from '../../../workspace/who.ts'
import { incidentsAt } from '../door.ts'
import { linesOf } from '../links/lines.ts'
import { LinksTable } from '../links/panel.tsx'
import { useIncidents } from '../words.ts'
import '../incidents.css'
import './picture.css'
import { ChartPicture } from './chart.tsx'
import { Frame } from './drawn.tsx'
import { saidChart, timedOf } from './said.ts'
import { MOMENTS, type Timed, timelineOf } from './timeline.ts'
import { TimelinePicture } from './timeline.tsx'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, messages } = await incidentsAt({ context, url })
  const id = params.id ?? ''
  const [read, linked] = [await desk.open(id), await desk.links(id)]
  if (!read.ok || !linked.ok) throw nothingHere()
  const { title, kind } = read.value
  return {
    messages,
    own: { id, title, kind },
    links: linesOf(linked),
    timed: [read.value, ...linked.value.map(({ incident }) => incident)].map(timedOf),
  }
}

export default function LinksPage() {
  const { own, links, timed } = useLoaderData<typeof loader>()
  const { t, moment, date } = useIncidents()
  const at = (iso: string) => (iso.length > 10 ? moment(iso) : date(iso))
  const chart = saidChart(t, own, links)
  const path = `/incidents/${own.id}`
  return (
    <WorkPage title={t('pictures.linksTitle', { title: own.title || t('recalledName') })} help={t('links.help')}>
      <Panel title={t('pictures.chart')}>
        {links.length === 0 ? (
          <p className="quiet">{t('links.none')}</p>
        ) : (
          <>
            <Frame
              label={t('pictures.chart')}
              note={chart.left > 0 ? t('pictures.left', { count: chart.left }) : undefined}
              saves={[
                ['SVG', `${path}/pictures/chart.svg`],
                ['CSV', `${path}/exports/links.csv`],
              ]}
            >
              <ChartPicture chart={chart} name={t('pictures.chart')} />
            </Frame>
            <LinksTable links={links} />
          </>
        )}
      </Panel>
      <Panel title={t('pictures.timeline')}>
        <Frame
          label={t('pictures.timeline')}
          note={t('pictures.marks')}
          saves={[['SVG', `${path}/pictures/timeline.svg`]]}
        >
          <TimelinePicture
            timeline={timelineOf(timed.map((each) => ({ ...each, title: each.title || t('recalledName') })))}
            name={t('pictures.timeline')}
            say={(each, iso) => `${t(`pictures.moment.${each}`)}: ${at(iso)}`}
          />
        </Frame>
        <Table
          caption={t('pictures.timeline')}
          captionHidden
          rows={timed}
          keyOf={({ id }) => id}
          columns={[
            { title: t('board.name'), head: true, cell: ({ title }) => <bdi>{title || t('recalledName')}</bdi> },
            ...MOMENTS.map((each) => ({
              title: t(`pictures.moment.${each}`),
              cell: (line: Timed) => {
                const iso = line[each]
                return iso ? <time dateTime={iso}>{at(iso)}</time> : '–'
              },
            })),
          ]}
        />
      </Panel>
      <p>
        <a href={path}>{t('pictures.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
