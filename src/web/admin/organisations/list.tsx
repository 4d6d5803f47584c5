// SPDX-License-Identifier: Apache-2.0
import type { OrganisationSummary } from '#platform/accounts/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Pager } from '../../kit/pager/pager.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { searchOf } from '../../kit/table/address.ts'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { useAdmin } from '../words.tsx'
import type { OrganisationsData } from './organisations.tsx'

const HERE = '/administration/organisations'

function Filter({ data: { kinds, query } }: { data: OrganisationsData }) {
  const { t, language } = useAdmin()
  return (
    <form method="get" action={HERE} className="search">
      <TextField name="text" label={t('organisations.name')} defaultValue={query.text} maxLength={100} />
      <SelectField
        name="kind"
        label={t('organisations.kind')}
        defaultValue={query.kind}
        options={[['', t('organisations.all')] as const, ...kinds.map(({ id, name }) => [id, name[language]] as const)]}
      />
      <Button type="submit" look="quiet">
        {t('organisations.find')}
      </Button>
    </form>
  )
}

function Change({ row: { id, name, status }, verbs }: { row: OrganisationSummary; verbs: OrganisationsData['verbs'] }) {
  const { t } = useAdmin()
  const intent = status === 'active' ? 'suspend' : 'resume'
  return (
    <div className="row">
      {verbs[intent] && (
        <form method="post" action={HERE}>
          <input type="hidden" name="intent" value={intent} />
          <Button
            type="submit"
            look={status === 'active' ? 'danger' : 'quiet'}
            size="small"
            name="id"
            value={id}
            aria-label={t(`organisations.${intent}Named`, { name })}
          >
            {t(`organisations.${intent}`)}
          </Button>
        </form>
      )}
      {verbs.custodian && (
        <a
          href={`${HERE}${searchOf([
            ['text', name],
            ['organisation', id],
          ])}`}
          aria-label={t('organisations.newFor', { name })}
        >
          {t('organisations.newCustodian')}
        </a>
      )}
    </div>
  )
}

/** Found organisations, a page at a time. */
export function List({ data }: { data: OrganisationsData }) {
  const { t, language } = useAdmin()
  const { kinds, query, list, verbs } = data
  const kindOf = (kind: string) => kinds.find(({ id }) => id === kind)?.name[language] ?? kind
  const countries = new Intl.DisplayNames([language], { type: 'region' })
  const unknown = countries.of('ZZ')
  /** By its name; a code that is nobody's, such as that of an invented country, stands for itself. */
  const countryOf = (code: string) => (countries.of(code) === unknown ? code : countries.of(code))
  const address = (after: string) => HERE + searchOf(Object.entries({ ...query, after }))
  return (
    <>
      <Filter data={data} />
      {list.items.length === 0 ? (
        <EmptyState title={t('organisations.none')}>{t('organisations.noneMore')}</EmptyState>
      ) : (
        <Table
          caption={t('organisations.caption')}
          captionHidden
          rows={list.items}
          keyOf={({ id }) => id}
          columns={[
            { title: t('organisations.name'), head: true, cell: ({ name }) => <bdi>{name}</bdi> },
            { title: t('organisations.kind'), cell: ({ kind }) => kindOf(kind) },
            { title: t('organisations.country'), cell: ({ country }) => countryOf(country) },
            {
              title: t('people.state'),
              cell: ({ status }) => (
                <Tag tone={status === 'active' ? 'sure' : 'listed'}>{t(`organisations.states.${status}`)}</Tag>
              ),
            },
            { title: t('people.action'), acts: true, cell: (row) => <Change row={row} verbs={verbs} /> },
          ]}
        />
      )}
      {(query.after !== '' || list.next !== null) && (
        <Pager
          label={t('organisations.pages')}
          here=""
          previous={query.after === '' ? null : { label: t('organisations.first'), href: address('') }}
          next={list.next === null ? null : { label: t('organisations.next'), href: address(list.next) }}
        />
      )}
    </>
  )
}
