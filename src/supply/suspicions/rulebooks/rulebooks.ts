// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which a firm sets its red flags: drafts, compares, lets run in the shadow, and puts in force by two. */
import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { canonical } from '#basis/canonical.ts'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { columnsOf } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { alertHandling, analystsOf, approversOf, may, watches } from '../access.ts'
import { takeTurns } from '../alerts/alerts-store.ts'
import { actingOf } from '../alerts/view.ts'
import { SUSPICION_LEGS, type SuspicionLeg } from '../codes.ts'
import type { RuleDesk, RuleEdition, SuspicionsDesk, SuspicionsRefusal } from '../contract.ts'
import { absent, changed, dayOf, parsed, type Room, type SuspicionsPlan } from '../room.ts'
import type { RuleSet } from '../rules/compile.ts'
import type { Trx } from '../store.ts'
import { problemsIn, problemsWritten } from './checking.ts'
import { type RuleContent, ruleContentShape } from './content.ts'
import { actsOnRules, decideRules, type RuleCommand, ruleCommandShape } from './edition.ts'
import { beginReplay } from './past-store.ts'
import { replay } from './replay.ts'
import {
  changeEdition,
  editionById,
  editionNumbered,
  editionsOf,
  inForce,
  insertEdition,
  openEdition,
  type RulebookRow,
} from './rulebooks-store.ts'
import { compileContent, type Rules } from './rules.ts'

const digestOf = (content: RuleContent) => createHash('sha256').update(canonical(content)).digest()
const isCompared = ({ digest, replayed }: Pick<RulebookRow, 'digest' | 'replayed'>) => replayed?.equals(digest) ?? false

/** As they stand for the firm of whoever sits in this transaction. */
export const rulesIn = async (trx: Trx, rules: Rules, leg: SuspicionLeg): Promise<RuleSet> => {
  const id = await inForce(trx, leg)
  if (id === undefined) return rules.setOf(leg)
  return rules.known(id) ?? rules.setOf(leg, await editionById(trx, id))
}

const TOLD: Partial<Record<RuleCommand['do'], { message: string; to: typeof analystsOf }>> = {
  propose: { message: 'rules-proposed', to: approversOf },
  agree: { message: 'rules-in-force', to: analystsOf },
  decline: { message: 'rules-declined', to: analystsOf },
}

const DAY_MS = 86_400_000
const replayShape = z.strictObject({ days: z.int().min(1).max(365) })

type Part = Pick<SuspicionsDesk, 'rules' | 'edition' | 'checkRules' | 'draftRules' | 'replayRules' | 'actOnRules'>

