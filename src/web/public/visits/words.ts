// SPDX-License-Identifier: Apache-2.0
import { type Keys, speak, useWords } from '../words.tsx'
import type en from './messages/en.json'

export const usePublishedVisits = (messages: object) => speak<Keys<typeof en>>(useWords().language, messages)
