// SPDX-License-Identifier: Apache-2.0
/** For loaders only: kinds of incident by name, for a page that has other words. */
import { KINDS } from '#supply/incidents/contract.ts'
import type { WorkLanguage } from '../../workspace/language.ts'
import en from './messages/en.json'
import fr from './messages/fr.json'

export const kindsIn = (language: WorkLanguage): readonly (readonly [kind: string, name: string])[] =>
  KINDS.map((kind) => [kind, { en, fr }[language].kind[kind]] as const)
