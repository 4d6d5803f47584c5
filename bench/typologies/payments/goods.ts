// SPDX-License-Identifier: Apache-2.0
/** Events in which what is paid for, or by what means, is what does not fit. */
import { walletOf } from '../people.ts'
import type { Part } from '../world.ts'
import { firmOf, front, namesOf, pay, somebodies, somebody } from './cast.ts'

/** A seller of chemicals or equipment is paid with words that have nothing to do with it (FATF and Egmont on synthetic drugs). */
export const chemicalsOtherwise: Part = (scene) => {
  const { draw } = scene
  const from = draw.chance(0.5) ? front(scene) : somebody(scene)
  const to = firmOf(scene, draw.chance(0.7) ? 'chemicals' : 'equipment')
  const memo = () => draw.one(['furniture', 'toys', 'clothes', 'tuition', 'medical bill', 'family support'])
  const records = scene.days(draw.whole(2, 6), 50).map((day) =>
    pay(scene, day, from, to, draw.tail(1400, 0.6), scene.sign() ? 'money-transfer' : 'transfer', {
      memo: scene.sign() || scene.strength !== 'faint' ? memo() : '',
    }),
  )
  return { who: namesOf(from, to), records }
}

/** Small payments in, then gift cards or crypto, then a mixer (FATF on virtual assets; INCB on online trade). */
export const cryptoMixer: Part = (scene) => {
  const { world, draw } = scene
  const one = somebody(scene)
  const wallet = { ...world.people.person(draw), account: walletOf(draw), holder: 'unknown' as const, name: '' }
  const mixer = { ...wallet, account: walletOf(draw), category: scene.sign() ? 'mixer' : 'unknown' }
  const many = somebodies(scene, draw.whole(4, 9))
  const days = scene.days(many.length, 25)
  const ins = many.map((from, i) => pay(scene, days[i]!, from, one, draw.tail(140, 0.5), 'person-to-person'))
  const out = days
    .filter((_, i) => i % 2 === 1)
    .flatMap((day) => {
      const amount = draw.tail(260, 0.4)
      return [
        pay(scene, day + 0.3, one, wallet, amount, 'crypto'),
        pay(scene, day + draw.between(0.4, 1.5), wallet, mixer, amount * 0.98, 'crypto'),
      ]
    })
  return { who: namesOf(one, ...many), records: [...ins, ...out] }
}

/** Stakes large and even, little of play, and the balance back as winnings (FATF on casinos and online gambling). */
export const gamblingLoop: Part = (scene) => {
  const { draw } = scene
  const [one, house] = [somebody(scene), firmOf(scene, 'gambling')]
  const records = scene.days(scene.acts(), 45).flatMap((day) => {
    const amount = draw.whole(4, 20) * 100
    const stake = pay(scene, day, one, house, amount, draw.one(['card', 'transfer']))
    return draw.chance(0.8)
      ? [
          stake,
          pay(
            scene,
            day + draw.between(0.2, 3),
            house,
            one,
            amount * draw.between(scene.strength === 'faint' ? 0.75 : 0.9, 0.99),
            'transfer',
            { memo: 'winnings' },
          ),
        ]
      : [stake]
  })
  return { who: namesOf(one, house), records }
}

/** A private person pays much postage in bursts, with many small payments in between (FATF, UPU on the post and drugs sold online). */
export const postageBurst: Part = (scene) => {
  const { draw } = scene
  const [one, post] = [somebody(scene), firmOf(scene, 'postage')]
  const days = scene.days(scene.acts() + 8, 40)
  const records = days.flatMap((day) => [
    pay(scene, day, one, post, draw.tail(38, 0.5), 'card', { memo: '' }),
    ...(scene.sign()
      ? [pay(scene, day - draw.between(0.1, 1), somebody(scene), one, draw.tail(90, 0.5), 'person-to-person')]
      : []),
  ])
  return { who: namesOf(one, post), records }
}

/** Equipment, chemicals and storage paid by one private person in weeks (FATF and Egmont on clandestine manufacture). */
export const setUp: Part = (scene) => {
  const { draw } = scene
  const one = somebody(scene)
  const kinds = draw.several(['equipment', 'chemicals', 'storage', 'forwarder'], scene.strength === 'faint' ? 2 : 3)
  const records = kinds.flatMap((kind) =>
    scene
      .days(draw.whole(1, 3), 28)
      .map((day) =>
        pay(
          scene,
          day,
          one,
          firmOf(scene, kind),
          draw.tail(kind === 'storage' ? 120 : 900, 0.5),
          draw.one(['card', 'transfer', 'cash']),
        ),
      ),
  )
  return { who: namesOf(one), records }
}
