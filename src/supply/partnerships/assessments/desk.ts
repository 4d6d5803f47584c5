// SPDX-License-Identifier: Apache-2.0
/** The desk of self-assessments of one actor, and everybody's register. */
import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, handlingOf, type Seat } from '#platform/access/index.ts'
import type { Attachments } from '#platform/attachments/index.ts'
import { rehandle } from '#platform/events/index.ts'
import { sitOnce } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { authoritiesAmong, may, shownHandling, verbsOf } from './access.ts'
import { lastDayOf, missingOf, resultOf } from './assessment.ts'
import {
  ASSESSED,
  type AssessmentCommand,
  type AssessmentsDesk,
  type AssessmentsRefusal,
  type AssessmentsRegister,
  assessmentCommandShape,
  KINDS,
  newAssessmentShape,
} from './contract.ts'
import { digestsOf, evidence, evidenceOf, rehandleEvidence } from './evidence.ts'
import {
  type AssessmentRow,
  type AssessmentTables,
  assessmentsSeen,
  changeAssessment,
  forgetName,
  insertAssessment,
  namedOn,
} from './store.ts'
import { tell } from './telling.ts'
import { actsOf, assessmentOf, questionsFor, summaryOf } from './view.ts'

export interface AssessmentsPlan {
  db: Kysely<AssessmentTables>
  actor: Actor
  /** Organisations and their kinds. */
  seats(audience: readonly string[]): Promise<Seat[]>
  /** Of the compartment; no files where absent. */
  attachments?: Attachments
  now?(): Date
}

type Trx = Transaction<AssessmentTables>
type Verb = Parameters<typeof may>[1]
type Refused = Outcome<never, AssessmentsRefusal>

const absent = () => refuse('not-found', 'There is nothing here.')
const notNow = (why: string) => refuse('not-now', why)
const changedSince = () => refuse('changed', 'It was changed since it was read.', 'version')
const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
const dayOf = (moment: Date) => moment.toISOString().slice(0, 10)

const parsed = <S extends z.ZodType>(shape: S, input: unknown): Outcome<z.output<S>, AssessmentsRefusal> => {
  const result = shape.safeParse(input)
  if (result.success) return ok(result.data)
  const [issue] = result.error.issues
  return refuse('not-valid', issue?.message ?? 'Not valid.', issue?.path.join('.') || 'input')
}

/** What becomes of the row; a refusal where it cannot be done. `authorities`: ids to which it may be shown. */
const changesOf = (
  row: AssessmentRow,
  command: AssessmentCommand,
  { actor, now, authorities }: { actor: Actor; now: Date; authorities: readonly string[] },
): Outcome<Parameters<typeof changeAssessment>[2], AssessmentsRefusal> => {
  const questions = questionsFor(row.kind)
  switch (command.do) {
    case 'answer': {
      const known = new Set(questions.map(({ id }) => id))
      const strange = Object.keys(command.answers).find((id) => !known.has(id))
      if (strange !== undefined) return refuse('not-valid', 'There is no such question.', `answers.${strange}`)
      const all = Object.entries({ ...row.answers, ...command.answers })
      return ok({ answers: Object.fromEntries(all.flatMap(([id, each]) => (each ? [[id, each] as const] : []))) })
    }
    case 'complete': {
      const [first] = missingOf(questions, row.answers)
      if (first !== undefined) return refuse('not-now', 'Some questions have no answer yet.', first)
      const from = dayOf(now)
      const signed = { completed_at: now, completed_by: actor.account, valid_from: from, valid_until: lastDayOf(from) }
      return ok({ ...signed, result: resultOf(questions, row.answers) })
    }
    case 'show': {
      if (!command.to.every((id) => authorities.includes(id)))
        return refuse('not-valid', 'It is shown to authorities that have officers of partnerships.', 'to')
      return ok({ shown_to: command.to, audience: columnsOf(shownHandling(row.originator, command.to)).audience })
    }
    case 'name':
      return ok({ named_since: command.agreed ? (row.named_since ?? now) : null })
  }
}

/** What a signature stands for: every answer, and every file by its digest. */
const signedContent = async (trx: Trx, { id, answers }: AssessmentRow) => ({
  answers,
  files: digestsOf(await evidenceOf(trx, id)),
})

const HAPPENED = { answer: 'answered', complete: 'completed', show: 'shown', name: 'named' } as const

