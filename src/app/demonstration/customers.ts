// SPDX-License-Identifier: Apache-2.0
/** Customers of a maker of presses in the invented country: one that it sells to, one that it does not, one still open. */
import type { CustomerResult, NewCustomer } from '#supply/partnerships/contract.ts'
import customers from './customers.json' with { type: 'json' }
import { type DesksOf, given } from './given.ts'

export const makeCustomers = async (desksOf: DesksOf): Promise<void> => {
  for (const { by, customer, conclude } of customers) {
    const { customers: desk } = await desksOf(by)
    if (!desk) continue
    const { id, version } = given(await desk.record(customer as NewCustomer))
    if (!conclude) continue
    const review = new Date(Date.now() + conclude.days * 86_400_000).toISOString().slice(0, 10)
    const result = conclude.result as CustomerResult
    given(await desk.act(id, { do: 'conclude', result, reason: conclude.reason, review }, version))
  }
}
