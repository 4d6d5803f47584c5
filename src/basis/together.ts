// SPDX-License-Identifier: Apache-2.0
/**
 * Questions that many ask at the same moment, asked as one. What comes while an answer is under way goes out together
 * after it; `ask` answers in the order of what it was asked, and its error is everybody's. `most`: so many at once, so
 * that nobody waits for a thousand others.
 */
export const together = <Asked, Answer>(
  ask: (all: Asked[]) => Promise<Answer[]>,
  most = 100,
): ((one: Asked) => Promise<Answer>) => {
  let waiting: { one: Asked; answer: (it: Answer) => void; fail: (error: unknown) => void }[] = []
  let busy = false
  const next = () => {
    if (waiting.length === 0) return undefined
    const batch = waiting.slice(0, most)
    waiting = waiting.slice(most)
    const asked = batch.map(({ one }) => one)
    return { batch, came: Promise.allSettled([Promise.try(ask, asked)]) }
  }
  const work = async () => {
    for (let going = next(); going; ) {
      const { batch } = going
      const [came] = await going.came
      going = next()
      // The next are asked for before these go on: both then work at the same time.
      if (going) await new Promise(setImmediate)
      for (const [n, { answer, fail }] of batch.entries())
        if (came.status === 'fulfilled') answer(came.value[n] as Answer)
        else fail(came.reason)
      going ??= next()
    }
    busy = false
  }
  return (one) =>
    new Promise((answer, fail) => {
      waiting.push({ one, answer, fail })
      if (busy) return
      busy = true
      setImmediate(work)
    })
}
