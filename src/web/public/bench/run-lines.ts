// SPDX-License-Identifier: Apache-2.0
import type { FromWorker, Judged, Line } from './protocol.ts'

/** How long a worker works before it tells what it has and listens whether to stop. */
const SLICE = 50

const turn = () => new Promise<void>((resolve) => setTimeout(resolve))

/** Judges lines in slices of time, so that a message to stop is heard within one slice. */
export async function runLines(
  lines: readonly Line[],
  judge: (line: Line) => Judged,
  tell: (message: FromWorker) => void,
  isStopped: () => boolean,
): Promise<void> {
  let judged: Judged[] = []
  let since = performance.now()
  for (const [index, line] of lines.entries()) {
    judged.push(judge(line))
    if (performance.now() - since < SLICE) continue
    tell({ type: 'batch', judged, done: index + 1 })
    judged = []
    await turn()
    if (isStopped()) return tell({ type: 'finished', stopped: true })
    since = performance.now()
  }
  tell({ type: 'batch', judged, done: lines.length })
  tell({ type: 'finished', stopped: false })
}
