// SPDX-License-Identifier: Apache-2.0
/** For loaders only: the words of what keeps listings true, beside those of the directory's desk. */
import type { WorkLanguage } from '../../../workspace/language.ts'
import en from './messages/en.json'
import fr from './messages/fr.json'

export const trueMessages = (language: WorkLanguage): object => ({ en, fr })[language]
