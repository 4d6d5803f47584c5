// SPDX-License-Identifier: Apache-2.0
/** What the form of a file takes that belongs to a record. By itself, since a browser receives it. */

/** Bytes of one file by a form; larger ones go over HTTP. */
export const MOST_FILE = 10_000_000
/** Endings of what is taken; the server looks at the bytes. */
export const TAKEN = '.pdf,.png,.jpg,.jpeg,.webp,.txt,.csv,.docx,.xlsx,.wav,.mp3'
