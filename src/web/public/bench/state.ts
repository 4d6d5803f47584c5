// SPDX-License-Identifier: Apache-2.0
/** What the page knows at a moment; and how a message of a worker changes it. */
import type { FromWorker, Judged, Line, ReferenceSummary, TableProblem, TableSummary } from './protocol.ts'

export type Readiness = 'away' | 'loading' | 'ready' | 'failed'

export interface BenchState {
  text: Readiness
  structures: Readiness
  reference: ReferenceSummary | null
  table: TableSummary | null
  /** A file is being read. */
  opening: boolean
  tableProblem: { problem: TableProblem; detail: string } | null
  /** Lines of the file that wait for a worker to judge them. */
  picked: Line[] | null
  running: { done: number; total: number } | null
  /** Grows while a worker works; the array stays the same, `count` tells that it grew. */
  judged: Judged[]
  count: number
  holds: 'text' | 'structures'
  outcome: 'none' | 'finished' | 'stopped'
  drawing: { structure: string; atoms: number[]; svg: string | null } | null
}

export const initialState: BenchState = {
  text: 'away',
  structures: 'away',
  reference: null,
  table: null,
  opening: false,
  tableProblem: null,
  picked: null,
  running: null,
  judged: [],
  count: 0,
  holds: 'text',
  outcome: 'none',
  drawing: null,
}

type Changes = Partial<BenchState>

function grown(state: BenchState, judged: readonly Judged[], done: number): Changes {
  for (const line of judged) state.judged.push(line)
  const running = state.running && { ...state.running, done }
  return { count: state.judged.length, running }
}

/** `from` says which worker spoke. */
export function change(state: BenchState, message: FromWorker, from: 'text' | 'structures'): Changes {
  switch (message.type) {
    case 'loaded':
      return { [from]: 'ready', ...(from === 'text' && { reference: message.reference }) }
    case 'failed':
      return { [from]: 'failed', running: null, opening: false }
    case 'opened':
      return { table: message.table, opening: false, tableProblem: null }
    case 'unopened':
      return { table: null, opening: false, tableProblem: { problem: message.problem, detail: message.detail } }
    case 'picked':
      return { picked: message.lines }
    case 'batch':
      return grown(state, message.judged, message.done)
    case 'finished':
      return { running: null, outcome: message.stopped ? 'stopped' : 'finished' }
    case 'drawn':
      return { drawing: { structure: message.structure, atoms: message.atoms, svg: message.svg } }
  }
}
