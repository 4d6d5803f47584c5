// SPDX-License-Identifier: Apache-2.0
/** An agreement as its parties read it. */
import type { Actor } from '#platform/access/index.ts'
import { OFFICER, SIGNATORY } from './access.ts'
import { type Acting, actsOf, holdsOn, type Side, type Standing, statusOf } from './agreement.ts'
import type { Agreement, AgreementSummary, AgreementText, Opening } from './contract.ts'
import type { AgreementRow, SignatureRow, TextRow } from './store.ts'

/** Days before the day of review on which both parties are reminded. */
export const REMINDED_DAYS = 30

export const sideOf = ({ originator }: Pick<AgreementRow, 'originator'>, organisation: string): Side =>
  organisation === originator ? 'authority' : 'partner'

export const actingOf = (row: AgreementRow, { account, organisation, roles }: Actor): Acting => ({
  ...{ side: sideOf(row, organisation), account },
  isOfficer: roles.includes(OFFICER),
  isSignatory: roles.includes(SIGNATORY),
})

/** The text that is not agreed yet, of those that this reader sees; `texts` newest first. */
export const nextOf = (texts: readonly TextRow[]): TextRow | undefined =>
  texts.find(({ agreed_at, withdrawn_at }) => agreed_at === null && withdrawn_at === null)

export const standingOf = (
  row: AgreementRow,
  texts: readonly TextRow[],
  signatures: readonly SignatureRow[],
): Standing => {
  const next = nextOf(texts)
  const signed = signatures.filter(({ number }) => number === next?.number)
  return {
    phase: row.phase,
    suspendedBy: row.suspended_by === null ? null : sideOf(row, row.suspended_by),
    signers: signed.map(({ account }) => account),
    next: next
      ? {
          ...{ number: next.number, state: next.offered_at ? 'offered' : 'draft', digest: next.digest },
          ...{ draftedBy: next.drafted_by, signed: signed.map(({ organisation }) => sideOf(row, organisation)) },
        }
      : null,
  }
}

/** The version that this organisation knows: a draft of the other party changes nothing for it. */
export const versionFor = ({ originator, version, told_version }: AgreementRow, organisation: string): number =>
  organisation === originator ? version : told_version

const heldBy = (texts: readonly TextRow[]) =>
  texts
    .filter(({ agreed_at }) => agreed_at !== null)
    .map((text) => ({ ...text, from: text.starts_on, until: text.ends_on }))

const daysAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

export const summaryOf = (
  row: AgreementRow,
  texts: readonly TextRow[],
  { organisation }: Pick<Actor, 'organisation'>,
  today: string,
): AgreementSummary => {
  const agreed = heldBy(texts)
  const shown = holdsOn(agreed, today) ?? agreed[0] ?? texts[0]
  const status = statusOf(standingOf(row, texts, []), agreed, today)
  const { starts_on: from = '', ends_on: until = '', review_on: review = '' } = shown ?? {}
  return {
    ...{ id: row.id, title: shown?.terms.title ?? '', m: row.m, authority: row.originator, partner: row.partner },
    ...{ status, from, until, review, version: versionFor(row, organisation) },
    reviewDue: status === 'in-force' && review <= daysAfter(today, REMINDED_DAYS),
  }
}

/** The text that holds on a day, or else the newest: what is said of an agreement as a whole is said of it. */
export const mainText = (texts: readonly TextRow[], today: string): TextRow | undefined =>
  holdsOn(heldBy(texts), today) ?? texts[0]

const textView = (text: TextRow, signatures: readonly SignatureRow[], holds: boolean): AgreementText => {
  const { number, terms, parties, sections, digest, offered_at, agreed_at, withdrawn_at } = text
  return {
    ...{ number, terms, parties, digest, holds },
    state: agreed_at ? 'agreed' : withdrawn_at ? 'withdrawn' : offered_at ? 'offered' : 'draft',
    text: sections,
    drafted: text.drafted_at.toISOString(),
    offered: offered_at?.toISOString() ?? null,
    agreed: agreed_at?.toISOString() ?? null,
    signatures: signatures
      .filter((each) => each.number === number)
      .map(({ organisation, signed_at }) => ({ organisation, at: signed_at.toISOString() })),
  }
}

interface Kept {
  row: AgreementRow
  texts: readonly TextRow[]
  signatures: readonly SignatureRow[]
}

export const agreementOf = (
  { row, texts, signatures }: Kept,
  actor: Actor,
  opens: Opening[],
  today: string,
): Agreement => {
  const held = row.phase === 'agreed' ? holdsOn(heldBy(texts), today)?.number : undefined
  const { phase, reason, suspended_by, ended_at } = row
  return {
    ...summaryOf(row, texts, actor, today),
    texts: texts.map((text) => textView(text, signatures, text.number === held)),
    suspended: phase === 'suspended' && suspended_by ? { by: suspended_by, reason: reason ?? '' } : null,
    ended: ended_at ? { at: ended_at.toISOString(), reason: reason ?? '' } : null,
    opens,
    may: actsOf(standingOf(row, texts, signatures), actingOf(row, actor)),
  }
}
