// SPDX-License-Identifier: Apache-2.0
import type { SessionSummary } from '#platform/accounts/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { Code } from '../../kit/layout/code.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { useWork } from '../words.tsx'
import { browserName } from './browser.ts'

/** Where this person is signed in, so that a stranger among them is seen. */
export function Sessions({ sessions }: { sessions: SessionSummary[] }) {
  const { t, moment } = useWork()
  return (
    <Panel
      title={t('account.sessions')}
      actions={
        <form method="post" action="/account">
          <Button type="submit" look="danger" size="small" name="intent" value="end-all">
            {t('account.endAll')}
          </Button>
        </form>
      }
    >
      <Table
        caption={t('account.sessionsCaption')}
        rows={sessions}
        keyOf={({ id }) => id}
        columns={[
          {
            title: t('account.browser'),
            head: true,
            cell: ({ browser, current }) => (
              <span className="row">
                <bdi>{browserName(browser) ?? t('account.unknownBrowser')}</bdi>
                {current && <Tag tone="sure">{t('account.thisOne')}</Tag>}
              </span>
            ),
          },
          { title: t('account.method'), cell: ({ method }) => t(`account.methods.${method}`) },
          { title: t('account.since'), cell: ({ since }) => moment(since) },
          { title: t('account.expires'), cell: ({ expires }) => moment(expires) },
          { title: t('account.address'), cell: ({ address }) => <Code>{address ?? '–'}</Code> },
          {
            title: t('account.action'),
            acts: true,
            cell: ({ id, current, browser }) =>
              !current && (
                <form method="post" action="/account">
                  <input type="hidden" name="intent" value="end-session" />
                  <Button
                    type="submit"
                    look="quiet"
                    size="small"
                    name="id"
                    value={id}
                    aria-label={t('account.endNamed', { name: browserName(browser) ?? t('account.unknownBrowser') })}
                  >
                    {t('account.end')}
                  </Button>
                </form>
              ),
          },
        ]}
      />
    </Panel>
  )
}
