// SPDX-License-Identifier: Apache-2.0
/** The body's public key: one officer proposes it, another, who compared its letters, puts it in force. */
import { randomUUID } from 'node:crypto'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, keyOf } from '#platform/access/index.ts'
import { bornFor, officersOf } from './access.ts'
import { type KeyProposal, keyCommandShape, type SafeguardsRefusal } from './contract.ts'
import { activeKeys, changeKey, insertKey, type KeyRow, listKeys, type Trx, witness } from './store.ts'
import { keyProposalOf } from './view.ts'

type Settled = Outcome<KeyProposal, SafeguardsRefusal>

const propose = async (trx: Trx, { account, organisation }: Actor, publicKey: string, at: Date): Promise<Settled> => {
  const known = (await listKeys(trx)).find((each) => each.public_key === publicKey && each.status !== 'declined')
  if (known) return refuse('not-now', 'This key was proposed before.', 'publicKey')
  const row: KeyRow = {
    ...{ id: randomUUID(), public_key: publicKey, status: 'proposed', proposed_by: account, proposed_at: at },
    ...{ decided_by: null, receives_since: null, ...columnsOf(bornFor(organisation)) },
  }
  await insertKey(trx, row)
  await witness(trx, { account, organisation }, 'propose', row.id)
  return ok(await keyProposalOf(row))
}

/** Reports that are sealed to the one before stay so: its private key is kept. Answers since when this body receives. */
const retire = async (trx: Trx, actor: Actor): Promise<Date | undefined> => {
  const own = (await activeKeys(trx)).find(({ originator }) => originator === actor.organisation)
  if (!own) return undefined
  await changeKey(trx, own.id, { status: 'retired', audience: [officersOf(own.originator)] })
  await witness(trx, actor, 'retire', own.id)
  return own.receives_since ?? undefined
}

export const settleKey = async (trx: Trx, actor: Actor, input: unknown, at: Date): Promise<Settled> => {
  const given = keyCommandShape.safeParse(input)
  if (!given.success) return refuse('not-valid', 'Not valid.', given.error.issues[0]?.path.join('.') ?? 'input')
  const command = given.data
  if (command.do === 'propose') return propose(trx, actor, command.publicKey, at)
  // The key in force of another body is there for everybody, and nothing for this one to decide.
  const row = (await listKeys(trx)).find(({ id, originator }) => id === command.id && originator === actor.organisation)
  if (!row) return refuse('not-found', 'There is nothing here.')
  if (row.status !== 'proposed') return refuse('not-now', 'It was decided before.')
  if (row.proposed_by === actor.account) return refuse('second-person', 'Another officer decides.')
  const receives = command.do === 'agree' ? { receives_since: (await retire(trx, actor)) ?? at } : {}
  const audience = [officersOf(row.originator), ...(command.do === 'agree' ? [keyOf.everyone] : [])]
  const status = command.do === 'agree' ? 'active' : 'declined'
  const changed = await changeKey(trx, row.id, { status, audience, decided_by: actor.account, ...receives })
  await witness(trx, actor, command.do, row.id)
  return ok(await keyProposalOf(changed))
}
