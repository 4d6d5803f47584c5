// SPDX-License-Identifier: Apache-2.0
import type { CompartmentWork, FailedJob } from '#platform/custody/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import { useAdmin } from '../words.tsx'
import { Trouble } from './trouble.tsx'

const useQueueName = () => {
  const { maybe } = useAdmin()
  return (name: string) => maybe(`work.queue.${name}`, name)
}

export function Queues({ queues }: { queues: CompartmentWork['queues'] }) {
  const { t, number } = useAdmin()
  const nameOf = useQueueName()
  return (
    <Panel title={t('work.jobs')}>
      {queues.length === 0 ? (
        <EmptyState title={t('work.noQueues')}>{t('work.noQueuesMore')}</EmptyState>
      ) : (
        <Table
          caption={t('work.jobs')}
          captionHidden
          rows={queues}
          keyOf={({ name }) => name}
          columns={[
            { title: t('work.kind'), head: true, cell: ({ name }) => nameOf(name) },
            { title: t('work.waiting'), figures: true, cell: ({ waiting }) => number(waiting) },
            { title: t('work.running'), figures: true, cell: ({ running }) => number(running) },
            { title: t('work.failed'), figures: true, cell: ({ failed }) => number(failed) },
          ]}
        />
      )}
    </Panel>
  )
}

function Again({ job: { id, queue }, here }: { job: FailedJob; here: string }) {
  const { t } = useAdmin()
  const nameOf = useQueueName()
  return (
    <form method="post" action={here}>
      <input type="hidden" name="intent" value="again" />
      <Button
        type="submit"
        look="quiet"
        size="small"
        name="id"
        value={id}
        aria-label={t('work.againNamed', { name: nameOf(queue), id })}
      >
        {t('work.again')}
      </Button>
    </form>
  )
}

/** Jobs that failed for good; `here` is where one is told to run again, null where this person may not. */
export function FailedJobs({ jobs, here }: { jobs: readonly FailedJob[]; here: string | null }) {
  const { t, number, moment } = useAdmin()
  const nameOf = useQueueName()
  return (
    <Panel title={t('work.failedForGood')}>
      {jobs.length === 0 ? (
        <EmptyState title={t('work.noneFailed')}>{t('work.noneFailedMore')}</EmptyState>
      ) : (
        <Table
          caption={t('work.failedForGood')}
          captionHidden
          rows={jobs}
          keyOf={({ id }) => id}
          columns={[
            { title: t('work.kind'), head: true, cell: ({ queue }) => nameOf(queue) },
            { title: t('work.since'), cell: ({ since }) => moment(since) },
            { title: t('work.lastTry'), cell: ({ failed }) => (failed === null ? '–' : moment(failed)) },
            { title: t('work.tries'), figures: true, cell: ({ tries }) => number(tries) },
            { title: t('work.trouble'), cell: ({ trouble }) => <Trouble code={trouble} /> },
            ...(here === null
              ? []
              : [{ title: t('people.action'), acts: true, cell: (job: FailedJob) => <Again job={job} here={here} /> }]),
          ]}
        />
      )}
    </Panel>
  )
}
