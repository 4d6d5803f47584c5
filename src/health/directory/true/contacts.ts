// SPDX-License-Identifier: Apache-2.0
/** Editors say whom to ask whether a listing is still right, and see what came of it. */
import { z } from 'zod'
import { ok, refuse } from '#basis/outcome.ts'
import { columnsOf } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { reportFor } from '../access.ts'
import { absent, askedWith, parsed, type Seat, type Trx } from '../seat.ts'
import { listingOf } from '../view.ts'
import type { ContactsDesk, ListingContact } from './contract.ts'
import { qualityOf } from './quality.ts'
import { changeContact, contactOf, countLetters, insertContact } from './store.ts'

const emailShape = z.union([z.literal(''), z.email().max(254)])

const shown = async (trx: Trx, listing: string): Promise<ListingContact> => {
  const row = await contactOf(trx, listing)
  const { asked, ...letters } = await countLetters(trx, { listing })
  return { email: row?.email ?? null, version: row?.version ?? 0, letters, asked }
}

export const contactsAt = ({ actor, now, organisation, inside, find }: Seat): ContactsDesk => ({
  contact: (id) => inside('contact', async (trx) => ((await find(trx, id)) ? ok(await shown(trx, id)) : absent())),
  setContact: (id, email, version, key) =>
    inside(
      'setContact',
      async (trx) => {
        if (!(await find(trx, id))) return absent()
        const given = parsed(emailShape, email.trim())
        if (!given.ok) return refuse('not-valid', 'This is no address of mail.', 'email')
        const [kept, at] = [given.value === '' ? null : given.value, now()]
        const known = await contactOf(trx, id)
        if ((known?.version ?? 0) !== version) return refuse('changed', 'It was changed since it was read.', 'version')
        if (known) await changeContact(trx, { listing: id, version }, { email: kept, changed_at: at })
        else
          await insertContact(trx, {
            ...{ listing: id, email: kept, changed_at: at, version: 1, ...columnsOf(reportFor(organisation)) },
          })
        // The line says that it was, and not to which address.
        const line = { verb: kept === null ? 'forget-contact' : 'set-contact', kind: 'listing', ids: [id] }
        await appendLine(trx, actor, { ...line, content: JSON.stringify([id, version + 1]) })
        return ok(await shown(trx, id))
      },
      askedWith(key, { setContact: id, email, version }),
    ),
  letters: () =>
    inside('letters', async (trx) => {
      const { asked: _, ...letters } = await countLetters(trx, { originator: organisation })
      return ok(letters)
    }),
  quality: (id) =>
    inside('quality', async (trx) => {
      const row = await find(trx, id)
      return row ? ok(qualityOf(listingOf(row), now())) : absent()
    }),
})
