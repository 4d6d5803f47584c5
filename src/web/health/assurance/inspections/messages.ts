// SPDX-License-Identifier: Apache-2.0
/** For loaders only: the words of assurance, and of inspections beside them. */
import type { WorkLanguage } from '../../../workspace/language.ts'
import { assuranceMessages } from '../messages.ts'
import en from './messages/en.json'
import fr from './messages/fr.json'

export const inspectionMessages = (language: WorkLanguage): object => ({
  ...assuranceMessages(language),
  ...{ en, fr }[language],
})
