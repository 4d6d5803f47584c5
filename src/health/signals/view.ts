// SPDX-License-Identifier: Apache-2.0
/** A signal as it is shown to those who reported it, and to the ledger. */
import { canonical } from '#basis/canonical.ts'
import type { Leaves, Recognised, Signal } from './contract.ts'
import type { SignalToTell } from './passage.ts'
import type { SignalGiven } from './shapes.ts'
import type { SignalRow } from './store.ts'
import { weekOf } from './week.ts'

/** What is kept of a report: its day as a week, and of the registry only what was confirmed. */
export const columnsGiven = (given: SignalGiven, source: SignalRow['source'], confirmed: Recognised | undefined) => ({
  ...{ source, substance_told: given.substance.told, substance_id: confirmed?.id ?? null },
  ...{ substance_name: confirmed?.name ?? null, form: given.form, appearance: given.appearance },
  ...{ severity: given.severity, effects: [...new Set(given.effects)], region: given.region, week: weekOf(given.day) },
  ...{ people: given.people, certainty: given.certainty, ages: given.ages ?? null, gender: given.gender ?? null },
  note: given.note,
})

const substanceOf = ({ substance_told: told, substance_id: id, substance_name: name }: Columns): Signal['substance'] =>
  id === null || name === null ? { told } : { told, id, name }

type Columns = ReturnType<typeof columnsGiven>

/** A signal as it may be carried: by the registry where somebody confirmed what it was, else as it was called. */
export const toTell = (row: Columns): SignalToTell => {
  const { source, severity, region, week, people } = row
  const { told, id, name } = substanceOf(row)
  const substance = id === undefined || name === undefined ? { name: told } : { id, name }
  return { source, substance, severity, region, week, people }
}

/** `leaves`: what others are told of it, where the country lets signals out. */
export const signalOf = (row: SignalRow, leaves?: (signal: SignalToTell) => Leaves): Signal => ({
  ...{ id: row.id, from: row.originator, source: row.source, substance: substanceOf(row), form: row.form },
  ...{ appearance: row.appearance, severity: row.severity, effects: row.effects, region: row.region, week: row.week },
  ...{ people: row.people, certainty: row.certainty, note: row.note },
  ...(row.ages && { ages: row.ages }),
  ...(row.gender && { gender: row.gender }),
  status: row.withdrawn_at === null ? 'reported' : 'withdrawn',
  reported: row.reported_at.toISOString(),
  corrected: row.corrected_at?.toISOString() ?? null,
  withdrawn: row.withdrawn_at === null ? null : { at: row.withdrawn_at.toISOString(), reason: row.reason ?? '' },
  leaves: row.withdrawn_at === null ? (leaves?.(toTell(row)) ?? null) : null,
  version: row.version,
})

/** What the ledger keeps a digest of: all that it says and where it stands, in one order. */
export const contentOf = (row: SignalRow): string =>
  canonical([
    ...[row.source, row.substance_told, row.substance_id, row.substance_name, row.form, row.appearance, row.severity],
    ...[row.effects, row.region, row.week, row.people, row.certainty, row.ages, row.gender, row.note],
    ...[row.withdrawn_at?.toISOString() ?? null, row.reason],
  ])
