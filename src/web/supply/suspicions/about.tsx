// SPDX-License-Identifier: Apache-2.0
/** What an alert or a report is of: an order, or an account. */
import { Panel } from '../../kit/panel/panel.tsx'
import type { SaidSubject } from './about-of.ts'
import { Ordered } from './ordered.tsx'
import { Paid } from './paid.tsx'
import { useSuspicions } from './words.ts'

export function About({ about }: { about: SaidSubject }) {
  const { t } = useSuspicions()
  return about.leg === 'payment' ? (
    <Panel title={t('paid.title')}>
      <Paid about={about} currency={about.currency} />
    </Panel>
  ) : (
    <Panel title={t('order.title')}>
      <Ordered order={about.order} found={about.found} countries={about.countries} />
    </Panel>
  )
}
