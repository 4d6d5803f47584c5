// SPDX-License-Identifier: Apache-2.0
/** Kinds of links. Apart from what finds them, which a browser does not receive. */

/** What two incidents may have in common, the most telling first. */
export const LINK_KINDS = [
  ...['seal', 'container', 's10', 'air-waybill', 'bill-of-lading', 'iban', 'wallet', 'phone', 'email', 'handle'],
  ...['url', 'address', 'company', 'plate', 'invoice', 'imo', 'marking', 'imprint', 'route'],
] as const
export type LinkKind = (typeof LINK_KINDS)[number]
