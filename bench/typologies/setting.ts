// SPDX-License-Identifier: Apache-2.0
/** What is different where rules are held to account: names, places, amounts, cadence and mixture, not the seed alone. */

export type SetName = 'tune' | 'held-out'
const words = (text: string) => text.trim().split(/\s+/)

const tune = {
  start: Date.UTC(2025, 0, 1),
  currency: 'EUR',
  /** All amounts of money are this many times those of a shop in euro. */
  money: 1,
  /** Gaps between the acts of one event are this many times as long. */
  cadence: 1,
  /** How plainly an event shows: how many of the optional signs stand. */
  plainness: [
    ['bold', 0.35],
    ['middling', 0.4],
    ['faint', 0.25],
  ] as [Strength, number][],
  /** Events of a typology at scale 1: from, to. */
  events: [2, 4] as [number, number],
  /** The seller's own limit in kilograms or litres, over which more is asked. */
  quantityLimit: 5,
  cashLimit: 9000,
  underLimit: [0.85, 0.995] as [number, number],
  acts: [6, 14] as [number, number],
  countries: [
    ['DE', 5],
    ['FR', 5],
    ['NL', 3],
    ['BE', 2],
    ['PL', 2],
    ['ES', 2],
    ['CZ', 1],
    ['GB', 1],
    ['CH', 1],
  ] as [string, number][],
  far: ['AE', 'TR', 'PA', 'TH', 'RS'],
  given: words(
    'Anna Jan Marie Luc Piotr Eva Carlos Ines Tomas Julia Pierre Hanna Marek Sofia Paul Nina Emil Clara Hugo Lena',
  ),
  family: words(
    'Muller Dubois Jansen Kowalski Garcia Novak Peeters Schmidt Laurent Weber Bakker Moreau Fischer Wolf Lopez Blanc',
  ),
  streets: words('Hauptstrasse Lindenweg Bahnhofstrasse Ringweg Marktplatz Gartenweg Schulstrasse Bergweg Dorfstrasse'),
  towns: words('Aldenburg Bellerive Cornelisdorp Durnwald Ostrava-Sud Montclar Niederau Steenkerk Villanova Westmark'),
  stems: words('Alto Brenna Corvin Delta Elbe Falken Gallo Helio Iris Juno Kestrel Lumen Mistral Nordan Opal Prisma'),
  legal: ['GmbH', 'SA', 'BV', 'SARL', 'AG', 'Sp. z o.o.'],
  missing: 1,
}

const heldOut: typeof tune = {
  start: Date.UTC(2024, 3, 1),
  currency: 'USD',
  money: 1.45,
  cadence: 1.7,
  plainness: [
    ['bold', 0.2],
    ['middling', 0.4],
    ['faint', 0.4],
  ],
  events: [1, 5],
  quantityLimit: 2,
  cashLimit: 9000,
  underLimit: [0.68, 0.97],
  acts: [5, 20],
  countries: [
    ['US', 5],
    ['CA', 3],
    ['GB', 2],
    ['IN', 2],
    ['MX', 2],
    ['BR', 1],
    ['ZA', 1],
    ['AU', 1],
    ['KE', 1],
  ],
  far: ['HK', 'GE', 'PH', 'CO', 'MA'],
  given: words(
    'James Priya Maria Noah Thandi Olivia Diego Fatima Liam Grace Arjun Lucia Samuel Amina Ethan Rosa Wei Joy Mateo Ruth',
  ),
  family: words(
    'Smith Patel Hernandez Nkosi Brown Silva Otieno Tremblay Singh Wilson Torres Lee Murphy Santos Clark Dlamini',
  ),
  streets: words(
    'Main-Street Oak-Avenue Mill-Road Station-Road Park-Lane High-Street River-Drive Church-Road Hill-Street',
  ),
  towns: words(
    'Ashford-Falls Brightwater Cedar-Point Dunmore Eastvale Fairhaven Granite-City Kingsmead Lakeside Redrock',
  ),
  stems: words(
    'Apex Beacon Cascade Dune Everest Fable Granite Harbor Indigo Jasper Keystone Lotus Meridian Nimbus Orchard Pinnacle',
  ),
  legal: ['Inc.', 'LLC', 'Ltd', 'Pty Ltd', 'S.A. de C.V.', 'Pvt Ltd'],
  missing: 1.8,
}

export type Strength = 'bold' | 'middling' | 'faint'
export type Setting = typeof tune
export const SETTINGS: Record<SetName, Setting> = { tune, 'held-out': heldOut }
/** The chance of each optional sign of an event, by how plainly it shows. */
export const SIGN: Record<Strength, number> = { bold: 0.9, middling: 0.5, faint: 0.15 }
export const DAY = 86_400_000
export const DAYS = 365
