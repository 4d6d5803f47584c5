// SPDX-License-Identifier: Apache-2.0
import { Notice } from '../../kit/notice/notice.tsx'
import { MarkingTag } from '../../workspace/readers/marking.tsx'
import type { Listed } from './listed.ts'
import { useIncidents } from './words.ts'

/** Beside the form, never in it: for whoever pasted, and once. */
export function ListedNotice({ listed }: { listed: readonly Listed[] }) {
  const { t } = useIncidents()
  if (listed.length === 0) return null
  return (
    <Notice tone="caution" title={t('new.listed')}>
      <ul>
        {listed.map(({ as, name, list, marking }) => (
          <li key={`${as} ${list}`}>
            <bdi>{as === name ? as : `${as}: ${name}`}</bdi> ({list}) <MarkingTag marking={marking} />
          </li>
        ))}
      </ul>
      <p>{t('new.listedHelp')}</p>
    </Notice>
  )
}

/** What a person has to place: left out of the form, since the text does not say what it was. */
export function UnplacedNotice({ unplaced }: { unplaced: readonly string[] }) {
  const { t } = useIncidents()
  if (unplaced.length === 0) return null
  return (
    <Notice tone="caution" title={t('new.unplaced')}>
      <ul>
        {unplaced.map((words) => (
          <li key={words}>
            <bdi>{words}</bdi>
          </li>
        ))}
      </ul>
      <p>{t('new.unplacedHelp')}</p>
    </Notice>
  )
}
