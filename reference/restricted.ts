// SPDX-License-Identifier: Apache-2.0
/** Lists that only cleared people may see, kept outside this folder and merged at start-up. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Control, Name, ReferenceData, Substance } from '#matching/index.ts'
import { list, readRows } from './read.ts'

/** Columns of a restricted list; only `name` must be filled. `aliases` are separated by `|` or `;`. */
export const restrictedColumns = [
  'name',
  'id',
  'cas',
  'smiles',
  'inchikey',
  'list',
  'schedule',
  'jurisdiction',
  'aliases',
] as const

/** `4-Some name` → `4-some-name` */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
}

type Entry = Record<(typeof restrictedColumns)[number], string>

/** The same substance among those already known: by id, then structure, then CAS number. */
function known(substances: readonly Substance[], entry: Entry): Substance | undefined {
  return (
    substances.find((s) => s.id === entry.id) ??
    substances.find((s) => entry.inchikey !== '' && s.inchikey === entry.inchikey) ??
    substances.find((s) => entry.cas !== '' && s.cas === entry.cas)
  )
}

function created(entry: Entry): Substance {
  const { cas, smiles, inchikey } = entry
  const id = entry.id || `restricted-${slug(entry.name)}`
  return {
    id,
    kind: 'listed',
    name: { en: entry.name, fr: entry.name },
    group: 'restricted',
    cas,
    smiles,
    inchikey,
    formula: '',
    confidence: 'one-source',
    reason: '',
  }
}

function controlOf(entry: Entry, file: string): Control {
  const name = basename(file, '.csv')
  return {
    jurisdiction: entry.jurisdiction || 'INT',
    instrument: entry.list || name,
    schedule: entry.schedule || 'restricted list',
    since: null,
    until: null,
    precision: null,
    checked: false,
    source: `restricted:${name}`,
  }
}

/** A restricted list as it is kept: its name with `.csv`, and its normalised text. */
export interface RestrictedList {
  file: string
  text: string
}

/**
 * A copy of `data` with every list merged: an entry already known gets one more control, another becomes a listed
 * substance. Without a list nothing changes. The version says that restricted lists were read.
 */
export function mergeLists(data: ReferenceData, lists: readonly RestrictedList[]): ReferenceData {
  const substances = [...data.substances]
  const controls = { ...data.controls }
  const names: Name[] = [...data.names]
  const hash = createHash('sha256')
  for (const { file, text } of lists) {
    hash.update(`${file}\n`).update(text)
    for (const entry of readRows(file, text, restrictedColumns)) {
      let substance = known(substances, entry)
      if (substance === undefined) {
        substance = created(entry)
        substances.push(substance)
      }
      const { id } = substance
      controls[id] = [...(controls[id] ?? []), controlOf(entry, file)]
      for (const name of [entry.name, ...list(entry.aliases.replaceAll('|', ';'))]) {
        names.push({ id, name, kind: 'trade', language: 'en' })
      }
    }
  }
  if (lists.length === 0) return data
  return { ...data, version: `${data.version}+${hash.digest('hex').slice(0, 8)}`, substances, controls, names }
}

/** As `mergeLists`, with every CSV file of `folder`. An absent folder merges nothing. */
export function mergeRestricted(data: ReferenceData, folder: string): ReferenceData {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.csv')) : []
  return mergeLists(
    data,
    files.sort().map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') })),
  )
}

/** Facts of these lists alone, over the everyday words of `data`: what only they know is told apart from all else. */
export function restrictedAlone(data: ReferenceData, lists: readonly RestrictedList[]): ReferenceData {
  const none = {
    substances: [],
    controls: {},
    names: [],
    salts: [],
    hsCodes: [],
    equipment: [],
    classes: [],
    scopes: [],
  }
  return mergeLists({ ...data, ...none, exceptions: [] }, lists)
}
