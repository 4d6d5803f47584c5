// SPDX-License-Identifier: Apache-2.0
/** The part of the desk for applications: appointed, appraised by two apart, agreed on, decided by two, appealed. */
import { randomUUID } from 'node:crypto'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { columnsOf } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { APPRAISER, APPRAISERS, appraisalHandling, caseHandling, holds } from './access.ts'
import { type AppraiserSeat, propose, sign } from './accreditation.ts'
import { agreementOf, commonOf, differing, isDirect, settle } from './agreement.ts'
import {
  type AssuranceDesk,
  type AssuranceRefusal,
  type CaseCommand,
  caseCommandShape,
  type QualityCase,
} from './contract.ts'
import { evidenceOf } from './evidence.ts'
import { criticalOpen } from './inspections/store.ts'
import {
  absent,
  askedWith,
  carry,
  changedSince,
  criteriaFor,
  holdsSeat,
  isId,
  notNow,
  parsed,
  type Room,
} from './room.ts'
import { missingOf, resultOf } from './scoring.ts'
import * as store from './store.ts'
import { tellCase } from './telling.ts'
import { caseActsOf, caseOf, caseSummaryOf } from './view.ts'

type Changed = Outcome<Partial<store.CaseRow>, AssuranceRefusal>
type Of<Do extends CaseCommand['do']> = Extract<CaseCommand, { do: Do }>

