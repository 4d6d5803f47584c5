// SPDX-License-Identifier: Apache-2.0
import type { PersonSummary, RoleDeclaration } from '#platform/accounts/contract.ts'
import { Table } from '../../kit/table/table.tsx'
import { InForce, markingName, RoleNames } from '../parts.tsx'
import { useAdmin } from '../words.tsx'

interface PersonTableProps {
  people: readonly PersonSummary[]
  roles: readonly RoleDeclaration[]
  mayChange: boolean
}

export function PersonTable({ people, roles, mayChange }: PersonTableProps) {
  const { t, date } = useAdmin()
  return (
    <Table
      caption={t('people.caption', { count: people.length })}
      rows={people}
      keyOf={({ membership }) => membership}
      columns={[
        { title: t('people.name'), head: true, cell: ({ name }) => <bdi>{name}</bdi> },
        { title: t('people.roles'), cell: (row) => <RoleNames ids={row.roles} roles={roles} /> },
        { title: t('people.clearance'), cell: ({ clearance }) => markingName(clearance) },
        { title: t('people.since'), cell: ({ from }) => date(from) },
        { title: t('people.until'), cell: ({ until }) => (until === null ? t('people.noEnd') : date(until)) },
        { title: t('people.state'), cell: ({ inForce }) => <InForce yes={inForce} /> },
        ...(mayChange
          ? [
              {
                title: t('people.action'),
                acts: true,
                cell: ({ membership, name, inForce }: PersonSummary) =>
                  inForce && (
                    <a href={`/administration?person=${membership}`} aria-label={t('people.changeNamed', { name })}>
                      {t('people.change')}
                    </a>
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}
