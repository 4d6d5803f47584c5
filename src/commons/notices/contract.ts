// SPDX-License-Identifier: Apache-2.0
/** The notices desk: what goes in, what comes out, in shapes that a browser may see. Moments are ISO 8601 in UTC. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import type { Attachment, AttachmentRefusal } from '#platform/attachments/index.ts'
import type { Delivery, DeliveryReceipt, Partner } from '#platform/peers/index.ts'

const marking = z.enum(['clear', 'green', 'amber', 'amber+strict', 'red'])

/** Files of one notice. */
export const MOST_ATTACHMENTS = 5

/** A notice as it is posted. */
export const newNoticeShape = z
  .strictObject({
    title: z.string().trim().min(1).max(200),
    body: z.string().trim().min(1).max(10_000),
    contact: z.string().trim().max(500).default(''),
    /** Traffic Light Protocol 2.0. */
    marking: marking.default('amber'),
    /** Ids of organisations, or everyone with an account; the organisation that posts is always among them. */
    audience: z.union([z.literal('everyone'), z.array(z.uuid()).max(200)]),
    /** Ids of partners: organisations of other nodes. `everyone` is none of them. */
    partners: z.array(z.uuid()).max(20).default([]),
    /** What `receive` answered for each file, in the order in which they are shown. */
    attachments: z.array(z.string().max(4000)).max(MOST_ATTACHMENTS).default([]),
    /** The contact may need more clearance than the notice. */
    contactMarking: marking.optional(),
  })
  .refine(({ audience, partners }) => (audience?.length ?? 0) + (partners?.length ?? 0) > 0, {
    path: ['audience'],
    error: 'Choose whom it is for.',
    when: ({ value }) => typeof value === 'object' && value !== null, // told beside whatever else is wrong
  })
export type NewNotice = z.input<typeof newNoticeShape>

export const noticeQueryShape = z.strictObject({
  text: z.string().max(200).optional().describe('Words that stand in it; the last may be the beginning of one.'),
  from: z.uuid().optional().describe('Only those of this organisation.'),
  state: z.enum(['posted', 'withdrawn']).optional().describe('Only those in this state.'),
  limit: z.coerce.number().int().min(1).max(100).default(25).describe('How many, 1 to 100.'),
  cursor: z.string().max(500).optional().describe('The `next` of the page before.'),
})
export type NoticeQuery = z.input<typeof noticeQueryShape>

/** A notice as this actor may read it: a field that it may not read is absent. */
export interface Notice {
  id: string
  from: string
  title: string
  body: string
  contact?: string
  marking: z.infer<typeof marking>
  attachments: NoticeFile[]
  posted: string
  withdrawn: { at: string; reason: string } | null
  /** Goes up with each change; an ETag. */
  version: number
}

export interface NoticeFile {
  id: string
  name: string
  /** Media type, by its bytes. */
  type: string
  /** Bytes. */
  size: number
}

/** A file that was sent and belongs to no notice yet. */
export interface HeldFile extends NoticeFile {
  /** To be sent with the notice, by whoever sent the file, within half a day. */
  claim: string
}

export interface NoticePage {
  items: Notice[]
  next: string | null
}

/** An organisation whose people see a notice, and which of its fields. */
export interface NoticeViewer {
  organisation: { id: string; name: string; kind: string }
  /** Where it is an organisation of another node: its officers read it there. */
  node?: { id: string; name: string }
  because: string[]
  fields: string[]
}

/** What became of a notice at another node. */
export type NoticeReceipt = DeliveryReceipt
export type NoticeDelivery = Delivery

export type NoticesRefusal = Refusal<'not-found' | 'not-valid' | 'changed' | 'key-reused'>
type Answer<T> = Promise<Outcome<T, NoticesRefusal>>
/** Also what is said of files that are not taken or were damaged. */
type FileAnswer<T> = Promise<Outcome<T, NoticesRefusal | AttachmentRefusal>>

export interface NoticesDesk {
  /** Which of these methods this actor may use. */
  may: readonly string[]
  /** `key`: an Idempotency-Key; the same key posts once. */
  post(input: NewNotice, key?: string): Answer<Notice>
  /** Takes a file in for a notice to be posted; what no notice takes up is removed after a day. */
  receive(name: string, bytes: AsyncIterable<Uint8Array>): FileAnswer<HeldFile>
  /** Of these claims those that still hold. */
  held(claims: readonly string[]): Answer<HeldFile[]>
  /** Exactly who will see a notice posted so. */
  preview(input: NewNotice): Answer<NoticeViewer[]>
  /** Newest first. */
  list(query?: NoticeQuery): Answer<NoticePage>
  /** How many there are, by the same question as the list. */
  count(query?: NoticeQuery): Answer<number>
  read(id: string): Answer<Notice>
  /** A file of a notice, to be sent on as it is with its headers. */
  download(id: string, attachment: string): FileAnswer<Attachment>
  /** Only those who posted it. */
  viewers(id: string): Answer<NoticeViewer[]>
  /** Organisations of other nodes: those that may be told, and those that told something. */
  partners(): Answer<Partner[]>
  /** What became of it at other nodes. Only those who posted it. */
  deliveries(id: string): Answer<NoticeDelivery[]>
  /** `version`: the one that was read; refused with `changed` where it is another by now. */
  withdraw(id: string, reason: string, version: number, key?: string): Answer<Notice>
}
