// SPDX-License-Identifier: Apache-2.0
/** The desk of quality of one actor: self-assessments here, their files and applications beside. */
import { randomUUID } from 'node:crypto'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { columnsOf } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { APPRAISERS, assessmentHandling, BODIES, caseHandling, verbsOf } from './access.ts'
import { cases } from './cases.ts'
import {
  type AssuranceDesk,
  type AssuranceRefusal,
  type EvidenceFile,
  newQualityShape,
  type QualityCommand,
  qualityCommandShape,
  type ServiceFound,
} from './contract.ts'
import { evidence, evidenceOf, rehandleEvidence } from './evidence.ts'
import {
  type AssurancePlan,
  absent,
  allCriteria,
  askedWith,
  changedSince,
  criteriaFor,
  isId,
  notNow,
  openRoom,
  parsed,
  strangeIn,
} from './room.ts'
import { missingOf } from './scoring.ts'
import {
  type CaseRow,
  changeQuality,
  insertCase,
  insertQuality,
  lock,
  type QualityRow,
  qualitySeen,
  type Trx,
} from './store.ts'
import { tellCase, tellQuality } from './telling.ts'
import { actsOf, assessmentOf, ownResult, summaryOf } from './view.ts'

/** The last day of a year that begins on a day: the day before that day a year later. */
const lastDayOf = (from: string): string => {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number)
  return new Date(Date.UTC(year + 1, month - 1, day - 1)).toISOString().slice(0, 10)
}

