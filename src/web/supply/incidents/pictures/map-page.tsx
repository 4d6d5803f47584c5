// SPDX-License-Identifier: Apache-2.0
/** Where the incidents of the board happened and which ways their goods took. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { EmptyState } from '../../../kit/empty/empty.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { Table } from '../../../kit/table/table.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { nothingHere } from '../../../workspace/who.ts'
import { incidentsAt } from '../door.ts'
import { askedIn } from '../filter.ts'
import { useIncidents } from '../words.ts'
import '../incidents.css'
import './picture.css'
import { coastFor } from './coast.ts'
import { Frame } from './drawn.tsx'
import { MapPicture } from './map.tsx'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, countries, messages } = await incidentsAt({ context, url })
  const flows = await desk.flows(askedIn(url, countries).query)
  if (!flows.ok) throw nothingHere()
  const { places, ways } = flows.value
  const codes = [...places.map(({ country }) => country), ...ways.flatMap(({ from, to }) => [from, to])]
  return {
    messages,
    flows: flows.value,
    coast: coastFor(Object.values(flows.value.points)),
    names: Object.fromEntries(codes.map((code) => [code, countries.name(code)])),
    search: url.search,
  }
}

export default function MapPage() {
  const { flows, coast, names, search } = useLoaderData<typeof loader>()
  const { t, number } = useIncidents()
  const country = (code: string) => names[code] ?? code
  return (
    <WorkPage title={t('pictures.mapTitle')} help={t('pictures.mapHelp', { count: flows.incidents })}>
      {flows.incidents === 0 ? (
        <EmptyState title={t('board.noneFound')}>{t('board.noneFoundMore')}</EmptyState>
      ) : (
        <>
          <Frame
            label={t('pictures.mapTitle')}
            note={t(flows.more ? 'pictures.mapNoteMore' : 'pictures.mapNote')}
            saves={[
              ['SVG', `/incidents/pictures/map.svg${search}`],
              ['CSV', `/incidents/exports/flows.csv${search}`],
            ]}
          >
            <MapPicture {...{ flows, coast, country }} name={t('pictures.mapTitle')} />
          </Frame>
          {flows.ways.length > 0 && (
            <Panel title={t('pictures.ways')}>
              <Table
                caption={t('pictures.ways')}
                captionHidden
                rows={flows.ways}
                keyOf={({ from, to }) => `${from} ${to}`}
                columns={[
                  { title: t('pictures.from'), head: true, cell: ({ from }) => country(from) },
                  { title: t('pictures.to'), cell: ({ to }) => country(to) },
                  { title: t('board.title'), figures: true, cell: ({ incidents }) => number(incidents) },
                ]}
              />
            </Panel>
          )}
          <Panel title={t('pictures.places')}>
            <Table
              caption={t('pictures.places')}
              captionHidden
              rows={flows.places}
              keyOf={({ country: code }) => code}
              columns={[
                { title: t('board.country'), head: true, cell: (line) => country(line.country) },
                { title: t('board.title'), figures: true, cell: ({ incidents }) => number(incidents) },
              ]}
            />
          </Panel>
        </>
      )}
      <p>
        <a href={`/incidents${search}`}>{t('one.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
