// SPDX-License-Identifier: Apache-2.0
/** The trend of one substance: all signals by week, then those of each source that has some. */
import type { WatchedRecord } from '#supply/warnings/contract.ts'

export const seriesOf = ({ trend, allSignals }: Pick<WatchedRecord, 'trend' | 'allSignals'>) => {
  const sources = [...new Set(allSignals.map(({ source }) => source))].sort()
  const ofSource = (name: string) => ({
    name,
    weeks: trend.map(({ week }) => ({
      week,
      signals: allSignals.filter((signal) => signal.source === name && signal.week === week).length,
    })),
  })
  const all = { name: 'all', weeks: trend }
  return allSignals.length === 0 ? [] : [all, ...sources.map(ofSource)]
}
