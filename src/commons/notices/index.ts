// SPDX-License-Identifier: Apache-2.0
/** Notices of one organisation to others. See README.md. */
import { join } from 'node:path'

export { ROLES as noticeRoles } from './access.ts'
export { mayCross, noticeKinds, payloadFor } from './between-nodes.ts'
export type { HeldFile, Notice, NoticeFile, NoticePage, NoticesDesk, NoticeViewer } from './contract.ts'
export { type NoticePeers, type NoticesPlan, openNotices } from './desk.ts'
export { noticesRoutes } from './routes.ts'
export type { NoticeTables } from './store.ts'

/** After the platform's. */
export const noticesMigrations = join(import.meta.dirname, 'migrations')
