// SPDX-License-Identifier: Apache-2.0
/** The part of the desk for goAML: a unit loads its schema and says its codes; a report is written by them, and judged by the schema. */
import { canonical } from '#basis/canonical.ts'
import { ok, refuse } from '#basis/outcome.ts'
import { openSchema, withFixed, writeGoaml } from '#interop/goaml/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { receives, watches } from '../access.ts'
import type { GoamlPlan, SuspicionsDesk } from '../contract.ts'
import { reportById } from '../reports/reports-store.ts'
import { absent, changed, isId, parsed, type Room, type SuspicionsPlan } from '../room.ts'
import { goamlCodesShape, listsOf } from './codes.ts'
import { goamlOf, keepGoaml } from './goaml-store.ts'
import { saidOf } from './said.ts'

const NO_CODES = goamlCodesShape.parse({ report: '', submission: '', indicator: '' })
/** Faults that are told one by one. */
const MOST_FAULTS = 100

type Part = Pick<SuspicionsDesk, 'goaml' | 'setGoamlSchema' | 'setGoamlCodes' | 'writeReport'>

export const goamlPart = (plan: SuspicionsPlan, { inside }: Room): Part => {
  const { actor, currency, now = () => new Date() } = plan
  const unit = actor.organisation
  const shown = (row: Awaited<ReturnType<typeof goamlOf>>): GoamlPlan => {
    const schema = row && openSchema(row.schema)
    const { version, repairs } = schema?.ok ? schema.value : { version: '', repairs: [] }
    return {
      ...{ isLoaded: row !== undefined, schemaVersion: version, repairs, codes: row?.codes ?? NO_CODES },
      lists: schema?.ok ? listsOf(schema.value) : null,
      ...{ changedAt: row?.changed_at.toISOString() ?? null, version: row?.version ?? 0 },
    }
  }
  return {
    goaml: () => inside('goaml', async (trx) => ok(shown(await goamlOf(trx, unit)))),
    setGoamlSchema: (bytes, version) =>
      inside('setGoamlSchema', async (trx) => {
        const text = new TextDecoder().decode(bytes)
        const schema = openSchema(text)
        if (!schema.ok) return schema
        const row = await goamlOf(trx, unit)
        if ((row?.version ?? 0) !== version) return changed()
        const codes = row?.codes ?? NO_CODES
        const kept = await keepGoaml(trx, { unit, schema: text, codes, changed_at: now(), changed_by: actor.account })
        await appendLine(trx, actor, { verb: 'load', kind: 'goaml', ids: [unit], content: text })
        return ok(shown(kept))
      }),
    setGoamlCodes: (input, version) =>
      inside('setGoamlCodes', async (trx) => {
        const given = parsed(goamlCodesShape, input)
        if (!given.ok) return given
        const row = await goamlOf(trx, unit)
        if (!row) return refuse('not-now', 'Load the schema first: the codes are of it.')
        if (row.version !== version) return changed()
        const by = { changed_at: now(), changed_by: actor.account }
        const kept = await keepGoaml(trx, { unit, schema: row.schema, codes: given.value, ...by })
        await appendLine(trx, actor, { verb: 'code', kind: 'goaml', ids: [unit], content: canonical(given.value) })
        return ok(shown(kept))
      }),
    writeReport: (id) =>
      inside('writeReport', async (trx) => {
        const row = isId(id) ? await reportById(trx, id) : undefined
        const isTheirs = row && (row.originator === unit ? watches(actor, row.leg) : receives(actor, row.leg))
        if (!row || !isTheirs || row.content.about.leg !== 'payment') return absent()
        const profile = await goamlOf(trx, row.receiver)
        if (!profile) return ok(null)
        const schema = openSchema(profile.schema)
        if (!schema.ok) return schema
        const { codes } = profile
        const said = saidOf(row.content, row.content.about, {
          ...{ id, at: row.sent_at.toISOString(), currency, codes },
        })
        const { xml, left } = writeGoaml(withFixed(said, codes.fixed), schema.value)
        const faults = schema.value.check(xml)
        await appendLine(trx, actor, { verb: 'write', kind: 'report', ids: [id], content: xml })
        return ok({ xml, left, faults: faults.slice(0, MOST_FAULTS), more: Math.max(0, faults.length - MOST_FAULTS) })
      }),
  }
}
