// SPDX-License-Identifier: Apache-2.0
/** What the form of a notice takes of files, and why it leaves one out. */

/** Endings of what is taken; the server looks at the bytes. */
export const TAKEN = '.pdf,.png,.jpg,.jpeg,.webp,.txt,.csv,.docx,.xlsx,.wav,.mp3'
/** Bytes of one file by this form; larger ones go over HTTP. */
export const MOST_FILE = 10_000_000

export const reasons = [
  'not-supported',
  'wrong-name',
  'too-large',
  'broken',
  'unsafe',
  'no-room',
  'too-many',
  'gone',
] as const
export type Why = (typeof reasons)[number]

export interface RefusedFile {
  name: string
  why: Why
}
