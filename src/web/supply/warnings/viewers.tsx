// SPDX-License-Identifier: Apache-2.0
import { type AdvisoryViewer, READERS } from '#supply/warnings/contract.ts'
import { Panel } from '../../kit/panel/panel.tsx'
import { useWork } from '../../workspace/words.tsx'
import { useWarnings } from './words.ts'

/** Exactly who reads each version: organisations where somebody could read it at this moment. */
export function Viewers({ viewers, when }: { viewers: readonly AdvisoryViewer[]; when: 'before' | 'after' }) {
  const { t } = useWarnings()
  const { t: work } = useWork()
  const say = ({ whom, organisation, node }: AdvisoryViewer) => {
    if (whom !== 'organisation') return t(`viewers.${whom}`)
    const name = organisation?.name ?? ''
    return node ? work('away.officers', { organisation: name, node: node.name }) : name
  }
  return (
    <Panel title={t(`viewers.${when}`)}>
      <ul>
        {READERS.filter((reader) => viewers.some((each) => each.reader === reader)).map((reader) => (
          <li key={reader}>
            {t(`reader.${reader}`)}:{' '}
            <bdi>
              {viewers
                .filter((each) => each.reader === reader)
                .map(say)
                .join(', ')}
            </bdi>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