export const openAssessments = ({
  db,
  actor,
  seats,
  attachments,
  now = () => new Date(),
}: AssessmentsPlan): AssessmentsDesk => {
  const inside = <T>(
    verb: Verb,
    work: (trx: Trx) => Promise<Outcome<T, AssessmentsRefusal>>,
    asked?: { key: string; what: unknown },
  ) =>
    sitOnce(db, actor, asked, (trx) => (may(actor, verb) ? work(trx) : Promise.resolve(absent()))) as Promise<
      Outcome<T, AssessmentsRefusal>
    >
  const askedWith = (key: string | undefined, what: unknown) => (key === undefined ? undefined : { key, what })
  const today = () => dayOf(now())
  const organisations = async () => [
    ...new Map((await seats([])).map(({ organisation }) => [organisation.id, organisation])).values(),
  ]
  const authorities = async () => authoritiesAmong(await seats([]), actor.organisation)
  const kindsOpen = async (rows: readonly AssessmentRow[]) => {
    const own = (await organisations()).find(({ id }) => id === actor.organisation)?.kind ?? ''
    const isAnswering = (kind: string) =>
      rows.some((row) => row.originator === actor.organisation && row.kind === kind && row.completed_at === null)
    return KINDS.filter((kind) => (ASSESSED[kind] as readonly string[]).includes(own) && !isAnswering(kind))
  }
  const opened = async (trx: Trx, id: string) => {
    const rows = await assessmentsSeen(trx)
    const row = rows.find((each) => each.id === id) ?? (await assessmentsSeen(trx, id))[0]
    if (!row) return absent()
    return ok(assessmentOf(row, { others: rows, files: await evidenceOf(trx, id) }, actor, today()))
  }

  return {
    ...evidence({ actor, attachments, inside }),
    may: verbsOf(actor),
    list: () =>
      inside('list', async (trx) => {
        const rows = await assessmentsSeen(trx)
        const ids = rows.map(({ id }) => id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'assessment', ids })
        return ok(rows.map((row) => summaryOf(row, rows, actor, today())))
      }),
    open: (id) =>
      inside('open', async (trx) => {
        const found = isId(id) ? await opened(trx, id) : absent()
        if (found.ok) await appendLine(trx, actor, { verb: 'read', kind: 'assessment', ids: [id] })
        return found
      }),
    kinds: () => inside('kinds', async (trx) => ok(await kindsOpen(await assessmentsSeen(trx)))),
    authorities: () => inside('authorities', async () => ok(await authorities())),
    begin: (input, key) =>
      inside(
        'begin',
        async (trx) => {
          const given = parsed(newAssessmentShape, input)
          if (!given.ok) return given
          const { kind } = given.value
          const rows = await assessmentsSeen(trx)
          if (!(await kindsOpen(rows)).includes(kind))
            return notNow('These questions are for other kinds of organisation, or are being answered already.')
          const own = rows.filter((row) => row.originator === actor.organisation && row.kind === kind)
          const id = randomUUID()
          const row: AssessmentRow = {
            ...{ id, kind, number: Math.max(0, ...own.map(({ number }) => number)) + 1, answers: {}, result: null },
            ...{ begun_at: now(), completed_at: null, completed_by: null, valid_from: null, valid_until: null },
            ...{ shown_to: [], named_since: null, reminded_of: null, version: 1 },
            ...columnsOf(shownHandling(actor.organisation, [])),
          }
          await insertAssessment(trx, row)
          await appendLine(trx, actor, { verb: 'begin', kind: 'assessment', ids: [id], content: kind })
          await tell(trx, row, 'begun')
          return opened(trx, id)
        },
        askedWith(key, { begin: input }),
      ),
    act: (id, input, version, key) =>
      inside(
        'act',
        async (trx) => {
          const row = isId(id) ? (await assessmentsSeen(trx, id))[0] : undefined
          // Whoever it is shown to acts on nothing of it: for them there is nothing here to act on.
          if (!row || row.originator !== actor.organisation) return absent()
          const given = parsed(assessmentCommandShape, input)
          if (!given.ok) return given
          if (row.version !== version) return changedSince()
          const command = given.value
          const isTakenBack = command.do === 'name' && !command.agreed
          if (!isTakenBack && !actsOf(row, actor, today()).includes(command.do))
            return notNow('As it stands, this cannot be done.')
          const ids = (await authorities()).map((each) => each.id)
          const changes = changesOf(row, command, { actor, now: now(), authorities: ids })
          if (!changes.ok) return changes as Refused
          if (!(await changeAssessment(trx, row, changes.value))) return changedSince()
          if (isTakenBack) await forgetName(trx, row)
          const [changed] = await assessmentsSeen(trx, id)
          if (!changed) return absent()
          // Whoever it is no longer shown to is told nothing of it any more, of what was told before neither.
          if (command.do === 'show' && row.shown_to.some((each) => !command.to.includes(each)))
            await rehandle(trx, id, handlingOf(changed))
          if (command.do === 'show') await rehandleEvidence(trx, changed)
          const content = JSON.stringify(command.do === 'complete' ? await signedContent(trx, changed) : command)
          await appendLine(trx, actor, { verb: command.do, kind: 'assessment', ids: [id], content })
          const newly = command.do === 'show' ? command.to.filter((each) => !row.shown_to.includes(each)) : []
          await tell(trx, changed, HAPPENED[command.do], newly)
          return opened(trx, id)
        },
        askedWith(key, { act: input, id, version }),
      ),
  }
}

/** Everybody's register. `named`: names of organisations that are active, by id; who is not there is not told. */
export const openRegister =
  (
    db: Kysely<AssessmentTables>,
    named: () => Promise<ReadonlyMap<string, string>>,
    now = () => new Date(),
  ): AssessmentsRegister =>
  async () => {
    const [rows, names] = [await namedOn(db, dayOf(now())), await named()]
    return rows
      .flatMap(({ organisation, kind, valid_from: from, valid_until: until }) => {
        const name = names.get(organisation)
        return name === undefined ? [] : [{ name, kind, from, until }]
      })
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))
  }
