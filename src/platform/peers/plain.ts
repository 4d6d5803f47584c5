// SPDX-License-Identifier: Apache-2.0
/** Control characters, halves of pairs, and marks that override the direction of writing. */
const HIDDEN = /[^\P{Cc}\t\n\r]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/gu

/** Without what does not show, in every text of it. Keys of objects stay as they are. */
export const plain = <T>(value: T): T => {
  if (typeof value === 'string') return value.replace(HIDDEN, '') as T
  if (Array.isArray(value)) return value.map(plain) as T
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)])) as T
}

/** Whether every text in it shows all that it holds: text of strangers turns no line around and hides nothing. */
export const isPlain = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.search(HIDDEN) === -1
    : typeof value !== 'object' || value === null || Object.values(value).every(isPlain)
