// SPDX-License-Identifier: Apache-2.0
/** What the field mode asks the node: the visits to take, a pack, and to keep what is brought. Each may be asked again. */
import type { InspectionSummary, Pack, Receipt } from '#health/assurance/inspections/contract.ts'
import { newKey, photographName, saveVisit, signed, type Visit } from './taken.ts'
import type { Vault } from './vault.ts'

/** Why something did not go through: no network, nobody signed in, or what the node refused and where. */
export interface Failure {
  /** `visits`, `pack`, `sheet`, or the name of a photograph. */
  what: string
  why: 'network' | 'signed-out' | 'absent' | 'refused' | 'broken'
  /** As the node says it, in English. */
  detail: string
}
export type Asked<T> = { ok: true; value: T } | { ok: false; failure: Failure }

const API = '/api/assurance/inspections'
/** Longer than any photograph takes on a slow line; then it is asked again. */
const PATIENCE = 120_000

const ask = async <T>(what: string, path: string, init: RequestInit = {}): Promise<Asked<T>> => {
  const failed = (why: Failure['why'], detail = ''): Asked<T> => ({ ok: false, failure: { what, why, detail } })
  try {
    const answer = await fetch(API + path, { ...init, signal: AbortSignal.timeout(PATIENCE) })
    if (answer.ok) return { ok: true, value: (await answer.json()) as T }
    const { detail = '', errors = [] } = (await answer.json().catch(() => ({}))) as {
      detail?: string
      errors?: { where: string }[]
    }
    const why = answer.status === 401 ? 'signed-out' : answer.status === 404 ? 'absent' : 'refused'
    return failed(why, [detail, ...errors.map(({ where }) => where)].join(' '))
  } catch {
    return failed('network')
  }
}

const json = (value: unknown): RequestInit => ({
  ...{ method: 'POST', body: JSON.stringify(value) },
  headers: { 'content-type': 'application/json' },
})

/** Visits that are planned, as far as the node tells. */
export const plannedVisits = async (): Promise<Asked<InspectionSummary[]>> => {
  const told = await ask<{ items: InspectionSummary[] }>('visits', '')
  return told.ok ? { ok: true, value: told.value.items.filter(({ state }) => state === 'planned') } : told
}

/** Registers a new key and takes the pack; what was written to an earlier one of the same visit has to be brought first. */
export const takeVisit = async (vault: Vault, inspection: string, name: string): Promise<Asked<Visit>> => {
  const { registered, kept } = await newKey()
  const told = await ask<Pack>('pack', `/${inspection}/pack`, json({ name, key: registered }))
  if (!told.ok) return told
  const visit: Visit = {
    pack: told.value,
    key: kept,
    answers: {},
    photographs: [],
    sheet: null,
    receipt: null,
    arrived: [],
  }
  await saveVisit(vault, visit)
  return { ok: true, value: visit }
}

/**
 * Brings the sheet, then each photograph. Every acknowledgement is on the disk before the next is asked; what failed is told one by
 * one, and what was refused keeps nothing else back.
 */
export const bringVisit = async (vault: Vault, given: Visit): Promise<{ visit: Visit; failures: Failure[] }> => {
  let visit = await signed(given)
  // Signed and kept before it is sent: after a cut line the very same sheet goes again.
  await saveVisit(vault, visit)
  const { sheet, pack } = visit
  const told = await ask<Receipt>(
    ...(['sheet', `/${pack.inspection}/sheets`] as const),
    json({ device: pack.device, sheet: sheet?.text, signature: sheet?.signature }),
  )
  if (!told.ok) return { visit, failures: [told.failure] }
  const { awaited } = told.value
  const all = visit.photographs.map(({ sha256 }) => sha256)
  // What the node does not wait for it has, whatever was lost on the way back.
  visit = { ...visit, receipt: told.value, arrived: all.filter((sha256) => !awaited.includes(sha256)) }
  await saveVisit(vault, visit)
  const failures: Failure[] = []
  for (const { sha256, name } of visit.photographs.filter((each) => awaited.includes(each.sha256))) {
    const bytes = await vault.read(photographName(pack.inspection, sha256)).catch(() => undefined)
    if (!bytes) {
      failures.push({ what: name, why: 'broken', detail: sha256 })
      continue
    }
    const path = `/${pack.inspection}/photographs?${new URLSearchParams({ sha256, name })}`
    const kept = await ask(name, path, {
      method: 'POST',
      body: bytes,
      headers: { 'content-type': 'application/octet-stream' },
    })
    if (kept.ok) {
      visit = { ...visit, arrived: [...visit.arrived, sha256] }
      await saveVisit(vault, visit)
    } else {
      failures.push(kept.failure)
      if (kept.failure.why === 'network') break
    }
  }
  return { visit, failures }
}
