// SPDX-License-Identifier: Apache-2.0
/**
 * Common Alerting Protocol 1.2 (OASIS Standard, 1 July 2010), as far as a public advisory needs it: one `alert`, an `info`
 * for each language. Elements stand in the order of section 3.2. Departs from nothing there; leaves out what is optional.
 */
import { type Element, texts, writeXml } from './xml.ts'

export interface CapInfo {
  /** RFC 3066, such as `fr`. */
  language: string
  /** What the alert is about. */
  event: string
  urgency: string
  severity: string
  certainty: string
  expires: Date
  senderName: string
  headline: string
  description: string
  instruction: string
  /** The page that says more. */
  web: string
  areas: readonly { description: string; code: string }[]
}
export interface CapAlert {
  /** No spaces, commas, `<` or `&`, as of `sender`. */
  identifier: string
  sender: string
  sent: Date
  status: 'Actual' | 'Exercise'
  msgType: 'Alert' | 'Cancel'
  /** Alerts that this one takes back. */
  references?: readonly Pick<CapAlert, 'sender' | 'identifier' | 'sent'>[]
  note?: string
  info: readonly CapInfo[]
}

/** `Z` is not allowed: 3.3.2. */
const moment = (date: Date): string => `${date.toISOString().slice(0, 19)}-00:00`

/** 3.2.1: an identifier or sender with one of these would break `references`. */
const bare = (text: string): string => text.replace(/[\s,<&]/g, '-')

const infoOf = (info: CapInfo): Element => ({
  name: 'info',
  content: [
    ...texts('language', info.language),
    ...texts('category', 'Health'),
    ...texts('event', info.event),
    ...texts('urgency', info.urgency),
    ...texts('severity', info.severity),
    ...texts('certainty', info.certainty),
    ...texts('expires', moment(info.expires)),
    ...texts('senderName', info.senderName),
    ...texts('headline', info.headline),
    ...texts('description', info.description),
    ...texts('instruction', info.instruction),
    ...texts('web', info.web),
    ...info.areas.map(({ description, code }) => ({
      name: 'area',
      content: [
        ...texts('areaDesc', description),
        { name: 'geocode', content: [...texts('valueName', 'ISO3166'), ...texts('value', code)] },
      ],
    })),
  ],
})

export const writeCap = (alert: CapAlert): string => {
  const references = alert.references
    ?.map(({ sender, identifier, sent }) => [bare(sender), bare(identifier), moment(sent)].join(','))
    .join(' ')
  return writeXml({
    name: 'alert',
    attributes: { xmlns: 'urn:oasis:names:tc:emergency:cap:1.2' },
    content: [
      ...texts('identifier', bare(alert.identifier)),
      ...texts('sender', bare(alert.sender)),
      ...texts('sent', moment(alert.sent)),
      ...texts('status', alert.status),
      ...texts('msgType', alert.msgType),
      ...texts('scope', 'Public'),
      ...texts('note', alert.note),
      ...texts('references', references),
      ...alert.info.map(infoOf),
    ],
  })
}
