// SPDX-License-Identifier: Apache-2.0
/** Who else saw a firm or number of an incident: for readers to say, for those who reported it as counts by country. */
import { Form } from 'react-router'
import { Button } from '../../../kit/button/button.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { Table } from '../../../kit/table/table.tsx'
import { Tag } from '../../../kit/tag/tag.tsx'
import type { IncidentData } from '../incident.tsx'
import { useTalk } from './words.ts'

export function Sightings({ loaded: { incident, talk } }: { loaded: IncidentData }) {
  const { t, number } = useTalk()
  const { seen, offered } = talk.sightings
  return (
    <>
      {seen.length > 0 && (
        <Panel title={t('sightings.seen')}>
          <p className="quiet">{t('sightings.seenHelp')}</p>
          <Table
            caption={t('sightings.seen')}
            captionHidden
            rows={seen}
            keyOf={({ part, value, country }) => `${part} ${value} ${country}`}
            columns={[
              { title: t('sightings.value'), head: true, cell: ({ value }) => <bdi>{value}</bdi> },
              { title: t('sightings.country'), cell: ({ country }) => country },
              { title: t('sightings.count'), figures: true, cell: ({ count }) => number(count) },
            ]}
          />
        </Panel>
      )}
      {offered.length > 0 && (
        <Panel title={t('sightings.title')} fold="closed">
          <p className="quiet">{t('sightings.help')}</p>
          <ul className="said-lines">
            {offered.map(({ part, value, said }) => (
              <li key={`${part} ${value}`} className="row">
                <bdi>{value}</bdi>
                {said ? (
                  <Tag tone="sure">{t('sightings.said')}</Tag>
                ) : (
                  <Form method="post" action={`/incidents/${incident.id}`} preventScrollReset>
                    <input type="hidden" name="sight-value" value={value} />
                    <Button
                      type="submit"
                      name="sight"
                      value={part}
                      look="quiet"
                      size="small"
                      aria-label={t('sightings.sayNamed', { value })}
                    >
                      {t('sightings.say')}
                    </Button>
                  </Form>
                )}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}
