// SPDX-License-Identifier: Apache-2.0
/** A visit on a device: its pack, what was written down, and what the node acknowledged. */
import { canonical } from '#basis/canonical.ts'
import {
  type Pack,
  type Receipt,
  type SheetAnswer,
  type SheetPhotograph,
  signedText,
  toldBy,
} from '#health/assurance/inspections/contract.ts'
import type { Vault } from './vault.ts'

export interface Visit {
  pack: Pack
  /** Of this pack alone; pkcs8 in base64. */
  key: string
  answers: Record<string, SheetAnswer>
  photographs: SheetPhotograph[]
  /** What was sent last, or is about to be: sent again as it is until something else was written. */
  sheet: { number: number; text: string; signature: string } | null
  receipt: Receipt | null
  /** Digests of photographs that the node has. */
  arrived: string[]
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const
const textOf = (bytes: ArrayBuffer): string =>
  btoa([...new Uint8Array(bytes)].map((each) => String.fromCharCode(each)).join(''))
const urlTextOf = (bytes: ArrayBuffer) => textOf(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const bytesIn = (text: string) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0))
const hexOf = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((each) => each.toString(16).padStart(2, '0')).join('')

/** A key for one pack: what is registered, and what is kept. */
export const newKey = async (): Promise<{ registered: string; kept: string }> => {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(CURVE, true, ['sign'])
  const [registered, kept] = [
    await crypto.subtle.exportKey('spki', publicKey),
    await crypto.subtle.exportKey('pkcs8', privateKey),
  ]
  return { registered: urlTextOf(registered), kept: textOf(kept) }
}

const nameOf = (inspection: string) => `visit:${inspection}`
export const photographName = (inspection: string, sha256: string) => `photograph:${inspection}:${sha256}`

export const saveVisit = (vault: Vault, visit: Visit): Promise<void> =>
  vault.write(nameOf(visit.pack.inspection), new TextEncoder().encode(JSON.stringify(visit)).buffer)

export const visitsIn = async (vault: Vault): Promise<Visit[]> => {
  const all = await Promise.all((await vault.names('visit:')).map((name) => vault.read(name)))
  return all.flatMap((bytes) => (bytes ? [JSON.parse(new TextDecoder().decode(bytes)) as Visit] : []))
}

export const dropVisit = async (vault: Vault, inspection: string): Promise<void> =>
  vault.remove([...(await vault.names(`photograph:${inspection}:`)), nameOf(inspection)])

const DEVICE = 'device'

/** What this device was called when a visit was taken last; empty where none was. */
export const deviceName = async (vault: Vault): Promise<string> => {
  const kept = await vault.read(DEVICE)
  return kept ? new TextDecoder().decode(kept) : ''
}
export const nameDevice = (vault: Vault, name: string): Promise<void> =>
  vault.write(DEVICE, new TextEncoder().encode(name).buffer)

/** Keeps a photograph byte by byte, and says of it which way up it lies and what its metadata tells. */
export const keepPhotograph = async (vault: Vault, inspection: string, file: File): Promise<SheetPhotograph> => {
  const bytes = await file.arrayBuffer()
  const sha256 = hexOf(await crypto.subtle.digest('SHA-256', bytes))
  await vault.write(photographName(inspection, sha256), bytes)
  const { turn, holds } = toldBy(new Uint8Array(bytes))
  const told = { name: file.name.slice(-200) || 'photograph', type: file.type, size: file.size }
  return { ...told, sha256, turn, holds, at: new Date().toISOString() }
}

const sheetOf = ({ pack, answers, photographs }: Visit, number: number) => {
  const { inspection, device, criteria, edition } = pack
  return canonical({ inspection, device, number, criteria, edition, answers, photographs })
}

/** Whether something was written since the last sheet. */
export const isChanged = (visit: Visit): boolean =>
  visit.sheet === null || sheetOf(visit, visit.sheet.number) !== visit.sheet.text

/** Whether the node has all of it. */
export const isBrought = (visit: Visit): boolean =>
  !isChanged(visit) && visit.receipt !== null && visit.photographs.every(({ sha256 }) => visit.arrived.includes(sha256))

/** With the sheet that is to be sent: the last one where nothing was written since, else the next. */
export const signed = async (visit: Visit): Promise<Visit> => {
  if (!isChanged(visit)) return visit
  const number = (visit.sheet?.number ?? 0) + 1
  const text = sheetOf(visit, number)
  const key = await crypto.subtle.importKey('pkcs8', bytesIn(visit.key), CURVE, false, ['sign'])
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, signedText(text))
  return { ...visit, sheet: { number, text, signature: urlTextOf(signature) }, receipt: null }
}
