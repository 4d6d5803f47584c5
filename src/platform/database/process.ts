// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'

/** Whether a process runs; one that is only waiting to be collected does not. */
export const alive = (pid: number): boolean => {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
