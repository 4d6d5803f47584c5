// SPDX-License-Identifier: Apache-2.0
/**
 * Orders of a dealer, payments of a bank, parcels of a post and listings of a marketplace in the invented country: most are innocent,
 * one of each was refused or stopped and reported, one of each waits. Days are counted from today, so that the clocks of it run.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
  AlertCommand,
  NewOrder,
  NewReport,
  NewRuleContent,
  SuspicionLeg,
  SuspicionsDesk,
} from '#supply/suspicions/contract.ts'
import { type DesksOf, given } from './given.ts'
import story from './suspicions.json' with { type: 'json' }

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()

interface Desks {
  desk: SuspicionsDesk
  approver: SuspicionsDesk
  receiver: SuspicionsDesk
}
interface Refused {
  days: number
  refusal: object
  report: Omit<NewReport, 'to'>
}

const desksFor = async (desksOf: DesksOf, names: { by: string; second: string; receivedBy: string }) => {
  const [desk, approver, receiver] = await Promise.all(
    [names.by, names.second, names.receivedBy].map(async (name) => (await desksOf(name)).suspicions),
  )
  return desk && approver && receiver ? { desk, approver, receiver } : undefined
}

/** Refused by two, reported, and answered. */
const tellRefused = async (
  { desk, approver, receiver }: Desks,
  leg: SuspicionLeg,
  id: string,
  { days, refusal, report }: Refused,
): Promise<void> => {
  const alert = given(await desk.alert(id))
  const command = { ...refusal, until: daysAgo(-days).slice(0, 10) } as AlertCommand
  const proposed = given(await desk.act(id, command, alert.version))
  const agreed = given(await approver.act(id, { do: 'agree' }, proposed.version))
  const [to] = given(await desk.receivers(leg))
  const sent = given(await desk.report(id, { ...report, to: to?.id ?? '' }, agreed.version))
  const { version } = given(await receiver.answer(sent.id, { do: 'receive' }, sent.version))
  given(await receiver.answer(sent.id, { do: 'answer', feedback: 'useful' }, version))
}

const tellOrders = async (desksOf: DesksOf): Promise<void> => {
  const desks = await desksFor(desksOf, story)
  if (!desks) return
  for (const { days, order } of story.orders) {
    const { alert } = given(await desks.desk.take({ ...order, at: daysAgo(days) } as NewOrder))
    if (order.ref === story.refused.order && alert !== null) await tellRefused(desks, 'order', alert, story.refused)
  }
}

/** A change of red flags that was compared and let run in the shadow, and waits for the second person. */
const tellRules = async (desksOf: DesksOf): Promise<void> => {
  const desk = (await desksOf(story.by)).suspicions
  if (!desk) return
  const draft = given(await desk.draftRules('order', story.rules.content as NewRuleContent, 0))
  const compared = given(await desk.replayRules('order', { days: 365 }, draft.version))
  const shadow = given(await desk.actOnRules('order', { do: 'shadow' }, compared.version))
  given(await desk.actOnRules('order', { do: 'propose', text: story.rules.text }, shadow.version))
}

/** A file whose first column counts days from today. */
const fileOf = (name: string): Uint8Array => {
  const [head = '', ...rows] = readFileSync(join(import.meta.dirname, name), 'utf8')
    .trim()
    .split('\n')
  const dated = rows.map((row) => row.replace(/^\d+/, (days) => daysAgo(Number(days)).slice(0, 10)))
  return new TextEncoder().encode([head.replace('days', 'at'), ...dated].join('\n'))
}

const tellPayments = async (desksOf: DesksOf): Promise<void> => {
  const desks = await desksFor(desksOf, story.payments)
  if (!desks) return
  given(await desks.desk.takePayments(fileOf('payments.csv')))
  const { items } = given(await desks.desk.alerts({ limit: 100 }))
  const { refused } = story.payments
  const found = items.find(({ ref }) => ref === refused.account)
  if (found) await tellRefused(desks, 'payment', found.id, refused)
}

const ITEMS = [
  ['parcels.csv', 'parcel', story.parcels],
  ['listings.csv', 'listing', story.listings],
] as const

/** The older part first, of which one was decided: what came since is judged with that in mind. */
const tellItems = async (desksOf: DesksOf, [name, leg, told]: (typeof ITEMS)[number]): Promise<void> => {
  const desks = await desksFor(desksOf, told)
  if (!desks) return
  const { desk, receiver } = desks
  const take = leg === 'parcel' ? desk.takeParcels : desk.takeListings
  const lines = new TextDecoder().decode(fileOf(name)).split('\n')
  const last = lines.findIndex((line) => line.includes(told.decided.ref))
  given(await take(new TextEncoder().encode(lines.slice(0, last + 1).join('\n'))))
  const { items } = given(await desk.alerts({ limit: 100 }))
  const found = items.find(({ ref }) => ref === told.decided.ref)
  if (!found) return
  let { version } = found
  for (const { days, ...act } of told.decided.acts as readonly { days?: number }[]) {
    const command = { ...act, ...(days !== undefined && { until: daysAgo(-days).slice(0, 10) }) } as AlertCommand
    ;({ version } = given(await desk.act(found.id, command, version)))
  }
  const [to] = given(await desk.receivers(leg))
  const sent = given(await desk.report(found.id, { ...told.decided.report, to: to?.id ?? '' }, version))
  const received = given(await receiver.answer(sent.id, { do: 'receive' }, sent.version))
  given(await receiver.answer(sent.id, { do: 'answer', feedback: 'action-taken' }, received.version))
  given(await take(new TextEncoder().encode(lines.join('\n'))))
}

export const tellSuspicions = async (desksOf: DesksOf): Promise<void> => {
  await tellOrders(desksOf)
  await tellRules(desksOf)
  await tellPayments(desksOf)
  for (const each of ITEMS) await tellItems(desksOf, each)
}
