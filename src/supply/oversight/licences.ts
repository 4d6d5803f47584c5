// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which licences are recorded, granted by two officers, and looked after. */
import { randomUUID } from 'node:crypto'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { columnsOf, handlingOf, keyOf } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { fileWords } from '#platform/search/index.ts'
import { handledFor, LICENSEE, OFFICER } from './access.ts'
import {
  type LicenceCommand,
  licenceCommandShape,
  licenceQueryShape,
  newLicenceShape,
  type OversightDesk,
  type OversightRefusal,
} from './contract.ts'
import { decide, keyOfNumber, newNumber } from './licence.ts'
import { absent, changed, dayOf, isId, type OversightPlan, pageOf, parsed, placeOf, type Room } from './room.ts'
import {
  changeLicence,
  countLicences,
  insertLicence,
  type LicenceRow,
  licenceById,
  listLicences,
  type Trx,
} from './store.ts'
import { contentOf, licenceOf, wordsIn } from './view.ts'

/** What is told to the holder, and what to the other officers, when this was done. */
const TOLD: Partial<Record<LicenceCommand['do'], { message: string; to: 'holder' | 'officers' }>> = {
  propose: { message: 'licence-proposed', to: 'officers' },
  agree: { message: 'licence-granted', to: 'holder' },
  refuse: { message: 'licence-refused', to: 'holder' },
  suspend: { message: 'licence-suspended', to: 'holder' },
  resume: { message: 'licence-resumed', to: 'holder' },
  revoke: { message: 'licence-revoked', to: 'holder' },
}

/** Those who are told; what everybody may look up by its number has no inbox. */
export const tellOf = async (
  trx: Trx,
  row: LicenceRow,
  happened: string,
  told?: { message: string; to: readonly ('holder' | 'officers')[] },
): Promise<void> => {
  const { marking, purposes } = handlingOf(row)
  const { audience } = handledFor(row.originator, row.firm)
  const keys = {
    holder: row.firm === null ? [] : [keyOf.role(row.firm, LICENSEE)],
    officers: [keyOf.role(row.originator, OFFICER)],
  }
  const to = told?.to.flatMap((each) => keys[each]) ?? []
  const notify = told && to.length > 0 ? [{ to, message: told.message, link: `/licences/${row.id}` }] : []
  await announce(trx, { kind: `licence.${happened}`, record: row.id, audience, marking, purposes, notify })
}

type Part = Pick<OversightDesk, 'record' | 'decide' | 'licences' | 'countLicences' | 'licence'>

export const licencesPart = (plan: OversightPlan, { inside }: Room): Part => {
  const { actor, firm, nameOf, now = () => new Date() } = plan
  const show = (row: LicenceRow) => licenceOf(row, actor, { nameOf, today: dayOf(now()) })
  const find = (trx: Trx, id: string) => (isId(id) ? licenceById(trx, id) : Promise.resolve(undefined))
  return {
    record: (input, key) =>
      inside(
        'record',
        async (trx) => {
          const given = parsed(newLicenceShape, input)
          if (!given.ok) return given
          const { holder, activities, scope, from, until, conditions } = given.value
          const unknown = scope.findIndex((item) => nameOf(item) === undefined)
          if (unknown >= 0) return refuse('not-valid', 'The reference data has no such id.', `scope.${unknown}.id`)
          const known = holder.organisation === undefined ? undefined : await firm(holder.organisation)
          if (holder.organisation !== undefined && (!known || holder.organisation === actor.organisation))
            return refuse('not-valid', 'No such organisation holds licences here.', 'holder.organisation')
          const at = now()
          const row: LicenceRow = {
            ...{ id: randomUUID(), number: newNumber(), firm: holder.organisation ?? null, status: 'applied' },
            content: { holder: { ...holder, ...(known && { name: known.name }) }, scope, conditions },
            ...{ activities: [...new Set(activities)], starts_on: from, ends_on: until, proposed_by: null },
            steps: [{ at: at.toISOString(), did: 'apply', reason: '', by: actor.account }],
            ...{ recorded_at: at, reminded_of: null, version: 1 },
            ...columnsOf(handledFor(actor.organisation, holder.organisation ?? null)),
          }
          await insertLicence(trx, row)
          const { id } = row
          await fileWords(trx, { kind: 'licence', record: id, at, handling: handlingOf(row), text: wordsIn(row) })
          await appendLine(trx, actor, { verb: 'record', kind: 'licence', ids: [id], content: contentOf(row) })
          await tellOf(trx, row, 'recorded')
          return ok(show(row))
        },
        { key, what: { record: input } },
      ),
    decide: (id, input, version, key) =>
      inside(
        'decide',
        async (trx) => {
          const row = await find(trx, id)
          if (row?.originator !== actor.organisation) return absent()
          const given = parsed(licenceCommandShape, input)
          if (!given.ok) return given
          const command = given.value
          if (row.version !== version) return changed()
          const stands = { status: row.status, proposedBy: row.proposed_by }
          const decided = decide(stands, command.do, actor.account)
          if (!decided.ok) return decided as Outcome<never, OversightRefusal>
          const status = decided.value
          const reason = 'reason' in command ? command.reason : ''
          const { audience } = handledFor(
            row.originator,
            row.firm,
            command.do === 'agree' ? [keyOfNumber(row.number)] : [],
          )
          const after = await changeLicence(trx, row, {
            status,
            proposed_by: status === 'proposed' ? actor.account : null,
            steps: [...row.steps, { at: now().toISOString(), did: command.do, reason, by: actor.account }],
            audience: [...new Set([...row.audience, ...audience])],
          })
          if (!after) return changed()
          await appendLine(trx, actor, { verb: command.do, kind: 'licence', ids: [id], content: contentOf(after) })
          const told = TOLD[command.do]
          await tellOf(trx, after, status, told && { message: told.message, to: [told.to] })
          return ok(show(after))
        },
        { key, what: { decide: input, id, version } },
      ),
    licences: (query = {}) =>
      inside('licences', async (trx) => {
        const given = parsed(licenceQueryShape, query)
        if (!given.ok) return given
        const { limit, cursor, ...filter } = given.value
        const before = placeOf(cursor)
        if (!before.ok) return before
        const rows = await listLicences(trx, filter, dayOf(now()), limit, before.value)
        const page = pageOf(rows, limit, (row) => row.recorded_at.toISOString(), show)
        const ids = page.items.map(({ id }) => id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'licence', ids })
        return ok(page)
      }),
    countLicences: (query = {}) =>
      inside('countLicences', async (trx) => {
        const given = parsed(licenceQueryShape, query)
        return given.ok ? ok(await countLicences(trx, given.value, dayOf(now()))) : given
      }),
    licence: (id) =>
      inside('licence', async (trx) => {
        const row = await find(trx, id)
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'licence', ids: [id] })
        return ok(show(row))
      }),
  }
}
