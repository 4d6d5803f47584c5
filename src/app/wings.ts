// SPDX-License-Identifier: Apache-2.0
/** The two wings know nothing of each other; what is neutral serves both. By itself, so that settings load no room. */
export const WINGS = ['supply', 'health'] as const
export type Wing = (typeof WINGS)[number]
