// SPDX-License-Identifier: Apache-2.0
/** What the form repeats, apart from the contract, which stays on the server. */
import type { Weekday } from '#health/directory/contract.ts'

export const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const satisfies readonly Weekday[]
export const PHONES = [0, 1, 2] as const
/** Which of a weekday in a month; the empty one: none. */
export const ORDINALS = ['', '1', '2', '3', '4', '5', '-1'] as const
export const MONTHLY = [0, 1] as const
