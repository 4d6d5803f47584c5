// SPDX-License-Identifier: Apache-2.0
/** Files that belong to records of a compartment, and what keeps their folder tidy. */
import { join } from 'node:path'
import { type Attachments, type AttachmentTables, openAttachments } from '#platform/attachments/index.ts'
import type { Config } from './config.ts'
import type { Held } from './held.ts'
import { keepDoing } from './keeping.ts'
import { attachmentsKeyOf } from './secrets.ts'

const DAY = 24 * 60 * 60 * 1000

/** Opens the attachments of a compartment. Files that no record took up within a day are removed, now and every day. */
export const keepAttachments = (config: Config, held: Held, compartment: string) => {
  const attachments: Attachments = openAttachments({
    db: held.compartment<AttachmentTables>(compartment).db,
    folder: join(config.data, 'attachments', compartment),
    nodeKey: attachmentsKeyOf(config),
  })
  const stop = keepDoing(held, { compartment, name: 'attachments', pause: DAY, work: attachments.sweep })
  return { attachments, stop }
}
