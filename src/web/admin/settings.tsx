// SPDX-License-Identifier: Apache-2.0
/** What this node is set to, where it was set, and what may be changed. It shows no secret and changes nothing. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Code } from '../kit/layout/code.tsx'
import { Panel } from '../kit/panel/panel.tsx'
import { Table } from '../kit/table/table.tsx'
import { Tag } from '../kit/tag/tag.tsx'
import { WorkPage } from '../workspace/page.tsx'
import { nothingHere, signedIn } from '../workspace/who.ts'
import { type NodeSetting, type NodeSettings, settingsContext } from './contexts.ts'
import { useAdmin } from './words.tsx'

export async function loader({ context, url }: LoaderFunctionArgs) {
  await signedIn(context, url)
  const settings = context.get(settingsContext)
  if (!settings) throw nothingHere()
  return settings
}

function Value({ value }: Pick<NodeSetting, 'value'>) {
  const { t } = useAdmin()
  if (value === null) return <span className="quiet">{t('settings.notSet')}</span>
  if (typeof value === 'boolean')
    return <Tag tone={value ? 'sure' : 'plain'}>{t(value ? 'settings.on' : 'settings.off')}</Tag>
  return (
    <span className="ids">
      <Code>{value}</Code>
    </span>
  )
}

function Settings({ settings }: Pick<NodeSettings, 'settings'>) {
  const { t } = useAdmin()
  return (
    <Table
      caption={t('settings.caption')}
      captionHidden
      rows={settings}
      keyOf={({ id }) => id}
      columns={[
        { title: t('settings.what'), head: true, cell: ({ id }) => t(`settings.names.${id}`) },
        { title: t('settings.value'), cell: ({ value }) => <Value value={value} /> },
        { title: t('settings.from'), cell: ({ from }) => t(`settings.origins.${from}`) },
        {
          title: t('settings.change'),
          cell: ({ id, variable }) =>
            variable === null || id === 'name' ? (
              <span className="quiet">{t('settings.forGood')}</span>
            ) : (
              <Code fixed>{variable}</Code>
            ),
        },
      ]}
    />
  )
}

/** How long, in hours up to two days and in days beyond. */
function Long({ hours }: { hours: number | null }) {
  const { t } = useAdmin()
  if (hours === null) return t('settings.always')
  return hours > 48 ? t('settings.days', { count: Math.round(hours / 24) }) : t('settings.hours', { count: hours })
}

export default function SettingsPage() {
  const { settings, compartments, kept } = useLoaderData<typeof loader>()
  const { t, language } = useAdmin()
  return (
    <WorkPage title={t('settings.title')} help={t('settings.help')}>
      <Settings settings={settings} />
      <Panel title={t('settings.compartments')}>
        <ul className="members">
          {compartments.map(({ name, words }) => (
            <li key={name}>{words[language]}</li>
          ))}
        </ul>
      </Panel>
      <Panel title={t('settings.kept')}>
        <Table
          caption={t('settings.kept')}
          captionHidden
          rows={kept}
          keyOf={({ id }) => id}
          columns={[
            { title: t('settings.what'), head: true, cell: ({ id }) => t(`settings.keeps.${id}`) },
            { title: t('settings.howLong'), cell: ({ hours }) => <Long hours={hours} /> },
          ]}
        />
      </Panel>
    </WorkPage>
  )
}