export const cases = (room: Room): Pick<AssuranceDesk, 'cases' | 'openCase' | 'actOnCase'> => {
  const { actor, inside, now, today } = room

  const opened = async (trx: store.Trx, id: string): Promise<Outcome<QualityCase, AssuranceRefusal>> => {
    const row = await store.caseSeen(trx, id)
    if (!row) return absent()
    await carry(trx, actor, row)
    const [assessment] = await store.qualitySeen(trx, row.assessment)
    const files = assessment ? await evidenceOf(trx, assessment.id) : []
    const [appraisals, decisions] = [await store.appraisalsSeen(trx, id), await store.decisionsOf(trx, id)]
    return ok(caseOf({ row, assessment, files, appraisals, decisions }, actor))
  }

  /** The criteria of the case: those that its provider was asked. */
  const criteriaOf = async (trx: store.Trx, row: store.CaseRow) => {
    await carry(trx, actor, row)
    const [assessment] = await store.qualitySeen(trx, row.assessment)
    return criteriaFor(row.setting).filter(({ id }) => assessment?.answers[id] !== undefined)
  }

  const withSeats = (row: store.CaseRow, seats: (AppraiserSeat | null)[]): Partial<store.CaseRow> => ({
    seats,
    appraisers: [...new Set(seats.flatMap((seat) => (seat ? [seat.organisation] : [])))],
    audience: columnsOf(caseHandling(row.originator, row.body, seats)).audience,
  })

  const appoint = async (row: store.CaseRow, { seat: number, organisation }: Of<'appoint'>): Promise<Changed> => {
    const seat = row.seats[number - 1]
    if (seat?.account) return notNow('Somebody took this seat.')
    if (organisation === row.originator)
      return refuse('conflict', 'Nobody appraises a service of their own organisation.', 'organisation')
    const kinds = new Map((await room.seats([])).map((each) => [each.organisation.id, each.organisation.kind]))
    if (!APPRAISERS.includes(kinds.get(organisation) ?? ''))
      return refuse('not-valid', 'Nobody appraises there.', 'organisation')
    const seats = [0, 1].map((n) => row.seats[n] ?? null)
    seats[number - 1] = { organisation, account: null, isDone: false, left: seat?.left ?? [] }
    return ok(withSeats(row, seats))
  }

  /** Takes a seat, or leaves it to somebody else for a tie: nothing of the service was shown by then. */
  const declare = async (trx: store.Trx, row: store.CaseRow, { ties }: Of<'declare'>): Promise<Changed> => {
    const { account, organisation } = actor
    const at = row.seats.findIndex((seat) => seat && !seat.account && seat.organisation === organisation)
    const seat = row.seats[at]
    if (!seat) return absent()
    if (
      organisation === row.originator ||
      row.seats.some((each) => each?.left.some((gone) => gone.account === account))
    )
      return refuse('conflict', 'Who has a tie with the service does not appraise it.')
    const mended = [...row.seats]
    if (ties !== '') {
      mended[at] = { ...seat, left: [...seat.left, { organisation, account, ties }] }
      return ok(withSeats(row, mended))
    }
    mended[at] = { ...seat, account }
    await store.insertAppraisal(trx, {
      ...{ id: randomUUID(), accreditation: row.id, appraiser: account, answers: {}, finished_at: null, version: 1 },
      ...columnsOf(appraisalHandling(organisation, account)),
    })
    return ok(withSeats(row, mended))
  }

  const owned = async (trx: store.Trx, row: store.CaseRow) =>
    (await store.appraisalsSeen(trx, row.id)).find(({ appraiser }) => appraiser === actor.account)

  /** Both answers as one, once nothing is open between them. */
  const concluded = async (trx: store.Trx, row: store.CaseRow, consensus: store.CaseRow['consensus']) => {
    const criteria = await criteriaOf(trx, row)
    const ids = criteria.map(({ id }) => id)
    const [a, b] = await store.appraisalsSeen(trx, row.id)
    if (!a || !b) return {}
    const agreement = agreementOf(ids, a.answers, b.answers)
    const common = commonOf(ids, a.answers, b.answers, consensus)
    if (!common) return { agreement, consensus }
    const result = resultOf(criteria, common, (id) => isDirect(id, a.answers, b.answers))
    return { agreement, consensus, result, state: 'appraised' as const, appraised_at: now() }
  }

  const rate = async (
    trx: store.Trx,
    row: store.CaseRow,
    command: Of<'rate' | 'finish'>,
    version: number,
  ): Promise<Changed> => {
    const own = await owned(trx, row)
    if (!own) return absent()
    if (own.version !== version) return changedSince()
    const criteria = await criteriaOf(trx, row)
    if (command.do === 'rate') {
      const strange = Object.keys(command.answers).find((id) => !criteria.some((each) => each.id === id))
      if (strange !== undefined) return refuse('not-valid', 'There is no such criterion.', `answers.${strange}`)
      const answers = { ...own.answers, ...command.answers }
      return (await store.changeAppraisal(trx, own, { answers })) ? ok({}) : changedSince()
    }
    const [first] = missingOf(criteria, own.answers)
    if (first !== undefined) return refuse('not-now', 'Some criteria have no answer yet.', first)
    if (!(await store.changeAppraisal(trx, own, { finished_at: now() }))) return changedSince()
    const seats = row.seats.map((seat) => (seat?.account === actor.account ? { ...seat, isDone: true } : seat))
    // Whether both are done is asked after this one is: two who finish at once wait for each other's row of the case.
    const isReady = seats.every((seat) => seat?.isDone) && (await store.openAppraisals(trx, row.id))
    return ok({ seats, ...(isReady && (await concluded(trx, row, {}))) })
  }

  const agree = async (trx: store.Trx, row: store.CaseRow, { answers }: Of<'settle'>): Promise<Changed> => {
    const ids = (await criteriaOf(trx, row)).map(({ id }) => id)
    const [a, b] = await store.appraisalsSeen(trx, row.id)
    const open = a && b ? differing(ids, a.answers, b.answers) : []
    const strange = Object.keys(answers).find((id) => !open.includes(id))
    if (strange !== undefined) return refuse('not-valid', 'On this they do not differ.', `answers.${strange}`)
    const settled = Object.entries(answers).map(
      ([id, answer]) => [id, settle(row.consensus[id], answer, actor.account)] as const,
    )
    return ok(await concluded(trx, row, { ...row.consensus, ...Object.fromEntries(settled) }))
  }

  const decide = async (trx: store.Trx, row: store.CaseRow, command: Of<'propose' | 'sign'>): Promise<Changed> => {
    const [assessment] = await store.qualitySeen(trx, row.assessment)
    const tied = row.seats.flatMap((seat) => seat?.left.map(({ account }) => account) ?? [])
    const asked = [actor.account, ...(row.proposal ? [row.proposal.by] : [])]
    const deciding = {
      ...{ state: row.state, result: row.result, proposal: row.proposal, account: actor.account, today: today() },
      ...{ decisions: await store.decisionsOf(trx, row.id) },
      partial: [
        ...(await store.withPart(trx, row.id, asked)),
        ...tied,
        ...(assessment?.completed_by ? [assessment.completed_by] : []),
      ],
    }
    const decision = command.do === 'propose' ? command.decision : row.proposal?.decision
    // What a visit found and nobody closed caps the result as a critical criterion does.
    if (decision === 'accredited' && (await criticalOpen(trx, row.id)) > 0)
      return refuse('critical', 'A critical finding of an inspection is open: it cannot be accredited so.', 'decision')
    if (command.do === 'propose') {
      const proposed = propose(command, deciding)
      return proposed.ok ? ok({ proposal: proposed.value }) : proposed
    }
    const decided = sign(deciding, now())
    if (!decided.ok) return decided
    await store.insertDecision(trx, row.id, decided.value)
    return ok({ proposal: null, state: decided.value.decision, appeal: null })
  }

  const changesOf = (trx: store.Trx, row: store.CaseRow, command: CaseCommand, version: number): Promise<Changed> => {
    switch (command.do) {
      case 'appoint':
        return appoint(row, command)
      case 'declare':
        return declare(trx, row, command)
      case 'rate':
      case 'finish':
        return rate(trx, row, command, version)
      case 'settle':
        return agree(trx, row, command)
      case 'propose':
      case 'sign':
        return decide(trx, row, command)
      case 'return':
        return Promise.resolve(ok({ proposal: null }))
      case 'appeal':
        return Promise.resolve(ok({ state: 'appealed', appeal: command.reason }))
    }
  }

  return {
    cases: () =>
      inside('cases', async (trx) => {
        const rows = await store.casesSeen(trx)
        const own = holds(actor, APPRAISER)
          ? await Promise.all(rows.map((row) => (holdsSeat(row, actor.account) ? owned(trx, row) : undefined)))
          : []
        if (rows.length > 0)
          await appendLine(trx, actor, { verb: 'list', kind: 'accreditation', ids: rows.map(({ id }) => id) })
        return ok(rows.map((row, n) => caseSummaryOf(row, actor, own[n])))
      }),
    openCase: (id) =>
      inside('openCase', async (trx) => {
        const found = isId(id) ? await opened(trx, id) : absent()
        if (found.ok) await appendLine(trx, actor, { verb: 'read', kind: 'accreditation', ids: [id] })
        return found
      }),
    actOnCase: (id, input, version, key) =>
      inside(
        'actOnCase',
        async (trx) => {
          const isThere = isId(id) && (await store.lock(trx, 'accreditation', id))
          const row = isThere ? await store.caseSeen(trx, id) : undefined
          if (!row) return absent()
          const given = parsed(caseCommandShape, input)
          if (!given.ok) return given
          const command = given.value
          const isOwn = command.do === 'rate' || command.do === 'finish'
          if (!isOwn && row.version !== version) return changedSince()
          // Who proposed and asks to sign is told that a second person is needed, not that nothing can be done.
          const isProposer = command.do === 'sign' && row.proposal?.by === actor.account
          if (!isProposer && !caseActsOf(row, await owned(trx, row), actor).includes(command.do))
            return notNow('As it stands, this cannot be done.')
          const changes = await changesOf(trx, row, command, version)
          if (!changes.ok) return changes
          if (command.do === 'rate') {
            await appendLine(trx, actor, {
              verb: 'rate',
              kind: 'accreditation',
              ids: [id],
              content: JSON.stringify(command),
            })
            return opened(trx, id)
          }
          if (!(await store.changeCase(trx, row, changes.value))) return changedSince()
          await tellCase(trx, actor, { ...row, ...changes.value }, command.do, command)
          // Who left for a tie has nothing here any more.
          return command.do === 'declare' && command.ties !== ''
            ? ok(
                caseOf(
                  {
                    row: { ...row, ...changes.value },
                    assessment: undefined,
                    files: [],
                    appraisals: [],
                    decisions: [],
                  },
                  actor,
                ),
              )
            : opened(trx, id)
        },
        askedWith(key, { actOnCase: input, id, version }),
      ),
  }
}
