// SPDX-License-Identifier: Apache-2.0
/** Carries out what was decided of an agreement: its text, its signatures, who sees it, the ledger, who is told. */
import type { Transaction } from 'kysely'
import { type Actor, keyOf } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import type { Change } from './agreement.ts'
import type { AgreementCommand } from './contract.ts'
import {
  type AgreementRow,
  changeAgreement,
  changeText,
  type PartnershipTables,
  sign,
  type TextRow,
  writeText,
} from './store.ts'
import { type Happened, tellParties } from './telling.ts'
import { signedText } from './text.ts'
import { textRow } from './text-row.ts'
import { nextOf } from './view.ts'

type Trx = Transaction<PartnershipTables>

interface Deed {
  row: AgreementRow
  /** Newest first. */
  texts: readonly TextRow[]
  command: AgreementCommand
  change: Change
  actor: Actor
  now: Date
}

/** What the ledger keeps a digest of: the text that is written, offered or signed, or why. */
type Content = string

const revise = async (trx: Trx, { row, texts, command, actor, now }: Deed): Promise<Content> => {
  if (command.do !== 'revise') throw new Error('Only what is revised is written anew.')
  const [newest] = texts
  const next = nextOf(texts)
  if (!newest) throw new Error('An agreement has a text from its beginning.')
  const { number, parties } = next && next.offered_at === null ? next : { ...newest, number: newest.number + 1 }
  if (next?.offered_at) await changeText(trx, next, { withdrawn_at: now })
  const [text, content] = textRow(row, { number, terms: command.terms, parties }, actor, now)
  await writeText(trx, text)
  return content
}

const offer = async (trx: Trx, { row, texts, now }: Deed): Promise<Content> => {
  const next = nextOf(texts) as TextRow
  await changeText(trx, next, { offered_at: now, audience: audienceOf(row) })
  return signedText(next, row.m)
}

/** The signed-in act is the signature: who, for which party, under which digest; the ledger has the same text. */
const signNext = async (trx: Trx, { row, texts, change, actor, now }: Deed): Promise<Content> => {
  const next = nextOf(texts) as TextRow
  const { organisation, account } = actor
  await sign(trx, {
    agreement: row.id,
    number: next.number,
    organisation,
    account,
    digest: next.digest,
    signed_at: now,
  })
  if (change.text === 'agreed') await changeText(trx, next, { agreed_at: now })
  return signedText(next, row.m)
}

const audienceOf = ({ originator, partner }: AgreementRow) => [originator, partner].map(keyOf.organisation)

const DONE: Record<AgreementCommand['do'], Happened> = {
  ...{ revise: 'revised', offer: 'offered', sign: 'signed' },
  ...{ suspend: 'suspended', resume: 'resumed', end: 'ended' },
}

/** Answers the agreement as it is then; undefined where somebody changed it meanwhile. */
export const carryOut = async (trx: Trx, deed: Deed): Promise<AgreementRow | undefined> => {
  const { row, texts, command, change, actor, now } = deed
  // The partner learns that an offer is withdrawn, and nothing of a draft before it is offered.
  const isHidden = change.text === 'revised' && !nextOf(texts)?.offered_at
  const changes = {
    ...(change.phase && { phase: change.phase, suspended_by: null, reason: null }),
    ...(command.do === 'suspend' && { suspended_by: actor.organisation, reason: command.reason }),
    ...(command.do === 'end' && { ended_at: now, reason: command.reason }),
    ...(command.do === 'offer' && { audience: audienceOf(row) }),
  }
  const changed = await changeAgreement(trx, row, changes, !isHidden)
  if (!changed) return undefined
  const written =
    change.text === 'revised'
      ? revise(trx, deed)
      : change.text === 'offered'
        ? offer(trx, deed)
        : change.text !== undefined
          ? signNext(trx, deed)
          : 'reason' in command
            ? command.reason
            : 'resumed'
  await appendLine(trx, actor, { verb: command.do, kind: 'agreement', ids: [row.id], content: await written })
  await tellParties(trx, changed, change.text === 'agreed' ? 'agreed' : DONE[command.do], isHidden)
  return changed
}
