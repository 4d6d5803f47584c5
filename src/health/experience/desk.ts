// SPDX-License-Identifier: Apache-2.0
/** Everybody's counter and the desk of who prints codes. That an answer was given is in no ledger: its moment would tell whose it is. */
import { createHash, randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { ok, refuse } from '#basis/outcome.ts'
import { drawLetters, lettersIn, sayLetters } from '#basis/spoken-code.ts'
import { type Actor, columnsOf, sit } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { batchHandling, may } from './access.ts'
import {
  batchShape,
  type ExperienceCounter,
  type ExperienceDesk,
  QUESTIONS,
  type QuarterResult,
  REPLIES,
  repliesShape,
} from './contract.ts'
import { quarterOf, resultOf } from './results.ts'
import { allSums, type ExperienceTables, giveAnswer, insertBatch, insertCodes, surveyOf } from './store.ts'

/** 60 random bits: nobody guesses one. */
const LETTERS = 12
const MOST_QUARTERS = 8
const digestOf = (letters: string) => createHash('sha256').update(`passerelle experience v1 ${letters}`).digest('hex')
const absent = () => refuse('not-found', 'There is nothing here.')

const resultsFor = async (
  db: Kysely<ExperienceTables>,
  services: readonly string[],
  now: Date,
): Promise<Map<string, QuarterResult[]>> => {
  const over = (await allSums(db)).filter(
    ({ service, quarter }) => services.includes(service) && quarter < quarterOf(now),
  )
  const latest = (a: QuarterResult, b: QuarterResult) => b.quarter.localeCompare(a.quarter, 'en')
  return new Map(
    services.map((id) => [
      id,
      over
        .filter(({ service }) => service === id)
        .map(resultOf)
        .sort(latest)
        .slice(0, MOST_QUARTERS),
    ]),
  )
}

interface CounterPlan {
  db: Kysely<ExperienceTables>
  now?(): Date
}

export const openExperienceCounter = ({ db, now = () => new Date() }: CounterPlan): ExperienceCounter => ({
  serviceOf: async (given) => {
    const letters = lettersIn(given, LETTERS)
    const found = letters && (await surveyOf(db, digestOf(letters)))
    return found ? { id: found.service, name: found.service_name } : undefined
  },
  answer: async (code, input) => {
    const [letters, given] = [lettersIn(code, LETTERS), repliesShape.safeParse(input)]
    if (!letters) return absent()
    if (!given.success) return refuse('not-valid', 'Not valid.', 'replies')
    const replies = QUESTIONS.map((each) => {
      const reply = given.data[each]
      return reply === undefined ? null : REPLIES.indexOf(reply)
    })
    return (await giveAnswer(db, digestOf(letters), quarterOf(now()), replies)) ? ok(null) : absent()
  },
  results: async (service) => (await resultsFor(db, [service], now())).get(service) ?? [],
})

export interface ExperiencePlan extends CounterPlan {
  actor: Actor
  /** Services that an organisation runs, as the authority said. */
  runBy(organisation: string): Promise<{ id: string; name: string; country: string }[]>
}

export const openExperience = ({ db, actor, runBy, now = () => new Date() }: ExperiencePlan): ExperienceDesk => ({
  may: may(actor) ? ['services', 'make'] : [],
  services: async () => {
    if (!may(actor)) return absent()
    const own = await runBy(actor.organisation)
    const results = await resultsFor(
      db,
      own.map(({ id }) => id),
      now(),
    )
    return ok(own.map(({ id, name }) => ({ id, name, results: results.get(id) ?? [] })))
  },
  make: async (input) => {
    if (!may(actor)) return absent()
    const given = batchShape.safeParse(input)
    if (!given.success) return refuse('not-valid', 'Not valid.', given.error.issues[0]?.path.join('.') || 'input')
    const { service: asked, many } = given.data
    const service = (await runBy(actor.organisation)).find(({ id }) => id === asked)
    if (!service) return absent()
    const codes = Array.from({ length: many }, () => drawLetters(LETTERS))
    const id = randomUUID()
    const handling = batchHandling(actor.organisation)
    await sit(db, actor, async (trx) => {
      await insertBatch(trx, {
        ...{ id, service: service.id, service_name: service.name, country: service.country, many },
        ...{ made_at: now(), made_by: actor.account, ...columnsOf(handling) },
      })
      await insertCodes(trx, id, codes.map(digestOf))
      const content = JSON.stringify([service.id, many])
      await appendLine(trx, actor, { verb: 'print', kind: 'survey-batch', ids: [id], content })
      const { audience, marking, purposes } = handling
      await announce(trx, { kind: 'experience.printed', record: id, audience, marking, purposes })
    })
    return ok({ service: { id: service.id, name: service.name }, codes: codes.map(sayLetters) })
  },
})
