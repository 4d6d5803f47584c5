// SPDX-License-Identifier: Apache-2.0
/** The code lists that a form offers. Sent as data, so that the contract itself stays on the server. */
import { AGES, CERTAINTIES, EFFECTS, FORMS, GENDERS, SEVERITIES, SOURCES } from '#health/signals/contract.ts'

export const choices = {
  severities: SEVERITIES,
  certainties: CERTAINTIES,
  effects: EFFECTS,
  forms: FORMS,
  ages: AGES,
  genders: GENDERS,
  sources: SOURCES,
}
export type Choices = typeof choices
