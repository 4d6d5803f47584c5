// SPDX-License-Identifier: Apache-2.0
/**
 * A find withdrawn by whoever reported it. The row stays as it was, with the reason beside it: officers decided by it. It counts
 * in no trend and no figure any more, and the officers told are told again, also at each advisory that may rest on it.
 */
import { canonical } from '#basis/canonical.ts'
import { ok, refuse } from '#basis/outcome.ts'
import { keyOf, seat } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { authoritiesIn, filingSeat, keptBy, OFFICER } from './access.ts'
import { findWithdrawalShape, type WarningsDesk, type WithdrawnFind } from './contract.ts'
import { absent, type Inside, isId, parsed, type Trx, type WarningsPlan } from './inside.ts'
import { signalContent } from './proposing.ts'
import {
  type AdvisoryRow,
  advisoriesAbout,
  changeWatched,
  insertStep,
  type SignalRow,
  signalById,
  watchedById,
  watchedByKey,
  withdrawnBetween,
  withdrawSignal,
} from './store.ts'
import { signalsShown } from './view.ts'

const isOpen = ({ status }: AdvisoryRow) => status === 'draft' || status === 'proposed' || status === 'published'

/** Tells an authority's officers: at the substance, whose history says so, and at each advisory that was begun before. */
const tellAt = async (trx: Trx, authority: string, signal: SignalRow, at: Date, reason: string): Promise<void> => {
  await seat(trx, filingSeat(authority))
  const known = await watchedByKey(trx, authority, signal.key)
  if (!known) return
  const changed = await changeWatched(trx, known, {}, at)
  if (!changed) return tellAt(trx, authority, signal, at, reason) // an officer changed it at this moment
  const { id: watched, version, status } = changed
  await insertStep(trx, { watched, version, did: 'find-withdrawn', status, at, account: null, note: reason })
  const to = [keyOf.role(authority, OFFICER)]
  const told = (record: string, kind: string, message: string, link: string) =>
    announce(trx, { kind, record, ...keptBy(authority), data: { signal: signal.id }, notify: [{ to, message, link }] })
  await told(watched, 'warning.find-withdrawn', 'warning-find-withdrawn', `/warnings/${watched}`)
  for (const { id } of (await advisoriesAbout(trx, watched)).filter(isOpen))
    await told(id, 'warning.advisory-unfounded', 'advisory-find-withdrawn', `/warnings/advisories/${id}`)
}

/** Finds that stood when an advisory was prepared or published, and were withdrawn since. */
export const withdrawnBelow = async (trx: Trx, advisory: AdvisoryRow): Promise<WithdrawnFind[]> => {
  const about = await watchedById(trx, advisory.watched)
  if (!about) return []
  const until = advisory.published_at ?? new Date(8.64e15)
  const rows = await withdrawnBetween(trx, { keys: about.keys, after: advisory.prepared_at, before: until })
  return rows.map(({ id, content, withdrawn_at, withdrawn_reason }) => ({
    ...{ signal: id, name: content.substance.name, reason: withdrawn_reason ?? '' },
    at: withdrawn_at?.toISOString() ?? '',
  }))
}

export const withdrawing = (
  { actor, now = () => new Date() }: WarningsPlan,
  inside: Inside,
): Pick<WarningsDesk, 'withdrawFind'> => ({
  withdrawFind: (id, input, key) =>
    inside(
      'withdrawFind',
      async (trx) => {
        const found = isId(id) ? await signalById(trx, id) : undefined
        if (found?.originator !== actor.organisation) return absent()
        const given = parsed(findWithdrawalShape, input)
        if (!given.ok) return given
        const { reason } = given.value
        const at = now()
        const row = await withdrawSignal(trx, id, at, reason)
        if (!row) return refuse('not-now', 'It was withdrawn before.')
        const content = canonical([signalContent(row), at.toISOString(), reason])
        await appendLine(trx, actor, { verb: 'withdraw', kind: 'warning-signal', ids: [id], content })
        for (const authority of authoritiesIn(row.audience)) await tellAt(trx, authority, row, at, reason)
        await seat(trx, actor)
        const [shown] = signalsShown([row], [])
        return shown ? ok(shown) : absent()
      },
      { key, what: { withdrawFind: input, id } },
    ),
})
