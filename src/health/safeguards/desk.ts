// SPDX-License-Identifier: Apache-2.0
/** The desk of an officer of the independent body. What it hands over is sealed: it is opened where the private key is. */
import type { Kysely } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, sit } from '#platform/access/index.ts'
import { sitOnce } from '#platform/http/index.ts'
import { appendLine, eraseRecord } from '#platform/ledger/index.ts'
import { may, verbsOf } from './access.ts'
import {
  type ReportCommand,
  type ReportSummary,
  reportCommandShape,
  type SafeguardsDesk,
  type SafeguardsRefusal,
  type Watch,
} from './contract.ts'
import { handedPlaceOf, handOver } from './handing.ts'
import { faultsIn, letterIdOf, MOST_LETTERS } from './kept.ts'
import { settleKey } from './keys.ts'
import {
  activeKeys,
  changeReport,
  emptyLetters,
  handedPlaces,
  insertLetter,
  lettersOfReport,
  listKeys,
  listReports,
  lockReport,
  type ReportRow,
  reportById,
  type SafeguardsTables,
  type Trx,
  witness,
} from './store.ts'
import { keyProposalOf, letterOf, summaryOf } from './view.ts'

const MOST = 200
const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
const absent = () => refuse('not-found', 'There is nothing here.')
const notNow = () => refuse('not-now', 'Not possible as it stands.')

type Change = Parameters<typeof changeReport>[2]

const answer = async (trx: Trx, actor: Actor, row: ReportRow, command: ReportCommand & { do: 'answer' }, at: Date) => {
  const letters = await lettersOfReport(trx, row.id)
  if (letters.length >= MOST_LETTERS) return notNow()
  const { bodyKey, sealedBody, sealedPerson } = command
  if (!(await activeKeys(trx)).some(({ id, originator }) => id === bodyKey && originator === row.originator))
    return refuse('key-changed', 'The body has another key by now.')
  const number = (letters.at(-1)?.number ?? 0) + 1
  const letter = { id: letterIdOf(row.id, number), report: row.id, number, kind: 'answer' as const, at }
  await insertLetter(trx, { ...letter, body_key: bodyKey, sealed_body: sealedBody, sealed_person: sealedPerson })
  await witness(trx, actor, 'answer', letter.id)
  return ok<Change>({ answered_at: row.answered_at ?? at, acknowledged_at: row.acknowledged_at ?? at })
}

/** What the letters said goes, with the salts of their digests; that they were there, and when, stays. */
const end = async (trx: Trx, actor: Actor, row: ReportRow) => {
  const letters = await lettersOfReport(trx, row.id)
  await emptyLetters(trx, row.id)
  for (const { id } of letters) {
    await eraseRecord(trx, 'safeguard-letter', id)
    await witness(trx, actor, 'empty', id)
  }
}

/** What a command changes of the report, or why it does not. */
const changeBy = async (
  trx: Trx,
  actor: Actor,
  row: ReportRow,
  command: ReportCommand,
  at: Date,
): Promise<Outcome<Change, SafeguardsRefusal>> => {
  if (row.ended_at !== null) return notNow()
  if (command.do === 'answer') return answer(trx, actor, row, command, at)
  if (command.do === 'acknowledge') return row.acknowledged_at ? notNow() : ok({ acknowledged_at: at })
  if (command.do === 'propose-end') return row.end_proposed_by ? notNow() : ok({ end_proposed_by: actor.account })
  if (row.end_proposed_by === null) return notNow()
  if (command.do === 'decline-end') return ok({ end_proposed_by: null })
  if (row.end_proposed_by === actor.account) return refuse('second-person', 'Another officer agrees.')
  await end(trx, actor, row)
  return ok({ ended_at: at })
}

interface DeskPlan {
  db: Kysely<SafeguardsTables>
  actor: Actor
  /** Whether the ledger of this compartment is what was signed. */
  ledger(): Promise<Watch['ledger']>
  /** Letters by which a person knows the key of this node's codes again. */
  codes: string
  /** Whether the country lets places without a licence be handed over. */
  isHandingOpen: boolean
  now?(): Date
}

