// SPDX-License-Identifier: Apache-2.0
/** From the CSV files to the shape that matching takes. No file is read here. */
import type {
  ClassDefinition,
  Confidence,
  Control,
  HsCode,
  NameKind,
  ReferenceData,
  ScheduleException,
  Substance,
} from '#matching/index.ts'
import { list, type Row, readRows } from './read.ts'

/** A file by its name, e.g. `names.csv`. */
export type Files = (name: string) => Buffer

const period = ['jurisdiction', 'instrument', 'schedule', 'since', 'until', 'precision', 'checked', 'source'] as const

/** An empty `since` or `until` is unknown or open; `checked` is `yes` or `no`. */
function control(row: Record<(typeof period)[number], string>): Control {
  return {
    jurisdiction: row.jurisdiction,
    instrument: row.instrument,
    schedule: row.schedule,
    since: row.since || null,
    until: row.until || null,
    precision: (row.precision || null) as Control['precision'],
    checked: row.checked === 'yes',
    source: row.source,
  }
}

function substances(files: Files): Substance[] {
  const watch = readRows('watchlist.csv', files('watchlist.csv'), ['substance_id', 'reason'])
  const reasons = new Map(watch.map((row) => [row.substance_id, row.reason]))
  const columns = [
    'id',
    'kind',
    'name_en',
    'name_fr',
    'group',
    'cas',
    'smiles',
    'inchikey',
    'formula',
    'confidence',
  ] as const
  return readRows('substances.csv', files('substances.csv'), columns).map(({ name_en, name_fr, ...row }) => ({
    ...row,
    kind: row.kind as Substance['kind'],
    name: { en: name_en, fr: name_fr },
    confidence: row.confidence as Confidence,
    reason: reasons.get(row.id) ?? '',
  }))
}

function controls(files: Files): Record<string, Control[]> {
  const byId: Record<string, Control[]> = {}
  for (const row of readRows('controls.csv', files('controls.csv'), ['substance_id', ...period])) {
    const own = byId[row.substance_id] ?? []
    own.push(control(row))
    byId[row.substance_id] = own
  }
  return byId
}

function classes(files: Files): ClassDefinition[] {
  const columns = ['id', 'name', 'definition', 'smarts', 'exclude', 'max_mass', 'note', ...period] as const
  return readRows('classes.csv', files('classes.csv'), columns).map((row) => ({
    id: row.id,
    jurisdiction: row.jurisdiction,
    name: row.name,
    definition: row.definition,
    smarts: list(row.smarts, ' || '),
    exclude: list(row.exclude, ' || '),
    ...(row.max_mass === '' ? {} : { maxMass: Number(row.max_mass) }),
    note: row.note,
    control: control(row),
  }))
}

const ordinary = ['name', 'cas', 'inchikey', 'smiles'] as const

/** The lists that are long. Most starts of the program need none (see shelf.ts): they are read when first asked for. */
type Long = Pick<ReferenceData, 'names' | 'ordinary' | 'ordinaryWords' | 'ordinaryPhrases'>

const lazily = (
  data: Omit<ReferenceData, keyof Long>,
  readers: { [K in keyof Long]: () => Long[K] },
): ReferenceData => {
  for (const [key, read] of Object.entries(readers)) {
    const define = (how: PropertyDescriptor) =>
      Object.defineProperty(data, key, { configurable: true, enumerable: true, ...how })
    define({
      get: () => {
        const value = read()
        define({ value, writable: true })
        return value
      },
    })
  }
  return data as ReferenceData
}

export function assemble(files: Files, version: string): ReferenceData {
  const rows = <K extends string, T>(file: string, columns: readonly K[], make: (row: Row<K>) => T) =>
    readRows(file, files(file), columns, make)
  /** Asks for the file at once, so that an absent one is missed at once. */
  const later = <K extends string, T>(file: string, columns: readonly K[], make: (row: Row<K>) => T) => {
    const bytes = files(file)
    return () => readRows(file, bytes, columns, make)
  }
  const chemicals = later('ordinary-chemicals.csv', ordinary, (row) => ({ ...row }))
  const quiet = later('ordinary-class-hits.csv', [...ordinary, 'quiet'], ({ quiet, ...row }) =>
    quiet === 'yes' ? [row] : [],
  )
  const data = {
    version,
    substances: substances(files),
    controls: controls(files),
    salts: rows('salts.csv', ['substance_id', 'form', 'cas'], (row) => ({
      id: row.substance_id,
      form: row.form,
      cas: row.cas,
    })),
    hsCodes: rows('hs-codes.csv', ['hs6', 'description', 'ids', 'relation'], (row) => ({
      hs6: row.hs6,
      description: row.description,
      ids: list(row.ids),
      relation: row.relation as HsCode['relation'],
    })),
    equipment: rows('equipment.csv', ['id', 'name_en', 'name_fr', 'category', 'keywords', 'hs6'], (row) => ({
      id: row.id,
      name: { en: row.name_en, fr: row.name_fr },
      category: row.category,
      keywords: list(row.keywords),
      hs6: list(row.hs6),
    })),
    classes: classes(files),
    scopes: rows(
      'schedule-scopes.csv',
      ['instrument', 'schedule', 'salts', 'stereoisomers', 'isomers', 'esters', 'ethers'],
      (row) => ({
        instrument: row.instrument,
        schedule: row.schedule,
        salts: row.salts === 'yes',
        stereoisomers: row.stereoisomers === 'yes',
        isomers: row.isomers === 'yes',
        esters: row.esters === 'yes',
        ethers: row.ethers === 'yes',
      }),
    ),
    exceptions: rows('exceptions.csv', ['instrument', 'schedule', 'substance_id', 'inchikey', 'excepts'], (row) => ({
      instrument: row.instrument,
      schedule: row.schedule,
      id: row.substance_id,
      inchikey: row.inchikey,
      excepts: row.excepts as ScheduleException['excepts'],
    })),
  }
  return lazily(data, {
    names: later('names.csv', ['substance_id', 'name', 'kind', 'language'], (row) => ({
      id: row.substance_id,
      name: row.name,
      kind: row.kind as NameKind,
      language: row.language,
    })),
    ordinary: () => [...chemicals(), ...quiet().flat()],
    ordinaryWords: later('ordinary-words.csv', ['word'], (row) => row.word),
    ordinaryPhrases: later('ordinary-phrases.csv', ['phrase'], (row) => row.phrase),
  })
}