export const rulebooksPart = (plan: SuspicionsPlan, { inside }: Room): Part => {
  const { actor, rules, goods, payments, now = () => new Date() } = plan
  const firm = actor.organisation

  const legIn = (leg: string): Outcome<SuspicionLeg, SuspicionsRefusal> => {
    const known = SUSPICION_LEGS.find((each) => each === leg)
    return known && (watches(actor, known) || actingOf(actor, known).isApprover) ? ok(known) : absent()
  }
  const acting = (leg: SuspicionLeg) => {
    const { account, isAnalyst, isApprover } = actingOf(actor, leg)
    return { account, isWatcher: isAnalyst, isApprover }
  }
  const standsOf = (row: RulebookRow) => ({ status: row.status, drafted: row.drafted, isCompared: isCompared(row) })
  const shown = (row: RulebookRow): RuleEdition => {
    // That a report exists is for those who may report.
    const { reported, ...compared } = row.replay ?? {}
    return {
      ...{ id: row.id, leg: row.leg, number: row.number, status: row.status, content: row.content },
      replay:
        row.replay && ({ ...compared, reported: may(actor, 'report') ? reported : null } as RuleEdition['replay']),
      isCompared: isCompared(row),
      ...{ changedAt: row.changed_at.toISOString(), shadowAt: row.shadow_at?.toISOString() ?? null },
      ...{ inForceAt: row.in_force_at?.toISOString() ?? null, pastAt: row.past_at?.toISOString() ?? null },
      ...{ drafted: row.drafted, agreedBy: row.agreed_by, steps: row.steps, version: row.version },
      may: actsOnRules(standsOf(row), acting(row.leg)),
    }
  }
  const checked = (leg: SuspicionLeg, input: unknown): Outcome<RuleContent, SuspicionsRefusal> => {
    const given = parsed(ruleContentShape, input)
    if (!given.ok) return given
    const [problem] = problemsIn(given.value, rules.shipped[leg], dayOf(now()))
    return problem ? refuse('not-valid', problem.text, problem.where) : given
  }
  const tell = (trx: Trx, row: RulebookRow, did: RuleCommand['do'] | 'change') => {
    const { audience, marking, purposes } = alertHandling(firm, row.leg)
    const told = did === 'change' ? undefined : TOLD[did]
    const link = `/suspicions/rules?leg=${row.leg}`
    return announce(trx, {
      ...{ kind: `rulebook.${did}`, record: row.id, audience, marking, purposes },
      notify: told ? [{ to: told.to(firm, row.leg), message: told.message, link }] : [],
    })
  }
  const stepOf = (did: RuleCommand['do'] | 'change', text = '') => ({
    at: now().toISOString(),
    did,
    text,
    by: actor.account,
  })

  return {
    rules: (given) =>
      inside('rules', async (trx) => {
        const leg = legIn(given)
        if (!leg.ok) return leg
        const id = await inForce(trx, leg.value)
        const [current, open] = [id ? await editionById(trx, id) : undefined, await openEdition(trx, leg.value)]
        const all = await editionsOf(trx, leg.value)
        await appendLine(trx, actor, { verb: 'list', kind: 'rulebook', ids: all.map((each) => each.id) })
        const desk: RuleDesk = {
          ...{ leg: leg.value, inForce: current ? shown(current) : null, open: open ? shown(open) : null },
          editions: all.map(({ number, status, changed_at, in_force_at }) => ({
            ...{ number, status, changedAt: changed_at.toISOString(), inForceAt: in_force_at?.toISOString() ?? null },
          })),
          problems: current ? problemsIn(current.content, rules.shipped[leg.value], dayOf(now())) : [],
          mayDraft: watches(actor, leg.value),
        }
        return ok(desk)
      }),

    edition: (given, number) =>
      inside('edition', async (trx) => {
        const leg = legIn(given)
        if (!leg.ok) return leg
        const row =
          Number.isSafeInteger(number) && number > 0 && number < 2 ** 31
            ? await editionNumbered(trx, leg.value, number)
            : undefined
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'rulebook', ids: [row.id] })
        return ok(shown(row))
      }),

    checkRules: (given, input) =>
      inside('checkRules', async () => {
        const leg = legIn(given)
        if (!leg.ok) return leg
        return ok(problemsWritten(input, rules.shipped[leg.value], dayOf(now())))
      }),

    draftRules: (given, input, version, key) =>
      inside(
        'draftRules',
        async (trx) => {
          const leg = legIn(given)
          if (!leg.ok) return leg
          if (!watches(actor, leg.value)) return absent()
          const content = checked(leg.value, input)
          if (!content.ok) return content
          await takeTurns(trx, firm, leg.value)
          const open = await openEdition(trx, leg.value)
          if ((open?.version ?? 0) !== version) return changed()
          const digest = digestOf(content.value)
          if (open?.digest.equals(digest)) return ok(shown(open))
          const steps = [...(open?.steps ?? []), stepOf('change')]
          const drafted = [...new Set([...(open?.drafted ?? []), actor.account])]
          const made = { content: content.value, digest, drafted, changed_at: now(), steps }
          const row = open
            ? await changeEdition(trx, open, { ...made, status: 'draft', shadow_at: null })
            : await insertEdition(trx, {
                id: randomUUID(),
                leg: leg.value,
                ...made,
                ...columnsOf(alertHandling(firm, leg.value)),
              })
          if (!row) return changed()
          await appendLine(trx, actor, {
            verb: 'change',
            kind: 'rulebook',
            ids: [row.id],
            content: canonical(content.value),
          })
          await tell(trx, row, 'change')
          return ok(shown(row))
        },
        { key, what: { draftRules: input, leg: given, version } },
      ),

    replayRules: (given, input, version) =>
      inside('replayRules', async (trx) => {
        const leg = legIn(given)
        if (!leg.ok) return leg
        if (!watches(actor, leg.value)) return absent()
        const wanted = input === 'shadow' ? undefined : parsed(replayShape, input)
        if (wanted && !wanted.ok) return wanted
        const open = await openEdition(trx, leg.value)
        if (!open) return refuse('not-now', 'Change something first: there is nothing to compare.')
        if (open.version !== version) return changed()
        const since = wanted?.ok ? new Date(now().getTime() - wanted.value.days * DAY_MS) : open.shadow_at
        if (!since) return refuse('not-now', 'It does not run in the shadow.', 'days')
        if (!(await beginReplay(trx, firm)))
          return refuse('not-now', 'Another comparison of your firm goes on: wait for it.')
        const compared = await replay(trx, leg.value, since, {
          now: await rulesIn(trx, rules, leg.value),
          would: compileContent(rules.shipped[leg.value], open.content),
          ...{ goods, limit: payments.limit },
        })
        if (!compared.ok) return compared
        const row = await changeEdition(trx, open, { replay: compared.value, replayed: open.digest })
        if (!row) return changed()
        await appendLine(trx, actor, {
          verb: 'replay',
          kind: 'rulebook',
          ids: [row.id],
          content: canonical(compared.value),
        })
        return ok(shown(row))
      }),

    actOnRules: (given, input, version, key) =>
      inside(
        'actOnRules',
        async (trx) => {
          const leg = legIn(given)
          if (!leg.ok) return leg
          const command = parsed(ruleCommandShape, input)
          if (!command.ok) return command
          await takeTurns(trx, firm, leg.value)
          const open = await openEdition(trx, leg.value)
          if (!open) return absent()
          if (open.version !== version) return changed()
          const did = command.value.do
          const decided = decideRules(standsOf(open), did, acting(leg.value))
          if (!decided.ok) return decided
          const [problem] = did === 'agree' ? problemsIn(open.content, rules.shipped[leg.value], dayOf(now())) : []
          if (problem) return refuse('not-valid', problem.text, problem.where)
          const former = did === 'agree' ? await inForce(trx, leg.value) : undefined
          const before = former ? await editionById(trx, former) : undefined
          if (before) await changeEdition(trx, before, { status: 'past', past_at: now() })
          const text = 'text' in command.value ? command.value.text : ''
          const row = await changeEdition(trx, open, {
            status: decided.value,
            steps: [...open.steps, stepOf(did, text)],
            ...(did === 'shadow' && { shadow_at: now() }),
            ...(did === 'propose' && { drafted: [...new Set([...open.drafted, actor.account])] }),
            ...(did === 'agree' && { agreed_by: actor.account, in_force_at: now() }),
          })
          if (!row) return changed()
          await appendLine(trx, actor, { verb: did, kind: 'rulebook', ids: [row.id], content: canonical(row.content) })
          await tell(trx, row, did)
          return ok(shown(row))
        },
        { key, what: { actOnRules: input, leg: given, version } },
      ),
  }
}