export const openSafeguards = ({
  db,
  actor,
  ledger,
  codes,
  isHandingOpen,
  now = () => new Date(),
}: DeskPlan): SafeguardsDesk => {
  const summary = async (trx: Trx, row: ReportRow): Promise<ReportSummary> => {
    const letters = await lettersOfReport(trx, row.id)
    return summaryOf({ ...row, letters: letters.length, waits: letters.at(-1)?.kind !== 'answer' })
  }
  return {
    may: verbsOf(actor),
    list: () =>
      sit(db, actor, async (trx) => {
        if (!may(actor, 'list')) return absent()
        const rows = await listReports(trx, MOST)
        const ids = rows.map(({ id }) => id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'safeguard-report', ids })
        return ok(rows.map(summaryOf))
      }),
    open: (id) =>
      sit(db, actor, async (trx) => {
        const row = may(actor, 'open') && isId(id) ? await reportById(trx, id) : undefined
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'safeguard-report', ids: [id] })
        const letters = await lettersOfReport(trx, id)
        const bodyKey = letters[0]?.body_key ?? ''
        return ok({
          ...{ ...(await summary(trx, row)), personKey: row.person_key, bodyKey, content: letters.map(letterOf) },
        })
      }),
    decide: (id, input, version, key) => {
      const asked = key === undefined ? undefined : { key, what: { decide: input, id, version } }
      const decided = sitOnce(db, actor, asked, async (trx) => {
        if (!may(actor, 'decide') || !isId(id)) return absent()
        await lockReport(trx, id)
        const row = await reportById(trx, id)
        if (!row) return absent()
        const given = reportCommandShape.safeParse(input)
        if (!given.success) return refuse('not-valid', 'Not valid.', given.error.issues[0]?.path.join('.') ?? 'input')
        if (row.version !== version) return refuse('changed', 'It was changed since it was read.', 'version')
        const change = await changeBy(trx, actor, row, given.data, now())
        if (!change.ok) return change
        const changed = await changeReport(trx, { id, version }, change.value)
        if (!changed) return refuse('changed', 'It was changed since it was read.', 'version')
        await witness(trx, actor, given.data.do, id)
        return ok(await summary(trx, changed))
      })
      return decided as ReturnType<SafeguardsDesk['decide']>
    },
    keys: () =>
      sit(db, actor, async (trx) => {
        if (!may(actor, 'keys')) return absent()
        const own = (await listKeys(trx)).filter(({ originator }) => originator === actor.organisation)
        return ok(await Promise.all(own.map(keyProposalOf)))
      }),
    settleKey: (command, key) => {
      const settled = sitOnce(db, actor, key === undefined ? undefined : { key, what: command }, async (trx) =>
        may(actor, 'settleKey') ? settleKey(trx, actor, command, now()) : absent(),
      )
      return settled as ReturnType<SafeguardsDesk['settleKey']>
    },
    handOver: (place, key) => {
      const asked = key === undefined ? undefined : { key, what: { handOver: place } }
      const handed = sitOnce(db, actor, asked, async (trx) => {
        if (!may(actor, 'handOver')) return absent()
        return isHandingOpen ? handOver(trx, actor, place, now()) : notNow()
      })
      return handed as ReturnType<SafeguardsDesk['handOver']>
    },
    handed: () =>
      sit(db, actor, async (trx) => {
        if (!may(actor, 'handed')) return absent()
        return ok((await handedPlaces(trx)).map(handedPlaceOf))
      }),
    watch: async () => {
      if (!may(actor, 'watch')) return absent()
      const keys = await sit(db, actor, activeKeys)
      const isOwn = ({ originator }: { originator: string }) => originator === actor.organisation
      const named = !keys.some(isOwn) ? 'none' : keys.slice(0, 1).some(isOwn) ? 'own' : 'other'
      return ok({ faults: await faultsIn(db), ledger: await ledger(), named, codes })
    },
  }
}
