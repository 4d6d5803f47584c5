// SPDX-License-Identifier: Apache-2.0
/** What happened, told to those who may know: outbox, notifications, streams. One of each a compartment. */
import { join } from 'node:path'
import type { Compartment } from '../database/index.ts'
import { type Consumer, type DispatcherPlan, startDispatcher } from './dispatcher.ts'
import { notifications } from './notifications.ts'
import { openSignals, type Signals } from './signals.ts'
import { type EventTables, narrow } from './tables.ts'

export { type Announcement, announce, type Handling, rehandle } from './announce.ts'
export type { Consumer, DispatchedEvent } from './dispatcher.ts'
export { type OutboxHealth, outboxHealth } from './health.ts'
export { type Inbox, type InboxItem, type InboxPage, openInbox } from './inbox.ts'
export { type EventRoutesPlan, eventRoutes } from './routes.ts'
export { eventStreams, joinInboxes, type Source } from './several.ts'
export { openSignals, type Signals } from './signals.ts'
export { eventStream, type StreamPlan, type Told, type ToldEvent } from './stream.ts'
export { type EventTables, type Notify, narrow as narrowToEvents } from './tables.ts'

/** After `accessMigrations`. */
export const eventsMigrations = join(import.meta.dirname, 'migrations')

export interface Events {
  signals: Signals
  close(): Promise<void>
}

export interface EventsPlan<T extends EventTables> {
  compartment: Compartment<T>
  /** The compartment's address, for the one connection that listens. */
  address: string
  /** Besides the maker of notifications. Each has its own place; one that fails holds up nobody else. */
  consumers?: readonly Consumer[]
  onTrouble: DispatcherPlan['onTrouble']
}

/** Listens and dispatches for one compartment until closed. Any number of processes may; one works at a time. */
export const openEvents = <T extends EventTables>(plan: EventsPlan<T>): Events => {
  const { compartment, address, consumers = [], onTrouble } = plan
  const signals = openSignals(compartment.name, address)
  const db = narrow(compartment.db)
  const dispatcher = startDispatcher({ db, signals, consumers: [notifications, ...consumers], onTrouble })
  return {
    signals,
    close: async () => {
      await dispatcher.close()
      await signals.close()
    },
  }
}
