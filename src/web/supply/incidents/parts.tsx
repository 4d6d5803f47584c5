// SPDX-License-Identifier: Apache-2.0
/** What an incident says: goods, route, who is concerned, what points to them, the account. */
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import type { IncidentData } from './incident.tsx'
import { useIncidents } from './words.ts'

type Part = { loaded: IncidentData }

function Goods({ loaded: { incident } }: Part) {
  const { t, amount, number } = useIncidents()
  const { goods, equipment } = incident
  return (
    <>
      {goods.length > 0 && (
        <Panel title={t('field.goods')}>
          <Table
            caption={t('field.goods')}
            captionHidden
            rows={goods}
            keyOf={(_, index) => index}
            columns={[
              { title: t('field.name'), head: true, cell: ({ name }) => <bdi>{name}</bdi> },
              { title: t('field.amount'), whole: true, cell: (each) => (each.amount ? amount(each.amount) : '–') },
              { title: t('field.form'), cell: ({ form }) => (form ? t(`form.${form}`) : '–') },
              { title: t('field.certainty'), cell: ({ certainty }) => t(`certainty.${certainty}`) },
            ]}
          />
        </Panel>
      )}
      {equipment.length > 0 && (
        <Panel title={t('field.equipment')}>
          <Table
            caption={t('field.equipment')}
            captionHidden
            rows={equipment}
            keyOf={(_, index) => index}
            columns={[
              { title: t('field.name'), head: true, cell: ({ name }) => <bdi>{name}</bdi> },
              { title: t('field.count'), cell: ({ count }) => number(count) },
            ]}
          />
        </Panel>
      )}
    </>
  )
}

function Route({ loaded: { incident, countries } }: Part) {
  const { t } = useIncidents()
  if (incident.route.length === 0) return null
  return (
    <Panel title={t('field.route')}>
      <Table
        caption={t('field.route')}
        captionHidden
        rows={incident.route}
        keyOf={(_, index) => index}
        columns={[
          { title: t('field.role'), head: true, cell: ({ role }) => t(`role.${role}`) },
          { title: t('field.country'), cell: ({ country }) => countries[country] ?? country },
          { title: t('field.place'), cell: ({ place }) => (place ? <bdi>{place}</bdi> : '–') },
          { title: t('field.mode'), cell: ({ mode }) => (mode ? t(`mode.${mode}`) : '–') },
        ]}
      />
    </Panel>
  )
}

function Concerned({ loaded: { incident, countries } }: Part) {
  const { t } = useIncidents()
  const { parties = [], identifiers = [] } = incident
  return (
    <>
      {parties.length > 0 && (
        <Panel title={t('field.parties')}>
          <Table
            caption={t('field.parties')}
            captionHidden
            rows={parties}
            keyOf={(_, index) => index}
            columns={[
              {
                title: t('field.name'),
                head: true,
                cell: ({ name, person, necessity }) => (
                  <>
                    <bdi>{name}</bdi>
                    {person && <span className="quiet thing">{t('one.person', { necessity })}</span>}
                  </>
                ),
              },
              { title: t('field.role'), cell: ({ role }) => t(`party.${role}`) },
              { title: t('field.country'), cell: ({ country }) => (country ? (countries[country] ?? country) : '–') },
              { title: t('field.knowledge'), cell: ({ knowledge }) => t(`knowledge.${knowledge}`) },
            ]}
          />
        </Panel>
      )}
      {identifiers.length > 0 && (
        <Panel title={t('field.identifiers')}>
          <Table
            caption={t('field.identifiers')}
            captionHidden
            rows={identifiers}
            keyOf={(_, index) => index}
            columns={[
              {
                title: t('field.value'),
                head: true,
                cell: ({ value }) => (
                  <bdi className="identifier" dir="ltr">
                    {value}
                  </bdi>
                ),
              },
              { title: t('field.type'), cell: ({ type }) => t(`identifier.${type}`) },
            ]}
          />
        </Panel>
      )}
    </>
  )
}

/** All of it that this desk may read; of a recalled one others keep nothing of this. */
export function IncidentParts({ loaded, sender }: Part & { sender: string }) {
  const { t } = useIncidents()
  const { incident } = loaded
  if (incident.title === '') return null
  const { account, parties, identifiers } = incident
  const hidden = [account, parties, identifiers].includes(undefined)
  return (
    <>
      {account !== undefined && (
        <Panel title={t('one.account')}>
          {account === '' ? (
            <p className="quiet">{t('one.noAccount')}</p>
          ) : (
            <p className="told" dir="auto">
              {account}
            </p>
          )}
        </Panel>
      )}
      <Goods loaded={loaded} />
      <Route loaded={loaded} />
      <Concerned loaded={loaded} />
      {hidden && <p className="quiet">{t('one.hidden', { organisation: sender })}</p>}
    </>
  )
}
