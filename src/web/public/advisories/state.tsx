// SPDX-License-Identifier: Apache-2.0
import type { PublishedAdvisory } from '#supply/warnings/contract.ts'
import { Tag } from '../../kit/tag/tag.tsx'
import { useAdvisories } from './words.ts'

/** How severe it is while it holds; then only that it ended. */
export function State({ status, severity }: Pick<PublishedAdvisory, 'status' | 'severity'>) {
  const { t } = useAdvisories()
  if (status === 'withdrawn') return <Tag tone="plain">{t('advisories.stateWithdrawn')}</Tag>
  if (status === 'expired') return <Tag tone="plain">{t('advisories.stateExpired')}</Tag>
  const tone = severity === 'Extreme' || severity === 'Severe' ? 'listed' : 'watch'
  return <Tag tone={tone}>{t(`advisories.${severity}`)}</Tag>
}
