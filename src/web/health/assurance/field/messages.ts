// SPDX-License-Identifier: Apache-2.0
/** For loaders only: the words of the field mode, and those of inspections and assurance that it says too. */
import type { WorkLanguage } from '../../../workspace/language.ts'
import { inspectionMessages } from '../inspections/messages.ts'
import en from './messages/en.json'
import fr from './messages/fr.json'

export const fieldMessages = (language: WorkLanguage): object => ({
  ...inspectionMessages(language),
  ...{ en, fr }[language],
})
