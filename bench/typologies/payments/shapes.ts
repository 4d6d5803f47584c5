// SPDX-License-Identifier: Apache-2.0
/** Events that are a shape of flow: in, out, round, through. */
import type { Part } from '../world.ts'
import { front, namesOf, pay, payIn, somebodies, somebody } from './cast.ts'

/** Many pay one within weeks, and it moves on (FATF and Egmont on proceeds of drug trade gathered in one account). */
export const fanIn: Part = (scene) => {
  const { draw } = scene
  const one = somebody(scene)
  const many = somebodies(scene, scene.acts() + 4)
  const days = scene.days(many.length, 30)
  const middle = draw.between(120, 600)
  const records = many.map((from, i) =>
    pay(scene, days[i]!, from, one, draw.tail(middle, 0.35), draw.one(['transfer', 'person-to-person'])),
  )
  if (scene.sign())
    records.push(
      pay(scene, days.at(-1)! + draw.between(0.2, 2), one, front(scene), middle * many.length * 0.9, 'transfer'),
    )
  return { who: namesOf(one, ...many), records }
}

/** One pays many who then draw cash (FATF on networks of money mules). */
export const fanOut: Part = (scene) => {
  const { draw } = scene
  const one = draw.chance(0.5) ? front(scene) : somebody(scene)
  const many = somebodies(scene, scene.acts() + 3)
  const days = scene.days(many.length, 12)
  const amount = draw.between(350, 2400)
  const records = many.flatMap((to, i) => {
    const out = pay(scene, days[i]!, one, to, amount * draw.between(0.9, 1.1), 'transfer')
    return scene.sign()
      ? [out, pay(scene, days[i]! + draw.between(0.1, 2), to, undefined, amount * 0.85, 'cash')]
      : [out]
  })
  return { who: namesOf(one, ...many), records }
}

/** It goes round and comes back, a little less each time (FATF on layering). */
export const cycle: Part = (scene) => {
  const { draw } = scene
  const ring = somebodies(scene, draw.whole(3, 6))
  let amount = draw.between(1500, 14000)
  const days = scene.days(ring.length, 15)
  const records = ring.map((from, i) => {
    amount *= draw.between(scene.strength === 'faint' ? 0.8 : 0.94, 0.995)
    return pay(scene, days[i]!, from, ring[(i + 1) % ring.length]!, amount, 'transfer')
  })
  return { who: namesOf(...ring), records }
}

/** What comes in goes out within days, nearly to the last coin (Egmont and FATF on transit accounts). */
export const passThrough: Part = (scene) => {
  const { draw } = scene
  const [middle, source, target] = [somebody(scene), front(scene), somebody(scene)]
  const records = scene.days(draw.whole(2, 5), 45).flatMap((day) => {
    const amount = draw.between(1800, 16000)
    const parts = scene.sign() ? 1 : draw.whole(2, 3)
    const out = Array.from({ length: parts }, () =>
      pay(scene, day + draw.between(0.1, 3), middle, target, (amount * draw.between(0.9, 0.99)) / parts, 'transfer'),
    )
    return [pay(scene, day, source, middle, amount, 'transfer'), ...out]
  })
  return { who: namesOf(middle, source, target), records }
}

/** An account at rest for most of the year wakes to much traffic (FATF; guidance of financial intelligence units). */
export const dormantAwake: Part = (scene) => {
  const { world, draw } = scene
  const sleeper = world.people.person(draw)
  const late = Math.max(scene.begin, 215)
  const records = Array.from({ length: scene.acts() + 2 }, () => {
    const day = Math.min(364, late + draw.between(0, 25 * world.set.cadence))
    const other = somebody(scene)
    return draw.chance(0.55)
      ? pay(scene, day, other, sleeper, draw.tail(900, 0.6), 'transfer')
      : pay(scene, day, sleeper, other, draw.tail(900, 0.6), 'transfer')
  })
  // A sign of life long before; it belongs to the account, not to the event.
  for (const day of [draw.between(0, 10), draw.between(10, 20)])
    pay(scene, day, sleeper, draw.one(world.firms), draw.tail(30, 0.5), 'card')
  return { who: namesOf(sleeper), records }
}

/** Cash in, each time below the limit at which a bank reports (FATF, Egmont). */
export const structuring: Part = (scene) => {
  const { world, draw } = scene
  const to = draw.chance(0.5) ? front(scene) : somebody(scene)
  const records = scene
    .days(scene.acts(), 20)
    .map((day) =>
      payIn(
        scene,
        day,
        to,
        world.set.cashLimit * draw.between(...world.set.underLimit),
        scene.sign() ? {} : { branch: 'B1' },
      ),
    )
  return { who: namesOf(to), records }
}

/** Cash in at many branches far apart, out again at one (FATF on funnel accounts). */
export const funnel: Part = (scene) => {
  const { draw } = scene
  const to = somebody(scene)
  const records = scene.days(scene.acts(), 30).flatMap((day, i) => {
    const amount = draw.between(400, 3800)
    const paid = payIn(scene, day, to, amount, {
      branch: `B${((i * 7) % 24) + 1}`,
      from_name: scene.sign() ? scene.world.people.personName(draw) : '',
    })
    return draw.chance(0.6)
      ? [
          paid,
          pay(scene, day + draw.between(0.2, 2), to, undefined, amount * 0.6, 'cash', {
            branch: `B${draw.whole(1, 24)}`,
          }),
        ]
      : [paid]
  })
  return { who: namesOf(to), records }
}
