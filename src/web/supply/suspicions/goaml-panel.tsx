// SPDX-License-Identifier: Apache-2.0
/** Whether a report is valid by the goAML schema of the unit that it went to, and the file. */
import type { WrittenReport } from '#supply/suspicions/contract.ts'
import { LinkButton } from '../../kit/button/button.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import { useSuspicions } from './words.ts'

interface GoamlPanelProps {
  id: string
  /** Null: the unit loaded no schema. */
  written: Omit<WrittenReport, 'xml'> | null
}

export function GoamlPanel({ id, written }: GoamlPanelProps) {
  const { t } = useSuspicions()
  if (written === null)
    return (
      <Panel title="goAML">
        <p>{t('goaml.noSchema')}</p>
      </Panel>
    )
  const { faults, more, left } = written
  return (
    <Panel title="goAML">
      <p>{faults.length === 0 ? t('goaml.valid') : t('goaml.notValid', { count: faults.length + more })}</p>
      {faults.length > 0 && (
        <Table
          caption={t('goaml.faults')}
          captionHidden
          rows={faults}
          keyOf={(_, index) => index}
          columns={[
            { title: t('batch.line'), head: true, cell: ({ line }) => line },
            { title: t('batch.why'), cell: ({ text }) => <bdi lang="en">{text}</bdi> },
          ]}
        />
      )}
      {left.length > 0 && (
        <details>
          <summary>{t('goaml.left', { count: left.length })}</summary>
          <ul>
            {left.map((path) => (
              <li key={path}>
                <code>{path}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
      <div className="row">
        <LinkButton href={`/suspicions/reports/${id}/goaml.xml`}>{t('goaml.download')}</LinkButton>
        <a href={`/suspicions/reports/${id}/goaml.zip`}>{t('goaml.zip')}</a>
      </div>
    </Panel>
  )
}
