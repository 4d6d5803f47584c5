// SPDX-License-Identifier: Apache-2.0
/** Incidents that share something with this one, and what. */
import { Panel } from '../../../kit/panel/panel.tsx'
import { Table } from '../../../kit/table/table.tsx'
import { StatusTag } from '../urgency.tsx'
import { useIncidents } from '../words.ts'
import type { LinkLine } from './lines.ts'

function Reasons({ reasons }: Pick<LinkLine, 'reasons'>) {
  const { t } = useIncidents()
  return reasons.map(({ kind, here, there, misused }) => (
    <span className="thing" key={`${kind} ${there}`}>
      {t(`links.kind.${kind}`)} <bdi className="identifier">{there}</bdi>
      {here !== there && <span className="quiet"> ({t('links.here', { value: here })})</span>}
      {misused && <span className="quiet"> – {t('links.misused')}</span>}
    </span>
  ))
}

export function LinksTable({ links }: { links: readonly LinkLine[] }) {
  const { t, moment } = useIncidents()
  return (
    <Table
      caption={t('links.title')}
      captionHidden
      rows={links}
      keyOf={({ id }) => id}
      columns={[
        {
          title: t('links.incident'),
          head: true,
          cell: ({ id, title }) => (
            <a href={`/incidents/${id}`}>
              <bdi>{title || t('recalledName')}</bdi>
            </a>
          ),
        },
        { title: t('links.shared'), cell: ({ reasons }) => <Reasons reasons={reasons} /> },
        { title: t('board.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
        { title: t('board.status'), cell: ({ status }) => <StatusTag status={status} /> },
        {
          title: t('links.reported'),
          cell: ({ reported }) => <time dateTime={reported}>{moment(reported)}</time>,
        },
      ]}
    />
  )
}

export function LinksPanel({ id, links }: { id: string; links: readonly LinkLine[] }) {
  const { t } = useIncidents()
  return (
    <Panel title={t('links.title')} actions={<a href={`/incidents/${id}/links`}>{t('pictures.open')}</a>}>
      <p className="quiet">{t(links.length === 0 ? 'links.none' : 'links.help')}</p>
      {links.length > 0 && <LinksTable links={links} />}
    </Panel>
  )
}
