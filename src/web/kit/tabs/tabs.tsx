// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs'
import { useAlive } from '../alive.ts'

export interface TabItem {
  id: string
  title: string
  body: ReactNode
}

interface TabsProps {
  label: string
  tabs: readonly TabItem[]
  /** The one to open first; otherwise the first. */
  open?: string
}

/** Parts of one thing, one at a time. Without script they stand below each other, each under its heading. */
export function Tabs({ label, tabs, open }: TabsProps) {
  const alive = useAlive()
  if (!alive)
    return (
      <div className="tabs stack" data-plain>
        {tabs.map(({ id, title, body }) => (
          <section key={id} className="stack" data-open={id === (open ?? tabs[0]?.id) || undefined}>
            <h2>{title}</h2>
            {body}
          </section>
        ))}
      </div>
    )
  return (
    <AriaTabs className="tabs" {...(open === undefined ? {} : { defaultSelectedKey: open })}>
      <TabList className="tab-list" aria-label={label}>
        {tabs.map(({ id, title }) => (
          <Tab key={id} id={id} className="tab">
            {title}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, body }) => (
        <TabPanel key={id} id={id} className="tab-panel stack">
          {body}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
