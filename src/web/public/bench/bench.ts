// SPDX-License-Identifier: Apache-2.0
/** The bench behind the page: two workers, one state. Nothing here talks to a server. */

import type { MatchOptions } from '#matching/index.ts'
import referenceUrl from '#packed/reference.json?url'
import type { FromWorker, Line, Pick, ToStructures, ToText } from './protocol.ts'
import { type BenchState, change, initialState } from './state.ts'

/** While lines stream in, the page hears of it at most this often (ms). */
const PULSE = 150

type Holds = BenchState['holds']

export interface Bench {
  state(): BenchState
  subscribe(listener: () => void): () => void
  start(): void
  startStructures(): void
  open(file: File): void
  run(lines: Line[], holds: Holds, options: MatchOptions): void
  /** Judges a column of the open file. */
  runTable(pick: Pick, holds: Holds, options: MatchOptions): void
  stop(): void
  draw(structure: string, atoms: number[]): void
  close(): void
}

const newText = () => new Worker(new URL('./text-runner.ts', import.meta.url), { type: 'module' })
const newStructures = () => new Worker(new URL('./structure-worker.ts', import.meta.url), { type: 'module' })

/** The one thing that the bench fetches besides its own code: the facts, from our own origin. */
async function fetchPacked(): Promise<string> {
  const answer = await fetch(referenceUrl)
  if (!answer.ok) throw new Error(`The reference data answered ${answer.status}`)
  return answer.text()
}

export function createBench(): Bench {
  let state = initialState
  let text: Worker | undefined
  let structures: Worker | undefined
  let afterPick: ((lines: Line[]) => void) | undefined
  let waiting: (() => void) | undefined
  let packed: Promise<string> | undefined
  let pulse: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<() => void>()

  const tellAll = () => {
    pulse = undefined
    for (const listener of listeners) listener()
  }
  const set = (changes: Partial<BenchState>, hurry = true) => {
    state = { ...state, ...changes }
    if (hurry) {
      clearTimeout(pulse)
      tellAll()
    } else pulse ??= setTimeout(tellAll, PULSE)
  }
  const hear = (from: 'text' | 'structures') => (event: MessageEvent<FromWorker>) => {
    set(change(state, event.data, from), event.data.type !== 'batch')
    if (event.data.type === 'picked') afterPick?.(event.data.lines)
    if (event.data.type === 'loaded' && from === 'structures') waiting?.()
  }
  const employ = (worker: Worker, from: 'text' | 'structures') => {
    worker.addEventListener('message', hear(from))
    worker.addEventListener('error', () => set({ [from]: 'failed', running: null, opening: false }))
    packed ??= fetchPacked()
    packed.then(
      (text) => worker.postMessage({ type: 'load', packed: text }),
      () => set({ [from]: 'failed' }),
    )
    set({ [from]: 'loading' })
    return worker
  }
  const toText = (message: ToText) => text?.postMessage(message)
  const toStructures = (message: ToStructures) => structures?.postMessage(message)

  const startStructures = () => {
    if (state.structures === 'failed') structures?.terminate()
    if (state.structures === 'ready' || state.structures === 'loading') return
    structures = employ(newStructures(), 'structures')
  }
  const run: Bench['run'] = (lines, holds, options) => {
    set({ judged: [], count: 0, holds, outcome: 'none', running: { done: 0, total: lines.length } })
    if (holds === 'text') return toText({ type: 'run', lines, options })
    waiting = () => toStructures({ type: 'run', lines, options })
    if (state.structures === 'ready') waiting()
    else startStructures()
  }
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start: () => {
      text ??= employ(newText(), 'text')
    },
    startStructures,
    open: (file) => {
      set({ opening: true, table: null, tableProblem: null })
      toText({ type: 'open', file })
    },
    run,
    runTable: (pick, holds, options) => {
      afterPick = (lines) => run(lines, holds, options)
      toText({ type: 'pick', pick })
    },
    stop: () => {
      waiting = undefined
      toText({ type: 'stop' })
      toStructures({ type: 'stop' })
      if (state.holds === 'structures' && state.structures !== 'ready') set({ running: null, outcome: 'stopped' })
    },
    draw: (structure, atoms) => toStructures({ type: 'draw', structure, atoms }),
    close: () => {
      clearTimeout(pulse)
      text?.terminate()
      structures?.terminate()
      text = undefined
      structures = undefined
      state = initialState
    },
  }
}
