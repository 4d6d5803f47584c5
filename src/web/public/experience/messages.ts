// SPDX-License-Identifier: Apache-2.0
/** The words of these pages, in the six languages; for loaders only. */
import { helpMessages } from '../help/messages.ts'
import type { Language } from '../language.ts'
import { type Keys, speak } from '../words.tsx'
import ar from './messages/ar.json'
import en from './messages/en.json'
import es from './messages/es.json'
import fr from './messages/fr.json'
import ru from './messages/ru.json'
import zh from './messages/zh.json'

const all = { en, fr, es, ar, ru, zh }
export const experienceMessages = (language: Language): object => {
  const { help } = helpMessages(language) as { help: { exit: string; exitHelp: string } }
  return { ...all[language], help: { exit: help.exit, exitHelp: help.exitHelp } }
}

/** What stands on a slip of paper with a code, in the language of whoever is given it; `name`: of the service. */
export const slipText = (language: Language, name: string) => {
  const { t } = speak<Keys<typeof en>>(language, all[language])
  return {
    ...{ title: t('experience.slip.title', { name }), lead: t('experience.slip.lead'), go: t('experience.slip.go') },
    ...{ code: t('experience.slip.code'), once: t('experience.slip.once') },
  }
}
