// SPDX-License-Identifier: Apache-2.0
import { type Keys, speak, useWords } from '../../../public/words.tsx'
import type en from './messages/en.json'

export const useCertificates = (messages: object) => speak<Keys<typeof en>>(useWords().language, messages)
