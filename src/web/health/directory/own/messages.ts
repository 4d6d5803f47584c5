// SPDX-License-Identifier: Apache-2.0
/** For loaders only: a browser receives the messages of its language. */
import type { WorkLanguage } from '../../../workspace/language.ts'
import en from './messages/en.json'
import fr from './messages/fr.json'

export const ownMessages = (language: WorkLanguage): object => ({ en, fr })[language]
