// SPDX-License-Identifier: Apache-2.0
/** What is published in the forms that other programs read: CAP 1.2 and RSS 2.0. Writes; reads nothing. */
export { type CapAlert, type CapInfo, writeCap } from './cap.ts'
export { type Feed, writeRss } from './rss.ts'
