// SPDX-License-Identifier: Apache-2.0
/** The words of these pages, in the six languages; for loaders only. */
import type { Language } from '../language.ts'
import ar from './messages/ar.json'
import en from './messages/en.json'
import es from './messages/es.json'
import fr from './messages/fr.json'
import ru from './messages/ru.json'
import zh from './messages/zh.json'

const all = { en, fr, es, ar, ru, zh }
export const helpMessages = (language: Language): object => all[language]

const written = Object.fromEntries(Object.entries(all).map(([code, messages]) => [code, JSON.stringify(messages)]))
/** The same as one text: what a page is given is taken apart word by word at each request, and a text is one word. */
export const helpText = (language: Language): string => written[language] ?? ''
