// SPDX-License-Identifier: Apache-2.0
/**
 * warning-to-health
 *
 * Direction    supply → health. Nothing comes back by this passage: whether a service acknowledged what it was told stays in
 *              health, since nothing would be decided otherwise in supply, and a way back that exists can be widened.
 * Carries      of a published advisory, in its version for professionals and where its authors meant it for services: its
 *              id; severity and urgency (CAP 1.2); regions; headline and text by language, and whether a native reader has
 *              read it; until when it holds; that it was withdrawn, when and why.
 * Never        what it was made from (signals, incidents, laboratories), the other versions, who wrote or agreed to it, who
 *              else was told.
 * Legal basis  the law that the country's pack names for this passage (`countries/xx/crossings.csv`).
 * Kept         on its way until it is taken; then on the desks of services, also when it is over, so that what was said
 *              then can be shown.
 * Floor        none: it holds no figure.
 * Switch       `countries/xx/crossings.csv`, `warning-to-health`. Closed: nothing new is told; both sides look. What was told
 *              before is still withdrawn.
 *
 * Both ledgers have a line: `tell` or `take-back` of the advisory in supply, with a digest of the bytes that crossed; `cross`
 * or `take-back` of the advice in health.
 */
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { canonical } from '#basis/canonical.ts'
import { type AdviceTables, adviceShape, type Service, takeAdvice, takeAdviceBack } from '#health/advice/index.ts'
import type { Consumer } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import {
  ADVISORY_PUBLISHED,
  ADVISORY_WITHDRAWN,
  type AdvisoryForHealth,
  advisoryForHealth,
  type WarningTables,
} from '#supply/warnings/index.ts'
import { type Message, send } from './post.ts'

export const WARNING_TO_HEALTH = 'warning-to-health'

/** Each field that goes through, by name. */
export const advisoryOf = ({ severity, urgency, regions, texts, expires }: AdvisoryForHealth) => ({
  ...{ severity, urgency, regions, expires },
  texts: Object.fromEntries(
    Object.entries(texts).map(([language, { headline, text, reviewed }]) => [language, { headline, text, reviewed }]),
  ),
})

const withdrawnShape = z.strictObject({ at: z.iso.datetime(), reason: z.string().min(1).max(2000) })

interface Out {
  supply: Kysely<WarningTables>
  /** The compartment in which passages lie. */
  post: Kysely<object>
  isOpen: boolean
}

/** At supply's end: sends an advisory when it is published, and that it is withdrawn. */
export const advisoriesOut = ({ supply, post, isOpen }: Out): Consumer => ({
  name: 'crossing-advisory',
  take: async (trx, { kind, record }) => {
    if (kind !== ADVISORY_PUBLISHED && kind !== ADVISORY_WITHDRAWN) return
    const advisory = await advisoryForHealth(supply, record)
    if (!advisory) return
    const { id, withdrawn } = advisory
    const verb = kind === ADVISORY_WITHDRAWN ? 'take-back' : 'tell'
    if (verb === 'tell' && (!isOpen || withdrawn !== null)) return
    const content = verb === 'tell' ? advisoryOf(advisory) : withdrawn && { at: withdrawn.at, reason: withdrawn.reason }
    await send(post, WARNING_TO_HEALTH, { id, verb, content })
    await appendLine(trx, 'node', { verb, kind: 'advisory', ids: [id], content: canonical(content) })
  },
})

interface In {
  health: Kysely<AdviceTables>
  isOpen: boolean
  areas: readonly { code: string; parent: string | null }[]
  /** Asked each time: services come and go. */
  services(): Promise<readonly Service[]>
  onTrouble(code: string): void
}

/** At health's end: what is not in shape is let in by nobody, and only that it came is told. */
export const advisoriesIn =
  ({ health, isOpen, areas, services, onTrouble }: In) =>
  async ({ id, verb, content }: Message): Promise<void> => {
    if (verb === 'take-back') {
      const withdrawn = withdrawnShape.safeParse(content)
      if (!withdrawn.success) return onTrouble('not-in-shape')
      const { at, reason } = withdrawn.data
      return void (await takeAdviceBack(health, id, { at: new Date(at), reason }))
    }
    const given = adviceShape.safeParse(content)
    if (!isOpen || !given.success) return onTrouble(isOpen ? 'not-in-shape' : 'closed')
    const taken = await takeAdvice(health, id, given.data, { services: await services(), areas })
    if (!taken.ok) onTrouble(taken.refusal.code)
  }
