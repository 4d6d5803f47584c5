// SPDX-License-Identifier: Apache-2.0
/** Keys of what firms watch, beside those of `workspace/contexts.ts`: null where an actor has no such desk. */
import { createContext } from 'react-router'
import type {
  CertificatesCounter,
  RedFlag,
  SuspicionLeg,
  SuspicionsDesk,
  Typology,
  Vocabulary,
} from '#supply/suspicions/contract.ts'

export interface Said {
  en: string
  fr: string
}

export interface SuspicionsDoor {
  desk: SuspicionsDesk
  /** As they ship, by id. */
  flags: ReadonlyMap<string, RedFlag>
  typologies: ReadonlyMap<string, Typology>
  /** Words of the facts that a red flag shows, by group and name. */
  facts: Readonly<Record<string, Readonly<Record<string, { words: Said }>>>>
  /** Facts of which red flags of that leg may ask. */
  factsOf(leg: SuspicionLeg): Vocabulary
  /** By name; the code itself where it has none. */
  country(code: string, language: 'en' | 'fr'): string
  isCountry(code: string): boolean
  /** Of a CSV of orders. */
  columns: readonly string[]
  /** One to begin from. */
  example(): string
  /** The same of payments. */
  paymentColumns: readonly string[]
  paymentExample(): string
  /** And of parcels and listings. */
  items: Record<'parcel' | 'listing', { columns: readonly string[]; example(): string }>
  /** ISO 4217, of payments in that country; empty: not known. */
  currencyOf(country: string): string
  /** Files by name as one ZIP file. */
  zip(files: ReadonlyMap<string, Uint8Array>): Uint8Array
  organisations(): Promise<readonly { id: string; name: string }[]>
}

export const suspicionsContext = createContext<SuspicionsDoor | null>(null)

/** Where anybody looks whether a certificate of a refusal is genuine; null where this process does not hold the compartment. */
export const certificatesContext = createContext<CertificatesCounter | null>(null)
