// SPDX-License-Identifier: Apache-2.0
/**
 * The red flags judged by records with labels (`typologies/`): how many events of each typology are found, how much an analyst
 * reads for each, and how well the queue is ordered; on the set on which they may be tuned, and on the other one. Fails where nothing
 * of a leg is found.
 */

import { FAMILIES, type Found, type Judged, judgeSet, type Unit } from './red-flags/judged.ts'
import { averagePrecision, trueAmongFirst } from './red-flags/ranking.ts'
import { figure, note, percent, table, whole } from './report.ts'
import type { SetName } from './typologies/setting.ts'

const SETS = (process.env.RED_FLAGS_SETS ?? 'tune,held-out').split(',') as SetName[]
const SEEDS = (process.env.RED_FLAGS_SEEDS ?? '1,2,3,4,5').split(',').map(Number)
const SCALE = Number(process.env.RED_FLAGS_SCALE ?? 1)
/** Of a queue, what is read in a morning. */
const FIRST = 50

const isFound = ({ named }: Found) => named > 0
const count = (units: readonly Unit[], of: (unit: Unit) => boolean) => units.filter(of).length

const ofLeg = (family: string, runs: readonly Judged[]) => {
  const units = runs.flatMap((run) => run.units)
  const events = runs.flatMap((run) => run.events)
  const alerts = count(units, ({ isAlert }) => isAlert)
  const good = count(units, ({ isAlert, isTrue }) => isAlert && isTrue)
  const found = events.filter(isFound).length
  if (found === 0) throw new Error(`Nothing is found among ${family}.`)
  return [
    family,
    whole(units.length / runs.length),
    percent(count(units, ({ isTrue }) => isTrue) / units.length),
    whole(alerts / runs.length),
    percent(good / alerts),
    percent(count(units, ({ isAlert, isAlike }) => isAlert && isAlike) / alerts),
    percent(found / events.length),
    figure(alerts / found),
    figure(runs.reduce((sum, run) => sum + averagePrecision(run.units), 0) / runs.length),
    figure(runs.reduce((sum, run) => sum + trueAmongFirst(run.units, FIRST), 0) / runs.length),
  ]
}

const ofTypology = ([typology, events]: [string, Found[]]) => {
  const share = (of: readonly Found[]) => (of.length === 0 ? '–' : percent(of.filter(isFound).length / of.length))
  const records = events.reduce((sum, each) => sum + each.records, 0)
  return [
    typology,
    events[0]?.family ?? '',
    whole(events.length),
    share(events),
    ...['bold', 'middling', 'faint'].map((strength) => share(events.filter((each) => each.strength === strength))),
    percent(events.reduce((sum, each) => sum + each.named, 0) / records),
  ]
}

for (const set of SETS) {
  const runs: Judged[] = []
  for (const seed of SEEDS) runs.push(...(await judgeSet(set, seed, SCALE)))
  table(
    `${set}: seeds ${SEEDS.join(', ')}, each a year`,
    [
      ...['leg', 'in the year', 'true at all', 'alerts', 'precision', 'of look-alikes', 'events found'],
      ...['read for each event', 'AUC-PR', `true of the first ${FIRST}`],
    ],
    FAMILIES.map((family) =>
      ofLeg(
        family,
        runs.filter((run) => run.family === family),
      ),
    ),
  )
  const byTypology = Map.groupBy(
    runs.flatMap(({ events }) => events),
    ({ typology, family }) => `${typology}${typology === 'third-party-pays' ? `, ${family}` : ''}`,
  )
  table(
    `${set}: events found, by typology`,
    ['typology', 'leg', 'events', 'found', 'bold', 'middling', 'faint', 'records named'],
    [...byTypology].map(ofTypology),
  )
}
note(
  'Events are far more frequent in these records than in trade: read precision beside “true at all”. An order, parcel or listing is true ' +
    'where it is a record of an event, an account where at least two payments of one are among those shown with it.',
)
