// SPDX-License-Identifier: Apache-2.0
/** The desk of inspections of one actor: planned, visited, finished here; what devices bring and what is corrected beside. */
import { createHash, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { canonical } from '#basis/canonical.ts'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { columnsOf } from '#platform/access/index.ts'
import { sitOnce } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
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
} from '../room.ts'
import { caseSeen, qualitySeen, type Trx } from '../store.ts'
import { bodyHandling, type InspectionVerb, inspectionVerbsOf, mayInspect, sharedHandling } from './access.ts'
import { bringing } from './bringing.ts'
import {
  type Inspection,
  type InspectionCommand,
  type InspectionRefusal,
  type InspectionsDesk,
  inspectionCommandShape,
  newInspectionShape,
} from './contract.ts'
import { correcting } from './correcting.ts'
import { countedOf } from './merge.ts'
import type { Sheet } from './sheet.ts'
import * as store from './store.ts'
import { tellInspection } from './telling.ts'
import { actsOf, inspectionOf, inspects, isBarred, mergedOf, resultOfVisit, shareOf, summaryOf } from './view.ts'

type Answer<T> = Promise<Outcome<T, InspectionRefusal>>
type Changed = Outcome<Partial<store.InspectionRow>, InspectionRefusal>
type Of<Do extends InspectionCommand['do']> = Extract<InspectionCommand, { do: Do }>

export interface InspectionRoom extends AssurancePlan {
  now(): Date
  today(): string
  inside<T>(verb: InspectionVerb, work: (trx: Trx) => Answer<T>, asked?: { key: string; what: unknown }): Answer<T>
}

export const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')

