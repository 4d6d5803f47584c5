// SPDX-License-Identifier: Apache-2.0
/** Who is told of what is found, within the firm: nobody outside it ever is. */
import { announce } from '#platform/events/index.ts'
import { alertHandling, analystsOf } from '../access.ts'
import type { SuspicionLeg } from '../codes.ts'
import type { AlertRow, Trx } from '../store.ts'

const HELD = { order: 'order-held', payment: 'account-held', parcel: 'parcel-held', listing: 'listing-held' } as const

/** That a red flag holds nothing by itself any more, on the alert that was too much. */
export const tellCapped = async (
  trx: Trx,
  firm: string,
  leg: SuspicionLeg,
  alert: string,
  flags: readonly string[],
): Promise<void> => {
  const { audience, marking, purposes } = alertHandling(firm, leg)
  for (const flag of flags)
    await announce(trx, {
      ...{ kind: 'alert.capped', record: alert, audience, marking, purposes, data: { flag } },
      notify: [{ to: analystsOf(firm, leg), message: 'flag-capped', values: { flag }, link: `/suspicions/${alert}` }],
    })
}

export const tellFound = async (
  trx: Trx,
  firm: string,
  leg: SuspicionLeg,
  alerts: readonly Pick<AlertRow, 'id' | 'status'>[],
): Promise<void> => {
  const { audience, marking, purposes } = alertHandling(firm, leg)
  for (const { id, status } of alerts)
    await announce(trx, {
      ...{ kind: 'alert.found', record: id, audience, marking, purposes },
      ...(status === 'held' && {
        notify: [{ to: analystsOf(firm, leg), message: HELD[leg], link: `/suspicions/${id}` }],
      }),
    })
}
