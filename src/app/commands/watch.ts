// SPDX-License-Identifier: Apache-2.0
/**
 * `watch --orders FILE`, `--payments FILE`, `--parcels FILE` or `--listings FILE`, `[--rules FOLDER]`: through the red flags, on
 * this computer alone. No server, no database, and nothing leaves it: for those who send nothing out.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import type { Outcome } from '#basis/outcome.ts'
import { countryCodes } from '#countries/index.ts'
import { loadRedFlags } from '#reference/index.ts'
import {
  compileRules,
  currencies,
  flagsOf,
  type Item,
  type ItemKind,
  type Judgement,
  LISTING_FACTS,
  LISTINGS,
  ORDER_FACTS,
  openItemWatch,
  openPaymentWatch,
  openWatch,
  PARCEL_FACTS,
  PARCELS,
  PAYMENT_FACTS,
  type RowProblem,
  readItems,
  readOrders,
  readPayments,
  type Vocabulary,
} from '#supply/suspicions/index.ts'
import { packOf } from '../country.ts'
import { cashLimitOf, goodsOf } from '../suspicions.ts'
import type { Context } from './context.ts'
import type { Options } from './index.ts'
import { localReference } from './reference.ts'

const [NOTHING, BAD, SOMETHING] = [0, 2, 3]
/** Bytes; a larger file is several. */
const LARGEST = 512 << 20

/** Something judged: on which line, what it is called, and what else a program is told of it. */
interface Told extends Judgement {
  line: number
  ref: string
  name: string
  goods?: readonly { name: string; control: string; isChecked: boolean }[]
}
interface Watching {
  count: number
  problems: readonly RowProblem[]
  told: Iterable<Told>
}

type Given = ReturnType<typeof loadRedFlags>

const watchOrders = async (bytes: Uint8Array, red: Given): Promise<Outcome<Watching>> => {
  const read = await readOrders(bytes, { now: new Date(), known: currencies() })
  if (!read.ok) return read
  const { orders, problems } = read.value
  let known = 0
  const rules = compileRules(flagsOf('order', red), ORDER_FACTS)
  const { watch } = openWatch(rules, goodsOf(localReference(), []), () => `customer ${++known}`)
  function* told() {
    for (const { line, order } of orders.toSorted((a, b) => Date.parse(a.order.at) - Date.parse(b.order.at))) {
      const { order: _, isFirst: __, ...judged } = watch(order)
      yield { line, ref: order.ref, name: order.customer.name, ...judged }
    }
  }
  return { ok: true, value: { count: orders.length, problems, told: told() } }
}

/** Cash is just under a limit where the country is named and has one. */
const watchPayments = async (
  bytes: Uint8Array,
  red: Given,
  country: string | undefined,
): Promise<Outcome<Watching>> => {
  const read = await readPayments(bytes, new Date())
  if (!read.ok) return read
  const { payments, problems } = read.value
  const pack = country === undefined ? undefined : packOf(country)
  const { watch } = openPaymentWatch(compileRules(flagsOf('payment', red), PAYMENT_FACTS), cashLimitOf(pack))
  function* told() {
    for (const { line, payment } of payments)
      for (const { account, payment: by, ...judged } of watch(payment))
        yield { line, ref: by.ref, name: account, account, ...judged }
  }
  return { ok: true, value: { count: payments.length, problems, told: told() } }
}

const watchItems = async <T extends Item>(
  kind: ItemKind<T>,
  vocabulary: Vocabulary,
  bytes: Uint8Array,
  red: Given,
): Promise<Outcome<Watching>> => {
  const read = await readItems(kind, bytes, new Date())
  if (!read.ok) return read
  const { items, problems } = read.value
  const { watch } = openItemWatch(kind, compileRules(flagsOf(kind.leg, red), vocabulary), goodsOf(localReference(), []))
  function* told() {
    for (const { line, item } of items) {
      const { item: _, found, ...judged } = watch(item)
      yield { line, ref: item.ref, name: kind.nameOf(item), goods: found, ...judged }
    }
  }
  return { ok: true, value: { count: items.length, problems, told: told() } }
}

const tell = (
  { outcome, score, reasons, goods = [], unless, ref, name }: Told,
  texts: ReadonlyMap<string, string>,
  { say, print }: Context,
): void => {
  print(say(`watch.${outcome}`, { ref, name, score }))
  for (const { name: good, control, isChecked } of goods)
    print(
      say(isChecked || control === '' ? 'watch.good' : 'watch.good-unchecked', { name: good, control: control || '–' }),
    )
  for (const { flag, weight } of reasons) print(say('watch.reason', { flag, weight, text: texts.get(flag) ?? flag }))
  for (const without of unless) print(say('watch.unless', { flags: without.join(' + ') }))
}

const FILES = ['orders', 'payments', 'parcels', 'listings'] as const
const LEGS = { orders: 'order', payments: 'payment', parcels: 'parcel', listings: 'listing' } as const

/** What is wrong with the options, as the key of a message and what was given. */
const wrong = ({ rules, country, ...options }: Options): [string, string] | undefined => {
  const [file, ...others] = FILES.flatMap((name) => options[name] ?? [])
  if (file === undefined || others.length > 0) return ['watch-what', '']
  if (!existsSync(file) || !statSync(file).isFile()) return ['no-file', file]
  if (statSync(file).size > LARGEST) return ['too-large', file]
  if (rules !== undefined && !(existsSync(rules) && statSync(rules).isDirectory())) return ['no-folder', rules]
  return country !== undefined && packOf(country) === undefined ? ['country', country] : undefined
}

export const watch = async (_words: string[], options: Options, context: Context): Promise<number> => {
  const fault = wrong(options)
  if (fault) return context.bad(fault[0], { given: fault[1], countries: countryCodes().join(', ') })
  const { rules: folder, json, format, country } = options
  const what = FILES.find((name) => options[name] !== undefined) ?? 'orders'
  const red = folder === undefined ? loadRedFlags() : loadRedFlags(folder)
  const bytes = readFileSync(options[what] ?? '')
  const watching = await {
    orders: () => watchOrders(bytes, red),
    payments: () => watchPayments(bytes, red, country),
    parcels: () => watchItems(PARCELS, PARCEL_FACTS, bytes, red),
    listings: () => watchItems(LISTINGS, LISTING_FACTS, bytes, red),
  }[what]()
  if (!watching.ok) {
    context.complain(context.explain(watching.refusal))
    return BAD
  }
  const { count, problems, told } = watching.value
  const language = context.language === 'fr' ? 'fr' : 'en'
  const texts = new Map(flagsOf(LEGS[what], red).flags.map(({ id, text }) => [id, text[language]]))
  const isForProgram = json || format === 'jsonl'
  let found = 0
  for (const judged of told) {
    if (judged.outcome !== 'pass') found++
    if (isForProgram) {
      const { name: _, ...said } = judged
      context.print(JSON.stringify(said))
    } else if (judged.outcome !== 'pass') tell(judged, texts, context)
  }
  for (const { line, code, given } of problems)
    context.complain(context.say('watch.problem', { line, what: context.say(`watch.row.${code}`), given }))
  if (!isForProgram) context.print(context.say('watch.done', { count, found, problems: problems.length }))
  return found > 0 ? SOMETHING : problems.length > 0 ? BAD : NOTHING
}
