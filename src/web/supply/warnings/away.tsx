// SPDX-License-Identifier: Apache-2.0
/** An advisory and other nodes: what they said of ours, and what this desk makes of theirs. */
import { Form } from 'react-router'
import type { AdvisoryDeliveries } from '#supply/warnings/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Deliveries } from '../../workspace/deliveries.tsx'
import type { Loaded } from './advisory.tsx'
import { useWarnings } from './words.ts'

export function Away({ sent: { deliveries, untold } }: { sent: AdvisoryDeliveries }) {
  const { t } = useWarnings()
  return (
    <>
      <Deliveries deliveries={deliveries} />
      {untold.length > 0 && (
        <Notice tone="caution" title={t('away.untold')}>
          <ul>
            {untold.map(({ id, name, node }) => (
              <li key={id}>
                <bdi>
                  {name} ({node.name})
                </bdi>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

/** Where it came from; for officers, the way to an advisory of their own. */
export function Received({ loaded: { id, received, areas, key } }: { loaded: Loaded }) {
  const { t } = useWarnings()
  if (!received) return null
  return (
    <Panel title={t('away.title')}>
      <p>{t('away.from', { organisation: received.organisation, node: received.node })}</p>
      {received.adopted && (
        <p>
          <a href={`/warnings/advisories/${received.adopted}`}>{t('away.adopted')}</a>
        </p>
      )}
      {received.mayAdopt && (
        <Form method="post" action={`/warnings/advisories/${id}`} className="stack" preventScrollReset>
          <input type="hidden" name="key" value={key} />
          <p className="quiet">{t('away.help')}</p>
          <SelectField
            name="regions"
            label={t('compose.regions')}
            options={[['', t('new.choose')], ...areas]}
            defaultValue=""
          />
          <div className="row">
            <Button type="submit" name="do" value="adopt">
              {t('away.adopt')}
            </Button>
          </div>
        </Form>
      )}
    </Panel>
  )
}
