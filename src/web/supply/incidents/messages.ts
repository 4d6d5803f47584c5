// SPDX-License-Identifier: Apache-2.0
/** For loaders only: a browser receives the messages of its language. */
import type { WorkLanguage } from '../../workspace/language.ts'
import linksEn from './links/messages/en.json'
import linksFr from './links/messages/fr.json'
import en from './messages/en.json'
import fr from './messages/fr.json'
import proposalsEn from './proposals/messages/en.json'
import proposalsFr from './proposals/messages/fr.json'

const messages = { en: { ...en, ...linksEn, ...proposalsEn }, fr: { ...fr, ...linksFr, ...proposalsFr } }
export const incidentsMessages = (language: WorkLanguage): object => messages[language]
