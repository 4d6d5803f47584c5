// SPDX-License-Identifier: Apache-2.0
/** Ordinary trades: their sectors, what they order and how often; some have good reason to order listed substances. */
import type { ORDINARY } from './goods.ts'

export type Trade = {
  what: string[]
  sectors: string[]
  shelf: keyof typeof ORDINARY
  /** Listed substances that belong to this trade, and the share of lines that are one of them. */
  own: string[]
  share: number
  devices: string[]
  /** Orders a year, in the middle; quantity of a line as many times a pack; heavier in these months (0 is January). */
  often: number
  bulk: number
  season: number[]
  place: string
  uses: string[]
  licence: number
}

export const TRADES = {
  university: {
    what: ['University', 'Institute of Science', 'College'],
    sectors: ['8530', '7210'],
    shelf: 'laboratory',
    own: [
      'acetone',
      'toluene',
      'ethyl-ether',
      'hydrochloric-acid',
      'sulphuric-acid',
      'benzaldehyde',
      'piperidine',
      'sodium-borohydride',
      'iodine',
      'acetic-anhydride',
      'anthranilic-acid',
    ],
    share: 0.22,
    devices: ['rotary-evaporator', 'heating-mantle', 'ph-meter', 'hotplate-stirrer'],
    often: 22,
    bulk: 2,
    season: [0, 1, 8, 9],
    place: 'laboratory',
    uses: ['teaching laboratory', 'organic chemistry research', 'practical course'],
    licence: 0.6,
  },
  laboratory: {
    what: ['Analytics', 'Diagnostics', 'Test Laboratory'],
    sectors: ['7120', '8690', '7210'],
    shelf: 'laboratory',
    own: [
      'acetone',
      'toluene',
      'hydrochloric-acid',
      'sulphuric-acid',
      'methyl-ethyl-ketone',
      'potassium-permanganate',
      'formamide',
    ],
    share: 0.2,
    devices: ['ph-meter', 'precision-scale', 'centrifuge'],
    often: 18,
    bulk: 2,
    season: [],
    place: 'laboratory',
    uses: ['analysis of samples', 'quality control', 'reference solutions'],
    licence: 0.5,
  },
  paint: {
    what: ['Paints', 'Coatings', 'Varnish Works'],
    sectors: ['2022', '4663'],
    shelf: 'paint',
    own: ['toluene', 'acetone', 'methyl-ethyl-ketone', 'methyl-isobutyl-ketone'],
    share: 0.35,
    devices: ['ibc-drums', 'powder-mixer'],
    often: 20,
    bulk: 12,
    season: [2, 3, 4, 5],
    place: 'business',
    uses: ['solvent for paint', 'cleaning of equipment', 'varnish'],
    licence: 0.7,
  },
  pharma: {
    what: ['Pharma', 'Generics', 'Laboratories'],
    sectors: ['2100', '4649'],
    shelf: 'pharma',
    own: [
      'ephedrine',
      'pseudoephedrine',
      'ergotamine',
      'acetic-anhydride',
      'acetone',
      'piperidine',
      'hydrochloric-acid',
    ],
    share: 0.2,
    devices: ['punch-die-set', 'tablet-press-parts', 'blister-machine', 'powder-mixer', 'empty-capsules'],
    often: 20,
    bulk: 10,
    season: [8, 9, 10],
    place: 'business',
    uses: ['manufacture of medicines', 'quality control', 'synthesis of registered products'],
    licence: 0.92,
  },
  water: {
    what: ['Water Treatment', 'Waterworks', 'Pool Service'],
    sectors: ['3600', '3700', '9311'],
    shelf: 'water',
    own: ['hydrochloric-acid', 'sulphuric-acid', 'potassium-permanganate'],
    share: 0.3,
    devices: ['ph-meter', 'ibc-drums'],
    often: 16,
    bulk: 14,
    season: [4, 5, 6, 7],
    place: 'business',
    uses: ['water treatment', 'adjustment of pH', 'removal of iron'],
    licence: 0.6,
  },
  cosmetics: {
    what: ['Cosmetics', 'Fragrances', 'Soaps'],
    sectors: ['2023', '4649'],
    shelf: 'cosmetics',
    own: ['piperonal', 'helional', 'benzaldehyde', 'acetone'],
    share: 0.12,
    devices: ['powder-mixer', 'overhead-stirrer'],
    often: 14,
    bulk: 5,
    season: [9, 10],
    place: 'business',
    uses: ['fragrance', 'nail care', 'soap and cream'],
    licence: 0.5,
  },
  workshop: {
    what: ['Workshop', 'Restoration', 'Printing', 'Plastics', 'Boats'],
    sectors: ['1811', '2220', '3011', '9529', '4520'],
    shelf: 'household',
    own: ['acetone', 'toluene', 'methyl-ethyl-ketone', 'gamma-butyrolactone'],
    share: 0.3,
    devices: ['respirator', 'fume-extraction'],
    often: 7,
    bulk: 2,
    season: [3, 4, 5],
    place: 'business',
    uses: ['cleaning of moulds', 'degreasing', 'removal of paint'],
    licence: 0.3,
  },
  household: {
    what: [''],
    sectors: [''],
    shelf: 'household',
    own: ['acetone', 'hydrochloric-acid'],
    share: 0.08,
    devices: ['precision-scale', 'respirator'],
    often: 3,
    bulk: 1,
    season: [3, 4, 10, 11],
    place: 'residence',
    uses: ['cleaning', 'hobby', 'candles and soap'],
    licence: 0,
  },
} satisfies Record<string, Trade>

export type TradeName = keyof typeof TRADES
/** How often customers are of each trade. */
export const SHARES: [TradeName, number][] = [
  ['university', 9],
  ['laboratory', 14],
  ['paint', 12],
  ['pharma', 8],
  ['water', 12],
  ['cosmetics', 12],
  ['workshop', 18],
  ['household', 42],
]
/** Trades to which chemicals are of little use. */
export const UNFITTING = ['9602', '5610', '4771', '6820', '4921', '9000', '7911', '1071']
