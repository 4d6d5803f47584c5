// SPDX-License-Identifier: Apache-2.0
/**
 * Orders of a dealer in the invented country: most are innocent, one was refused and reported, one waits. Days are counted from
 * today, so that the clocks of it run.
 */
import type { AlertCommand, NewOrder, NewReport } from '#supply/suspicions/contract.ts'
import { type DesksOf, given } from './given.ts'
import story from './suspicions.json' with { type: 'json' }

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()

export const tellSuspicions = async (desksOf: DesksOf): Promise<void> => {
  const { by, second, receivedBy, orders, refused } = story
  const { suspicions: desk } = await desksOf(by)
  const { suspicions: approver } = await desksOf(second)
  const { suspicions: authority } = await desksOf(receivedBy)
  if (!desk || !approver || !authority) return
  for (const { days, order } of orders) {
    const { alert: id } = given(await desk.take({ ...order, at: daysAgo(days) } as NewOrder))
    if (order.ref !== refused.order || id === null) continue
    const alert = given(await desk.alert(id))
    const command = { ...refused.refusal, until: daysAgo(-refused.days).slice(0, 10) } as AlertCommand
    const proposed = given(await desk.act(id, command, alert.version))
    const agreed = given(await approver.act(id, { do: 'agree' }, proposed.version))
    const [to] = given(await desk.authorities())
    const report: NewReport = { ...refused.report, to: to?.id ?? '' }
    const sent = given(await desk.report(id, report, agreed.version))
    const { version } = given(await authority.answer(sent.id, { do: 'receive' }, sent.version))
    given(await authority.answer(sent.id, { do: 'answer', feedback: 'useful' }, version))
  }
}
