// SPDX-License-Identifier: Apache-2.0
/** Incidents on sheets of paper, or in a file that the browser's own printing makes: one a page, with its marking. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Incident } from '#supply/incidents/contract.ts'
import { Facts } from '../../../kit/layout/layout.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { MarkingTag } from '../../../workspace/readers/marking.tsx'
import { nothingHere } from '../../../workspace/who.ts'
import type { Countries } from '../countries.ts'
import { incidentsAt } from '../door.ts'
import { askedIn } from '../filter.ts'
import { useIncidents } from '../words.ts'
import '../incidents.css'
import './print.css'

const sheetOf = (incident: Incident, names: ReadonlyMap<string, string>, countries: Countries) => ({
  ...incident,
  from: names.get(incident.from) ?? null,
  where: [incident.place.name, countries.name(incident.place.country)].filter((part) => part !== '').join(', '),
  way: incident.route.map(({ place, country }) =>
    [place, countries.name(country)].filter((part) => part !== '').join(', '),
  ),
})

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, names, countries, messages } = await incidentsAt({ context, url })
  const { id } = params
  const paper = await desk.paper(id === undefined ? askedIn(url, countries).query : { id })
  if (!paper.ok) throw nothingHere()
  const known = await names()
  return {
    messages,
    sheets: paper.value.items.map((incident) => sheetOf(incident, known, countries)),
    more: paper.value.more,
    back: id === undefined ? `/incidents${url.search}` : `/incidents/${id}`,
  }
}

type Sheet = ReturnType<typeof useLoaderData<typeof loader>>['sheets'][number]

function Paper({ sheet }: { sheet: Sheet }) {
  const { t, moment, date, amount } = useIncidents()
  const { parties, identifiers, occurred, released } = sheet
  const facts = [
    [t('one.marking'), <MarkingTag key="marking" marking={sheet.marking} />],
    [t('board.kind'), t(`kind.${sheet.kind}`)],
    [t('board.status'), t(`status.${sheet.status}`)],
    [t('board.from'), sheet.from ?? t('unknown')],
    [t('one.place'), sheet.where],
    [t('one.occurred'), occurred ? date(occurred) : '–'],
    [t('one.reported'), moment(sheet.reported)],
    [t('one.released'), released ? moment(released) : '–'],
    [
      t('field.goods'),
      sheet.goods.map(({ name, amount: much }) => (much ? `${name} ${amount(much)}` : name)).join('; ') || '–',
    ],
    [t('field.equipment'), sheet.equipment.map(({ name, count }) => `${count} × ${name}`).join('; ') || '–'],
    [t('field.route'), sheet.way.join(' → ') || '–'],
    [
      t('field.parties'),
      parties === undefined
        ? t('exports.withheld')
        : parties.map(({ role, name }) => `${t(`party.${role}`)}: ${name}`).join('; ') || '–',
    ],
    [
      t('field.identifiers'),
      identifiers === undefined
        ? t('exports.withheld')
        : identifiers.map(({ type, value }) => `${t(`identifier.${type}`)}: ${value}`).join('; ') || '–',
    ],
  ] as const
  return (
    <article className="sheet stack">
      <h2>
        <bdi>{sheet.title || t('recalledName')}</bdi>
      </h2>
      <Facts facts={facts} />
      <p className="told" dir="auto">
        {sheet.account}
      </p>
    </article>
  )
}

export default function Print() {
  const { sheets, more, back } = useLoaderData<typeof loader>()
  const { t } = useIncidents()
  return (
    <WorkPage title={t('exports.paper')} help={t(more ? 'exports.paperMore' : 'exports.paperHelp')}>
      {sheets.map((sheet) => (
        <Paper key={sheet.id} sheet={sheet} />
      ))}
      <p className="no-print">
        <a href={back}>{t('exports.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
