// SPDX-License-Identifier: Apache-2.0
/** A place of the invented country that holds people, with its register; another of which an inspector says what it does not. */
import type { NewRestraint, NewStatement } from '#health/liberty/contract.ts'
import { type DesksOf, given } from './given.ts'
import story from './liberty.json' with { type: 'json' }

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()

export const tellLiberty = async (desksOf: DesksOf): Promise<void> => {
  for (const { by, service: name, entries, ...said } of story) {
    const { liberty: desk } = await desksOf(by)
    const place = desk && given(await desk.services(name)).find((each) => each.name === name)
    if (!desk || !place) continue
    given(await desk.state({ ...said, service: place.id } as NewStatement))
    for (const { hoursAgo: began, lasted, reviewed, ...rest } of entries) {
      const times = { began: hoursAgo(began), ended: lasted === null ? null : hoursAgo(began - lasted) }
      const { id, version } = given(await desk.enter({ ...rest, ...times, service: place.id } as NewRestraint))
      if (reviewed) given(await desk.act(id, { do: 'review' }, version))
    }
  }
}