export const openAssurance = (plan: AssurancePlan): AssuranceDesk => {
  const room = openRoom(plan)
  const { actor, inside, now, today, directory } = room
  const opened = async (trx: Trx, id: string) => {
    const [row] = isId(id) ? await qualitySeen(trx, id) : []
    if (!row || row.originator !== actor.organisation) return absent()
    return ok(assessmentOf(row, await evidenceOf(trx, id), today()))
  }
  const organisations = async (kinds: readonly string[]) =>
    [...new Map((await room.seats([])).map((seat) => [seat.organisation.id, seat.organisation])).values()]
      .filter(({ id, kind }) => kinds.includes(kind) && id !== actor.organisation)
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))

  /** Who runs a service answers for its quality: nobody else declares or applies for it, once an authority said who does. */
  const listingOf = async (service: string): Promise<Outcome<ServiceFound, AssuranceRefusal>> => {
    const listed = await directory.open(service)
    if (!listed) return refuse('not-valid', 'The directory has no such service.', 'service')
    if (listed.runner !== undefined && listed.runner !== actor.organisation)
      return refuse(
        'not-valid',
        'The authority that keeps its listing says that another organisation runs it.',
        'service',
      )
    return ok(listed)
  }

  /** Files the application, and opens the answers and their files to the body. */
  const apply = async (trx: Trx, row: QualityRow, body: string): Promise<Outcome<string, AssuranceRefusal>> => {
    if (!(await organisations(BODIES)).some(({ id }) => id === body))
      return refuse('not-valid', 'This organisation accredits nobody.', 'body')
    const listed = await listingOf(row.service)
    if (!listed.ok) return listed
    const id = randomUUID()
    const handling = assessmentHandling(row.originator, { body, accreditation: id })
    const application: CaseRow = {
      ...{ id, assessment: row.id, service: row.service, service_name: row.service_name, setting: row.setting },
      ...{ criteria: row.criteria, body, appraisers: [], seats: [null, null], state: 'applied', consensus: {} },
      ...{ agreement: null, result: null, proposal: null, appeal: null, applied_at: now(), appraised_at: null },
      ...{ version: 1, ...columnsOf(caseHandling(row.originator, body, [])) },
    }
    await insertCase(trx, application)
    const { audience } = columnsOf(handling)
    if (!(await changeQuality(trx, row, { accreditation: id, audience }))) return changedSince()
    await rehandleEvidence(trx, row.id, handling)
    await tellCase(trx, actor, application, 'apply', { assessment: row.id, body })
    return ok(id)
  }

  const changesOf = (
    row: QualityRow,
    command: Exclude<QualityCommand, { do: 'apply' }>,
    files: readonly EvidenceFile[],
  ): Outcome<Partial<QualityRow>, AssuranceRefusal> => {
    const criteria = criteriaFor(row.setting)
    if (command.do === 'answer') {
      const strange = strangeIn(row.setting, Object.keys(command.answers))
      if (strange !== undefined) return refuse('not-valid', 'There is no such criterion.', `answers.${strange}`)
      const all = Object.entries({ ...row.answers, ...command.answers })
      return ok({ answers: Object.fromEntries(all.flatMap(([id, each]) => (each ? [[id, each] as const] : []))) })
    }
    const [first] = missingOf(criteria, row.answers)
    if (first !== undefined) return refuse('not-now', 'Some criteria have no answer yet.', first)
    const from = today()
    const signed = { completed_at: now(), completed_by: actor.account, valid_from: from, valid_until: lastDayOf(from) }
    return ok({ ...signed, result: ownResult(criteria, row.answers, files) })
  }

  return {
    ...evidence(room),
    ...cases(room),
    may: verbsOf(actor),
    services: (words) => inside('services', async () => ok(await directory.find(words.slice(0, 120)))),
    organisations: () =>
      inside('organisations', async () =>
        ok({ bodies: await organisations(BODIES), appraisers: await organisations([...APPRAISERS]) }),
      ),
    list: () =>
      inside('list', async (trx) => {
        const rows = (await qualitySeen(trx)).filter(({ originator }) => originator === actor.organisation)
        const ids = rows.map(({ id }) => id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'quality-assessment', ids })
        return ok(rows.map((row) => summaryOf(row, today())))
      }),
    open: (id) =>
      inside('open', async (trx) => {
        const found = await opened(trx, id)
        if (found.ok) await appendLine(trx, actor, { verb: 'read', kind: 'quality-assessment', ids: [id] })
        return found
      }),
    begin: (input, key) =>
      inside(
        'begin',
        async (trx) => {
          const given = parsed(newQualityShape, input)
          if (!given.ok) return given
          const { service, setting } = given.value
          const listed = await listingOf(service)
          if (!listed.ok) return listed
          const own = (await qualitySeen(trx)).filter(
            (row) => row.originator === actor.organisation && row.service === service,
          )
          if (own.some(({ completed_at }) => completed_at === null)) return notNow('One is being answered already.')
          const row: QualityRow = {
            ...{ id: randomUUID(), service, service_name: listed.value.name, setting, criteria: allCriteria().version },
            ...{ number: Math.max(0, ...own.map(({ number }) => number)) + 1, answers: {}, result: null },
            ...{ begun_at: now(), completed_at: null, completed_by: null, valid_from: null, valid_until: null },
            ...{ accreditation: null, version: 1, ...columnsOf(assessmentHandling(actor.organisation)) },
          }
          await insertQuality(trx, row)
          await tellQuality(trx, actor, row, 'begin', given.value)
          return opened(trx, row.id)
        },
        askedWith(key, { begin: input }),
      ),
    act: (id, input, version, key) =>
      inside(
        'act',
        async (trx) => {
          const isThere = isId(id) && (await lock(trx, 'quality_assessment', id))
          const [row] = isThere ? await qualitySeen(trx, id) : []
          // For the body and appraisers there is nothing here to act on.
          if (!row || row.originator !== actor.organisation) return absent()
          const given = parsed(qualityCommandShape, input)
          if (!given.ok) return given
          if (row.version !== version) return changedSince()
          const command = given.value
          if (!actsOf(row, today()).includes(command.do)) return notNow('As it stands, this cannot be done.')
          if (command.do === 'apply') {
            const applied = await apply(trx, row, command.body)
            return applied.ok ? opened(trx, id) : applied
          }
          const files = command.do === 'complete' ? await evidenceOf(trx, id) : []
          const changes = changesOf(row, command, files)
          if (!changes.ok) return changes
          if (!(await changeQuality(trx, row, changes.value))) return changedSince()
          // What a signature stands for: every answer, every file by its digest, and what is met by a bare word.
          const shown = changes.value.result?.shown
          const signed = {
            answers: row.answers,
            files: files.map(({ criterion, sha256 }) => [criterion, sha256]),
            shown,
          }
          await tellQuality(trx, actor, row, command.do, command.do === 'complete' ? signed : command)
          return opened(trx, id)
        },
        askedWith(key, { act: input, id, version }),
      ),
  }
}