export const openInspections = (plan: AssurancePlan): InspectionsDesk => {
  const { now, today, actor } = openRoom(plan)
  const room: InspectionRoom = {
    ...plan,
    ...{ now, today },
    inside: (verb, work, asked) =>
      sitOnce(plan.db, actor, asked, (trx) =>
        mayInspect(actor, verb) ? work(trx) : Promise.resolve(absent()),
      ) as never,
  }
  const { inside } = room

  const partsOf = async (trx: Trx, row: store.InspectionRow) => {
    const findings = await store.findingsOf(trx, [row.id])
    return {
      ...{
        row,
        findings,
        proofs: await store.proofsOf(
          trx,
          findings.map(({ id }) => id),
        ),
      },
      ...{ devices: await store.devicesOf(trx, row.id), sheets: await store.sheetsOf(trx, row.id) },
      ...{ choices: await store.choicesOf(trx, row.id), photographs: await store.photographsOf(trx, row.id) },
    }
  }
  const opened = async (trx: Trx, id: string): Answer<Inspection> => {
    const [row] = isId(id) ? await store.inspectionsSeen(trx, id) : []
    return row ? ok(inspectionOf(await partsOf(trx, row), actor, today())) : absent()
  }

  /** Takes a seat, or stands aside for a tie. */
  const declare = ({ ties }: Of<'declare'>, row: store.InspectionRow): Changed => {
    const { account } = actor
    if (isBarred(row, account)) return refuse('conflict', 'Who has a tie with the service does not inspect it.')
    return ok(
      ties === ''
        ? { inspectors: [...row.inspectors, { account, at: now().toISOString() }] }
        : { stood_aside: [...row.stood_aside, { account, ties }] },
    )
  }

  /** What was written on the page joins what devices bring, as one more sheet. */
  const answer = async (trx: Trx, { answers }: Of<'answer'>, row: store.InspectionRow): Promise<Changed> => {
    const own = new Set(criteriaFor(row.setting).map(({ id }) => id))
    const strange = Object.keys(answers).find((id) => !own.has(id))
    if (strange !== undefined) return refuse('not-valid', 'There is no such criterion.', `answers.${strange}`)
    const mine = (await store.sheetsOf(trx, row.id)).filter(
      ({ device, author }) => device === null && author === actor.account,
    )
    const last = mine.sort((a, b) => b.number - a.number)[0]
    const before: Sheet['answers'] = last ? (JSON.parse(last.said) as Sheet).answers : {}
    const { version: criteria } = allCriteria()
    const number = (last?.number ?? 0) + 1
    const written = Object.fromEntries(
      Object.entries(answers).map(([id, each]) => [id, { ...each, photographs: [] as string[] }] as const),
    )
    const sheet: Sheet = {
      ...{ inspection: row.id, device: null, number, criteria, edition: row.edition, photographs: [] },
      answers: { ...before, ...written },
    }
    const said = canonical(sheet)
    await store.insert(trx, 'inspection_sheet', {
      ...{ inspection: row.id, digest: digestOf(said), device: null, author: actor.account, number, criteria },
      ...{ edition: row.edition, said, signature: null, late: false, revoked: false, received_at: now() },
    })
    return ok({})
  }

  const choose = async (trx: Trx, command: Of<'choose'>, row: store.InspectionRow): Promise<Changed> => {
    const { criterion, answer: chosen } = command
    const [sheets, choices] = [await store.sheetsOf(trx, row.id), await store.choicesOf(trx, row.id)]
    const found = mergedOf(row, sheets, choices).find((each) => each.criterion === criterion)
    const among = found?.entries.map(({ key }) => key) ?? []
    if (!among.includes(chosen)) return refuse('not-valid', 'There is no such answer.', 'answer')
    const number = Math.max(0, ...choices.filter((each) => each.criterion === criterion).map((each) => each.number)) + 1
    await store.insertChoice(trx, {
      inspection: row.id,
      criterion,
      number,
      chosen,
      among,
      by: actor.account,
      at: now(),
    })
    return ok({})
  }

  /** Keeps findings, each with its own deadline, after those that are there. */
  const note = async (
    trx: Trx,
    row: store.InspectionRow,
    findings: Of<'finish'>['findings'],
    why_added: string | null,
  ): Promise<Changed> => {
    if (findings.some(({ due }) => due < today())) return refuse('not-valid', 'A deadline is to come.', 'due')
    const shared = columnsOf(sharedHandling(row.originator, row.provider))
    const first = (await store.findingsOf(trx, [row.id])).length + 1
    for (const [n, { criterion, severity, found, due }] of findings.entries())
      await store.insert(trx, 'finding', {
        ...{ id: randomUUID(), inspection: row.id, accreditation: row.accreditation, number: first + n, criterion },
        ...{ provider: row.provider, severity, found, due_on: due, why_added, found_at: now(), ...shared },
      })
    return ok({})
  }

  /** What came to light after the visit was finished: beside the report, which stays as the provider read it. */
  const add = async (trx: Trx, { why, findings }: Of<'add'>, row: store.InspectionRow): Promise<Changed> => {
    const own = new Set(criteriaFor(row.setting).map(({ id }) => id))
    const strange = findings.find(({ criterion }) => !own.has(criterion))
    if (strange) return refuse('not-valid', 'There is no such criterion.', strange.criterion)
    return note(trx, row, findings, why)
  }

  const finish = async (trx: Trx, command: Of<'finish'>, row: store.InspectionRow): Promise<Changed> => {
    if (command.on > today()) return refuse('not-valid', 'A visit that was made is not in the future.', 'on')
    const merged = mergedOf(row, await store.sheetsOf(trx, row.id), await store.choicesOf(trx, row.id))
    const open = merged.find(({ isOpen }) => isOpen)
    if (open) return refuse('not-now', 'Answers differ: somebody has to decide first.', open.criterion)
    const counted = countedOf(merged)
    const bad = command.findings.find(({ criterion }) => !['not', 'partly'].includes(counted[criterion]?.reply ?? ''))
    if (bad) return refuse('not-valid', 'A finding is on a criterion that is not met or met in part.', bad.criterion)
    const noted = await note(trx, row, command.findings, null)
    if (!noted.ok) return noted
    const shared = columnsOf(sharedHandling(row.originator, row.provider))
    const { on: visited_on, report } = command
    return ok({
      ...{ state: 'finished', visited_on, report, result: resultOfVisit(row, counted), finished_at: now() },
      criteria: allCriteria().version,
      audience: shared.audience,
    })
  }

  /** From now on what the key of that device signs is kept and marked, and counts only where a person says so. */
  const revoke = async (trx: Trx, { device: id, why }: Of<'revoke'>, row: store.InspectionRow): Promise<Changed> => {
    const device = (await store.devicesOf(trx, row.id)).find((each) => each.id === id)
    if (!device) return refuse('not-valid', 'This device took no pack of this visit.', 'device')
    if (device.revoked_at) return notNow('It was reported lost before.')
    const gone = await store.revokeDevice(trx, device, { why, by: actor.account, at: now() })
    for (const { inspection, device: each } of gone)
      if (inspection !== row.id) {
        const [other] = await store.inspectionsSeen(trx, inspection)
        if (other) await tellInspection(trx, actor, other, 'revoke', { device: each, why })
      }
    return ok({})
  }

  const changesOf = (trx: Trx, row: store.InspectionRow, command: InspectionCommand): Promise<Changed> | Changed => {
    switch (command.do) {
      case 'declare':
        return declare(command, row)
      case 'amend': {
        const isOther = command.setting !== row.setting
        return ok({ setting: command.setting, planned_on: command.on, ...(isOther && { edition: row.edition + 1 }) })
      }
      case 'answer':
        return answer(trx, command, row)
      case 'choose':
        return choose(trx, command, row)
      case 'finish':
        return finish(trx, command, row)
      case 'revoke':
        return revoke(trx, command, row)
      case 'add':
        return add(trx, command, row)
      case 'cancel':
        return ok({ state: 'cancelled' })
    }
  }

  /** What is visited, and who may not inspect it: one that applied, or another of the directory that somebody is known to run. */
  const visited = async (trx: Trx, { accreditation, service, setting }: z.output<typeof newInspectionShape>) => {
    if (accreditation !== undefined) {
      const known = await caseSeen(trx, accreditation)
      if (!known || known.body !== actor.organisation)
        return refuse('not-valid', 'No such application to your body.', 'accreditation')
      const [assessment] = await qualitySeen(trx, known.assessment)
      const left = known.seats.flatMap((seat) => seat?.left.map(({ account }) => account) ?? [])
      return ok({
        ...{ accreditation, service: known.service, service_name: known.service_name, setting: known.setting },
        ...{
          provider: known.originator,
          barred: [...left, ...(assessment?.completed_by ? [assessment.completed_by] : [])],
        },
      })
    }
    const listed = service === undefined ? undefined : await plan.directory.open(service)
    if (!listed) return refuse('not-valid', 'The directory has no such service.', 'service')
    // Findings need somebody who corrects them.
    if (listed.runner === undefined)
      return refuse(
        'not-valid',
        'Nobody said who runs it: the authority that keeps its entry says so first.',
        'service',
      )
    if (listed.runner === actor.organisation)
      return refuse('conflict', 'Nobody inspects a service of their own organisation.', 'service')
    const where = setting ?? listed.setting
    if (!where) return refuse('not-valid', 'Where it works is not known: say so.', 'setting')
    return ok({
      ...{ accreditation: null, service: listed.id, service_name: listed.name, setting: where },
      ...{ provider: listed.runner, barred: [] as string[] },
    })
  }

  return {
    may: inspectionVerbsOf(actor),
    ...bringing(room),
    ...correcting(room),
    list: () =>
      inside('list', async (trx) => {
        const rows = await store.inspectionsSeen(trx)
        const ids = rows.map(({ id }) => id)
        const findings = await store.findingsOf(trx, ids)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'inspection', ids })
        const own = rows.filter(({ originator }) => originator === actor.organisation)
        const isBody = mayInspect(actor, 'act')
        return ok({
          items: rows.map((row) => summaryOf(row, findings, actor, today())),
          share: isBody ? shareOf(own, today().slice(0, 4)) : null,
        })
      }),
    open: (id) =>
      inside('open', async (trx) => {
        const found = await opened(trx, id)
        if (found.ok) await appendLine(trx, actor, { verb: 'read', kind: 'inspection', ids: [id] })
        return found
      }),
    services: (words) =>
      inside('services', async () => ok(words.trim() === '' ? [] : await plan.directory.find(words.slice(0, 120)))),
    plan: (input, key) =>
      inside(
        'plan',
        async (trx) => {
          const given = parsed(newInspectionShape, input)
          if (!given.ok) return given
          const { announced, on, why } = given.value
          if (on < today()) return refuse('not-valid', 'A visit is planned for a day to come.', 'on')
          const found = await visited(trx, given.value)
          if (!found.ok) return found
          const { provider, barred, ...concerned } = found.value
          const handling = announced ? sharedHandling(actor.organisation, provider) : bodyHandling(actor.organisation)
          const row: store.InspectionRow = {
            ...{ id: randomUUID(), ...concerned, edition: 1, provider, announced, planned_on: on, why },
            ...{
              inspectors: [],
              stood_aside: [],
              state: 'planned',
              visited_on: null,
              report: null,
              result: null,
              criteria: null,
            },
            barred,
            ...{ planned_at: now(), finished_at: null, version: 1, ...columnsOf(handling) },
          }
          await store.insert(trx, 'inspection', row)
          await tellInspection(trx, actor, row, 'plan', given.value)
          return opened(trx, row.id)
        },
        askedWith(key, { planInspection: input }),
      ),
    act: (id, input, version, key) =>
      inside(
        'act',
        async (trx) => {
          const isThere = isId(id) && (await store.lockInspection(trx, id))
          const [row] = isThere ? await store.inspectionsSeen(trx, id) : []
          if (!row || row.originator !== actor.organisation) return absent()
          const given = parsed(inspectionCommandShape, input)
          if (!given.ok) return given
          if (row.version !== version) return changedSince()
          const command = given.value
          // Who has a tie is told so, and not that nothing can be done.
          const isTied = command.do === 'declare' && row.state === 'planned' && isBarred(row, actor.account)
          const merged = inspects(row, actor)
            ? mergedOf(row, await store.sheetsOf(trx, id), await store.choicesOf(trx, id))
            : []
          const isOpen = row.state === 'planned' && inspects(row, actor)
          const acts = [...actsOf(row, merged, actor), ...(isOpen ? (['choose', 'finish'] as const) : [])]
          if (!isTied && !acts.includes(command.do)) return notNow('As it stands, this cannot be done.')
          const changes = await changesOf(trx, row, command)
          if (!changes.ok) return changes
          if (!(await store.change(trx, 'inspection', row, changes.value))) return changedSince()
          await tellInspection(trx, actor, { ...row, ...changes.value }, command.do, command, row)
          return opened(trx, id)
        },
        askedWith(key, { actOnInspection: input, id, version }),
      ),
  }
}
