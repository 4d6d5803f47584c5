// SPDX-License-Identifier: Apache-2.0

export interface Progress {
  at(bytes: number, rows: number): void
  clear(): void
}

const WIDTH = 30
const EVERY_MS = 100

/** A bar on standard error where that is a terminal; silent elsewhere. `total` is in bytes, absent where unknown. */
export const createProgress = (total: number | undefined): Progress => {
  if (!process.stderr.isTTY) return { at: () => undefined, clear: () => undefined }
  const began = Date.now()
  let shown = 0
  return {
    at: (bytes, rows) => {
      const now = Date.now()
      if (now - shown < EVERY_MS) return
      shown = now
      const share = total === undefined || total === 0 ? undefined : Math.min(1, bytes / total)
      const full = Math.round((share ?? 0) * WIDTH)
      const bar =
        share === undefined ? '' : `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${Math.floor(share * 100)} % `
      process.stderr.write(`\r\x1b[K${bar}${rows} (${Math.round(rows / Math.max(0.001, (now - began) / 1000))}/s)`)
    },
    clear: () => {
      if (shown > 0) process.stderr.write('\r\x1b[K')
    },
  }
}
