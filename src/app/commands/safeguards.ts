// SPDX-License-Identifier: Apache-2.0
/** `safeguards key`: the key pair of the independent body, made on a computer that need not be connected to anything. */
import { writeFileSync } from 'node:fs'
import type { Context } from './context.ts'
import type { Options } from './index.ts'

/** Never writes over a file: the reports that are sealed to the key in it would be lost. */
export const safeguards = async (words: string[], { out }: Options, context: Context): Promise<number> => {
  if (words.join(' ') !== 'key' || out === undefined) return context.bad('safeguards')
  const [{ newKeyPair }, { keyFileOf, fingerprintOf }] = await Promise.all([
    import('#basis/hpke.ts'),
    import('#health/safeguards/index.ts'),
  ])
  const pair = await newKeyPair()
  writeFileSync(out, await keyFileOf(pair, new Date().toISOString().slice(0, 10)), { mode: 0o600, flag: 'wx' })
  const fingerprint = await fingerprintOf(pair.publicKey)
  context.print(context.say('safeguards-key', { file: out, key: pair.publicKey, fingerprint }))
  return 0
}
