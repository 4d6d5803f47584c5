// SPDX-License-Identifier: Apache-2.0
/** What a schedule reaches beyond the substance it names, looked up by instrument and schedule. */
import type { Control, ScheduleScope } from '../reference.ts'

export type Reach = 'salts' | 'stereoisomers' | 'isomers' | 'esters' | 'ethers'
export type Scopes = ReadonlyMap<string, ScheduleScope>

export const scopesOf = (scopes: readonly ScheduleScope[]): Scopes =>
  new Map(scopes.map((scope) => [`${scope.instrument} ${scope.schedule}`, scope]))

/** An instrument whose scope is not known is taken to reach salts and stereoisomers, and no further. */
export const coveredBy = (scopes: Scopes, control: Control, reach: Reach): boolean => {
  const scope = scopes.get(`${control.instrument} ${control.schedule}`)
  return scope === undefined ? reach === 'salts' || reach === 'stereoisomers' : scope[reach]
}
