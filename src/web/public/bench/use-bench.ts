// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState, useSyncExternalStore } from 'react'
import { type Bench, createBench } from './bench.ts'
import { type BenchState, initialState } from './state.ts'

/** One bench for the life of the page; its workers begin when the page has come alive in the browser. */
export function useBench(): [Bench, BenchState] {
  const [bench] = useState(createBench)
  const state = useSyncExternalStore(bench.subscribe, bench.state, () => initialState)
  useEffect(() => {
    bench.start()
    return bench.close
  }, [bench])
  return [bench, state]
}
