// SPDX-License-Identifier: Apache-2.0
import type { AdvisoryStatus, Recommendation, WatchedStatus } from '#supply/warnings/contract.ts'
import { Tag, type Tone } from '../../kit/tag/tag.tsx'
import { useWarnings } from './words.ts'

const watched: Record<WatchedStatus, Tone> = {
  proposed: 'unsure',
  watched: 'watch',
  assessed: 'sure',
  dismissed: 'plain',
}
const advisories: Record<AdvisoryStatus, Tone> = {
  ...{ draft: 'plain', proposed: 'unsure', published: 'sure', expired: 'plain', withdrawn: 'plain' },
}

export function WatchedTag({ status }: { status: WatchedStatus }) {
  const { t } = useWarnings()
  return <Tag tone={watched[status]}>{t(`watched.${status}`)}</Tag>
}

export function AdvisoryTag({ status }: { status: AdvisoryStatus }) {
  const { t } = useWarnings()
  return <Tag tone={advisories[status]}>{t(`advisory.${status}`)}</Tag>
}

export function RecommendationTag({ recommendation }: { recommendation: Recommendation | null }) {
  const { t } = useWarnings()
  if (recommendation === null) return <>–</>
  return <Tag tone={recommendation === 'watch' ? 'watch' : 'listed'}>{t(`recommendation.${recommendation}`)}</Tag>
}
