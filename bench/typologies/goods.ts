// SPDX-License-Identifier: Apache-2.0
/** Goods: listed substances and equipment by the names of the reference, and ordinary goods of ordinary trades. */
import { readFileSync } from 'node:fs'
import type { Draw } from './draw.ts'

export type Good = { item: string; cas: string; unit: string; packs: number[]; price: number }

const read = (file: string): Record<string, string>[] => {
  const text = readFileSync(new URL(`../../reference/${file}`, import.meta.url), 'utf8')
  const rows = text
    .split('\n')
    .filter(Boolean)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
      ),
    )
  const [head = [], ...rest] = rows
  return rest.map((row) => Object.fromEntries(head.map((column, i) => [column, row[i] ?? ''])))
}

const substances = read('substances.csv')
const byId = new Map(substances.map((row) => [row.id!, row]))
const names = Map.groupBy(
  read('names.csv').filter(({ kind }) => kind === 'inn' || kind === 'translation' || kind === 'iupac'),
  (row) => row.substance_id!,
)
const equipment = new Map(read('equipment.csv').map((row) => [row.id!, row]))
const idsOf = (...groups: string[]) => substances.filter((row) => groups.includes(row.group!)).map((row) => row.id!)

export const PRECURSORS = idsOf('precursor', 'pre-precursor', 'designer-precursor')
export const REAGENTS = idsOf('reagent', 'solvent')
export const SCARCE = idsOf(
  'fentanyl',
  'nitazene',
  'synthetic-cannabinoid',
  'cathinone',
  'benzodiazepine',
  'dissociative',
)
export const TABLETING = ['tablet-press-rotary', 'tablet-press-single', 'tablet-press-manual', 'tablet-press-parts']
export const DIES = ['punch-die-set', 'counterfeit-imprint-die']
export const VESSELS = [
  'reaction-vessel-glass',
  'round-bottom-flask-large',
  'heating-mantle',
  'condenser-glass',
  'vacuum-pump',
  'rotary-evaporator',
]

/** The names of a substance that fit a headline. */
export const shortNames = (id: string): string[] => {
  const short = (names.get(id) ?? []).map(({ name }) => name!).filter((name) => name.length <= 24)
  return short.length > 0 ? short : [byId.get(id)!.name_en!]
}

/** A price that stays the same for a substance, since trade knows it. */
const priceOf = (id: string, least: number, most: number) => {
  const h = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) / 9973
  return Number((least * (most / least) ** h).toFixed(2))
}

const LIQUID = new Set([
  'acetone',
  'toluene',
  'ethyl-ether',
  'methyl-ethyl-ketone',
  'hydrochloric-acid',
  'sulphuric-acid',
  'methyl-isobutyl-ketone',
  'acetic-anhydride',
  'formamide',
  'gamma-butyrolactone',
  '1-4-butanediol',
  'piperidine',
  'benzaldehyde',
  'benzyl-chloride',
  'safrole',
])

/** A listed substance under one of its names, mostly the first, at times one of another language. */
export const listed = (draw: Draw, id: string): Good => {
  const row = byId.get(id)!
  const others = names.get(id) ?? []
  const item = others.length > 0 && draw.chance(0.35) ? draw.one(others).name! : row.name_en!
  const bulk = ['reagent', 'solvent'].includes(row.group!)
  const price = bulk ? priceOf(id, 2, 14) : priceOf(id, 18, 240)
  return {
    item,
    cas: row.cas!,
    unit: LIQUID.has(id) ? 'L' : 'kg',
    packs: bulk ? [1, 2.5, 5, 25] : [0.1, 0.25, 0.5, 1],
    price,
  }
}

export const device = (id: string): Good => {
  const row = equipment.get(id)!
  const price = /press-rotary|evaporator|vessel/.test(id) ? priceOf(id, 1800, 9000) : priceOf(id, 25, 700)
  return { item: row.name_en!, cas: '', unit: '{piece}', packs: [1], price }
}

const ordinary = (text: string): Good[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [item = '', cas = '', unit = '', price = ''] = line.trim().split('|')
      return {
        item,
        cas,
        unit,
        price: Number(price),
        packs: unit === '{piece}' ? [1, 10, 100] : unit === 'g' ? [25, 100, 500] : [1, 5, 25],
      }
    })

export const ORDINARY = {
  laboratory: ordinary(`Ethanol absolute|64-17-5|L|22
    Sodium chloride p.a.|7647-14-5|g|0.04
    Agar powder|9002-18-0|g|0.3
    Nitrile gloves, box||{piece}|9
    Pipette tips, box||{piece}|14
    Buffer solution pH 7||L|18
    Methanol for HPLC|67-56-1|L|26
    Acetonitrile for HPLC|75-05-8|L|44
    Filter paper, pack||{piece}|12
    Petri dishes, sleeve||{piece}|7
    Magnesium sulfate|7487-88-9|g|0.05
    Ethyl acetate|141-78-6|L|16`),
  paint: ordinary(`Titanium dioxide|13463-67-7|kg|3.4
    Acrylic binder||kg|2.9
    Xylene|1330-20-7|L|3.1
    Butyl acetate|123-86-4|L|3.6
    Iron oxide red|1309-37-1|kg|2.2
    Talc|14807-96-6|kg|0.9
    Defoamer||kg|6.4
    White spirit|64742-82-1|L|2.4`),
  pharma: ordinary(`Lactose monohydrate|64044-51-5|kg|4.5
    Microcrystalline cellulose|9004-34-6|kg|7
    Magnesium stearate|557-04-0|kg|8.5
    Maize starch|9005-25-8|kg|2.1
    Paracetamol|103-90-2|kg|9.5
    Purified water||L|0.8
    Isopropyl alcohol|67-63-0|L|5`),
  water: ordinary(`Sodium hypochlorite solution|7681-52-9|L|1.1
    Polyaluminium chloride|1327-41-9|kg|0.9
    Ferric chloride solution|7705-08-0|kg|0.7
    Activated carbon|7440-44-0|kg|3.8
    Sodium hydroxide|1310-73-2|kg|1.5
    Anionic flocculant||kg|4.1`),
  cosmetics: ordinary(`Glycerol|56-81-5|kg|2.6
    Shea butter|194043-92-0|kg|8
    Citric acid|77-92-9|kg|2.3
    Lavender oil|8000-28-0|L|70
    Sodium laureth sulfate|68585-34-2|kg|2
    Cetyl alcohol|36653-82-4|kg|5.5
    Empty jars||{piece}|0.6`),
  household: ordinary(`Acetic acid cleaner||L|2.2
    Sodium bicarbonate|144-55-8|kg|1.6
    Candle wax||kg|4.2
    Epoxy resin set||kg|14
    Methylated spirit||L|3.2
    Soap base||kg|4.8
    Garden lime||kg|0.7`),
} as const
