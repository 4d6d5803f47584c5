// SPDX-License-Identifier: Apache-2.0
import type { Amount } from '../findings.ts'

/** One unit is `times` × 10^`power` of the UCUM unit. */
export interface Unit {
  unit: Amount['unit']
  times: number
  power: number
}

const rows: [Amount['unit'], number, number, string][] = [
  ['kg', 1, 3, 't mt tn to tonne tonnes ton tons tonelada toneladas т тонна тонн 吨 طن'],
  ['kg', 1, 0, 'kg kgs kgm kilo kilos kilogram kilograms kilogramme kilogrammes kilogramm kilogramo kilogramos kilogramos кг кило 公斤 千克 كغ كجم كيلو كيلوغرام'],
  ['kg', 1, -3, 'g gr gm gms gs gram grams gramme grammes gramm gramo gramos г гр грамм грамма граммов 克 غ غرام جرام جم غم'],
  ['kg', 1, -6, 'mg mgs milligram milligrams milligramme milligrammes milligramm miligramo miligramos мг 毫克 ملغ ملجم مجم'],
  ['kg', 1, -9, 'ug µg μg mcg mkg microgram micrograms microgramme microgrammes mikrogramm мкг 微克'],
  ['kg', 1, -12, 'ng'],
  ['kg', 45359237, -8, 'lb lbs pound pounds livre livres libra libras фунт'],
  ['kg', 28349523125, -12, 'oz ounce ounces onza onzas unze unzen once унция'],
  ['m3', 1, 0, 'm3 cbm'],
  ['m3', 1, -1, 'hl hectolitre'],
  ['m3', 1, -3, 'l lt ltr ltrs lit liter liters litre litres litro litros л литр литра литров 升 لتر ليتر'],
  ['m3', 1, -5, 'cl'],
  ['m3', 1, -6, 'ml cc millilitre millilitres milliliter milliliters mililitro mililitros мл 毫升 مل'],
  ['m3', 1, -9, 'ul µl μl'],
  ['m3', 3785411784, -12, 'gal gallon gallons gals galón galones'],
  ['m3', 473176473, -12, 'pint pints'],
  [
    '1', 1, 0,
    `pc pcs pce piece pieces pièce pièces unit units unité unités stück stücke stueck stk st ea each tablet tablets tabs tab pill pills cap caps capsule capsules cp cpr cps comp
    comprimé comprimés comprime comprimes gélule gélules gél pieza piezas unidad unidades uds ud comprimido comprimidos cápsulas pastilla pastillas tabletten tablette kapseln pillen bars strips hits blotters pellets ampoules ampoule amps amp vials vial
    patches patchs patch шт штук штуки таб табл таблеток таблетки капс капсул 片 粒 个 颗 支 حبة حبات قرص قطعة كبسولة 'S trips`,
  ],
  ['%', 1, 0, '% ％ percent prozent pct'],
  ['mol/L', 1, 0, 'M mol/l'],
  ['mol/L', 1, -3, 'mM mmol/l'],
] // biome-ignore format: a table

export const units: ReadonlyMap<string, Unit> = new Map(
  rows.flatMap(([unit, times, power, words]) =>
    words.split(/\s+/).map((word): [string, Unit] => [word, { unit, times, power }]),
  ),
)

/** Containers: what an amount is packed in. */
export const packagings: ReadonlyMap<string, string> = new Map(
  (
    [
      [
        'drum',
        'drum drums dr barrel barrels bbl fût fûts fut futs fass fässer faß tambor tambores bidon bidón bidones bidons бочка бочки бочек 桶 برميل براميل',
      ],
      ['bag', 'bag bags sac sacs sack säcke sacos saco мешок мешков 袋 كيس اكياس baggie'],
      [
        'bottle',
        'bottle bottles btl flacon flacons flasche flaschen botella botellas frasco бутылка флакон 瓶 زجاجة bouteille bouteilles',
      ],
      [
        'can',
        'can cans jerrycan jerrican jerricans jerrycans kanister carboy carboys tin tins garrafa garrafas канистра 罐',
      ],
      ['IBC', 'ibc ibcs grv'],
      ['pallet', 'pallet pallets palette palettes paletten palé palés паллета 托盘'],
      [
        'box',
        'box boxes boîte boîtes boite boites carton cartons ctn ctns caja cajas karton kartons schachtel коробка коробок 箱 盒 علبة صندوق pack packs pk pkt packet packets paquet paquets case cases kit kits',
      ],
      ['cylinder', 'cylinder cylinders cylindre gasflasche баллон tank tanks bonbonne bonbonnes'],
      ['blister', 'blister blisters plaquette plaquettes sheet sheets strip strips'],
    ] as const
  ).flatMap(([name, words]) => words.split(' ').map((word): [string, string] => [word, name])),
)

export const numberWords: ReadonlyMap<string, string> = new Map([
  ['dozen', '12'], ['douzaine', '12'], ['dutzend', '12'], ['docena', '12'], ['дюжина', '12'], ['half', '0.5'], ['demi', '0.5'], ['medio', '0.5'], ['media', '0.5'],
  ['halbes', '0.5'], ['quarter', '0.25'], ['one', '1'], ['two', '2'], ['three', '3'], ['four', '4'], ['five', '5'], ['six', '6'], ['seven', '7'], ['eight', '8'],
  ['nine', '9'], ['ten', '10'], ['twelve', '12'], ['twenty', '20'], ['fifty', '50'], ['hundred', '100'], ['thousand', '1000'],
]) // biome-ignore format: a table
