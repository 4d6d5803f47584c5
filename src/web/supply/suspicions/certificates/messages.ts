// SPDX-License-Identifier: Apache-2.0
/** The words of this page, in the six languages; for loaders only. */
import type { Language } from '../../../public/language.ts'
import ar from './messages/ar.json'
import en from './messages/en.json'
import es from './messages/es.json'
import fr from './messages/fr.json'
import ru from './messages/ru.json'
import zh from './messages/zh.json'

const all = { en, fr, es, ar, ru, zh }
export const certificatesMessages = (language: Language): object => all[language]
