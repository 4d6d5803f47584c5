// SPDX-License-Identifier: Apache-2.0
/** Why the form of a notice leaves a file out. */

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
