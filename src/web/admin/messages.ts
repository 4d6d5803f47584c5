// SPDX-License-Identifier: Apache-2.0
/** All messages, for loaders only: a browser receives those of its language. */
import type { WorkLanguage } from '../workspace/language.ts'
import en from './messages/en.json'
import fr from './messages/fr.json'

export const adminMessages = (language: WorkLanguage): object => ({ en, fr })[language]
