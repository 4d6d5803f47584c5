// SPDX-License-Identifier: Apache-2.0
/** What may be seen, in words of its own: nothing here comes from the code that is judged. */

export interface Person {
  account: string
  organisation: string
  roles: readonly string[]
  groups: readonly string[]
  clearance: string
  purposes: readonly string[]
}

interface Handled {
  handling: { audience: readonly string[]; marking: string; purposes: readonly string[] }
}

const LADDER = ['clear', 'green', 'amber', 'amber+strict', 'red']
export const reaches = (clearance: string, marking: string) => LADDER.indexOf(clearance) >= LADDER.indexOf(marking)

export const isNamedBy = (key: string, person: Person): boolean => {
  if (key === 'everyone') return true
  if (key.startsWith('group:')) return person.groups.includes(key)
  const [what, of, ...rest] = key.split(':')
  if (what === 'account') return of === person.account
  if (what === 'organisation') return of === person.organisation
  return what === 'role' && of === person.organisation && person.roles.includes(rest.join(':'))
}

export const maySee = (person: Person, { handling }: Handled): boolean =>
  handling.audience.some((key) => isNamedBy(key, person)) &&
  reaches(person.clearance, handling.marking) &&
  handling.purposes.some((purpose) => person.purposes.includes(purpose))
