// SPDX-License-Identifier: Apache-2.0
import type { CustomerResult } from '#supply/partnerships/contract.ts'
import { Tag } from '../../../kit/tag/tag.tsx'
import { useCustomers } from './words.ts'

const TONES = { open: 'watch', satisfied: 'sure', 'not-satisfied': 'listed' } as const

export function ResultTag({ result }: { result: CustomerResult }) {
  const { t } = useCustomers()
  return <Tag tone={TONES[result]}>{t(`result.${result}`)}</Tag>
}
