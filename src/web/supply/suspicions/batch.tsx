// SPDX-License-Identifier: Apache-2.0
/** A file of orders or of payments: where it is chosen, and what came of it, line by line. */
import { Form } from 'react-router'
import type { Outcome } from '#basis/outcome.ts'
import type { BatchReport, SuspicionsRefusal } from '#supply/suspicions/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { FileField } from '../../kit/file/file.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { useSuspicions } from './words.ts'

/** Bytes of a file by the form; larger ones go over HTTP. */
const MOST = 50_000_000
/** Problems that are shown one by one; of the others the number is told. */
const SHOWN = 100

/** `sent`: of this answer alone; the form is empty again after it. */
export type ShownBatch = BatchReport & { more: number; sent: string }
export type FileProblem = 'file' | 'format'

/** The file of a form through the desk. */
export const takeSent = async (
  form: FormData,
  take: (bytes: Uint8Array) => Promise<Outcome<BatchReport, SuspicionsRefusal>>,
): Promise<{ batch: ShownBatch } | { file: FileProblem }> => {
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0 || file.size > MOST) return { file: 'file' }
  const taken = await take(new Uint8Array(await file.arrayBuffer()))
  if (taken.ok) {
    const { problems, ...batch } = taken.value
    const more = Math.max(0, problems.length - SHOWN)
    return { batch: { ...batch, problems: problems.slice(0, SHOWN), more, sent: crypto.randomUUID() } }
  }
  if (taken.refusal.code === 'not-this-format') return { file: 'format' }
  throw nothingHere()
}

export function Batch({ batch, back }: { batch: ShownBatch; back: string }) {
  const { t, number } = useSuspicions()
  const { problems, more, isLatin1 } = batch
  return (
    <Panel title={t('batch.title')}>
      <div role="status">
        <Facts
          facts={[
            ...(['rows', 'kept', 'known', 'alerts', 'held'] as const).map(
              (name) => [t(`batch.${name}`), number(batch[name])] as const,
            ),
            [t('batch.problems'), number(problems.length + more)],
          ]}
        />
      </div>
      {isLatin1 && <p>{t('batch.latin1')}</p>}
      {problems.length > 0 && (
        <Table
          caption={t('batch.problems')}
          rows={problems}
          keyOf={({ line, code, given }) => `${line} ${code} ${given}`}
          columns={[
            { title: t('batch.line'), head: true, cell: ({ line }) => number(line) },
            { title: t('batch.why'), cell: ({ code }) => t(`row.${code}`) },
            { title: t('batch.given'), cell: ({ given }) => <bdi>{given || '–'}</bdi> },
          ]}
        />
      )}
      {more > 0 && <p className="quiet">{t('batch.more', { count: more })}</p>}
      <p>
        <a href="/suspicions">{back}</a>
      </p>
    </Panel>
  )
}

interface FilePanelProps {
  action: string
  title: string
  help: string
  columns: readonly string[]
  /** What stands in a column. */
  means(column: string): string
  /** What is wrong with the file. */
  wrong: string | null
  accept: string
  choose: string
}

export function FilePanel({ action, title, help, columns, means, wrong, accept, choose }: FilePanelProps) {
  const { t } = useSuspicions()
  return (
    <Panel title={title}>
      <p className="quiet">{help}</p>
      <p>
        <a href={`${action}/example.csv`} download>
          {t('orders.example')}
        </a>
      </p>
      <Form method="post" action={action} encType="multipart/form-data" className="stack" noValidate>
        <FileField
          name="file"
          accept={accept}
          most={MOST}
          label={choose}
          hint={t('orders.chooseHint')}
          {...(wrong !== null && { error: wrong })}
        />
        <div className="row">
          <Button type="submit" name="do" value="file">
            {t('orders.send')}
          </Button>
        </div>
      </Form>
      <details>
        <summary>{t('orders.columns')}</summary>
        <Table
          caption={t('orders.columns')}
          captionHidden
          rows={columns}
          keyOf={(name) => name}
          columns={[
            { title: t('orders.column'), head: true, whole: true, cell: (name) => <code>{name}</code> },
            { title: t('orders.means'), cell: means },
          ]}
        />
      </details>
    </Panel>
  )
}
