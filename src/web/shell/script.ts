// SPDX-License-Identifier: Apache-2.0
/** A page gets the framework's script only where its route says `handle = { script: true }`. */
export const asksForScript = ({ handle }: { handle?: unknown }): boolean =>
  (handle as { script?: boolean } | undefined)?.script === true
