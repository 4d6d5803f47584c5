// SPDX-License-Identifier: Apache-2.0
/** What an alert or a report is of: an order, an account, a parcel or a listing. */
import { Panel } from '../../kit/panel/panel.tsx'
import type { SaidSubject } from './about-of.ts'
import { Offered } from './offered.tsx'
import { Ordered } from './ordered.tsx'
import { Paid } from './paid.tsx'
import { Sent } from './sent.tsx'
import { useSuspicions } from './words.ts'

const TITLES = { order: 'order.title', payment: 'paid.title', parcel: 'sent.title', listing: 'offered.title' } as const

const insideOf = (about: SaidSubject) => {
  switch (about.leg) {
    case 'payment':
      return <Paid about={about} currency={about.currency} />
    case 'parcel':
      return <Sent about={about} />
    case 'listing':
      return <Offered about={about} />
    default:
      return <Ordered order={about.order} found={about.found} countries={about.countries} />
  }
}

export function About({ about }: { about: SaidSubject }) {
  const { t } = useSuspicions()
  return <Panel title={t(TITLES[about.leg])}>{insideOf(about)}</Panel>
}
