// SPDX-License-Identifier: Apache-2.0
/** What an alert or a report is of, with names in the reader's language, for the loaders. */
import type { Subject } from '#supply/suspicions/contract.ts'
import type { SuspicionsDoor } from './contexts.ts'

interface Reader extends Pick<SuspicionsDoor, 'country'> {
  language: 'en' | 'fr'
  /** ISO 4217, of payments. */
  currency: string
}

export const aboutIn = (about: Subject, { language, country, currency }: Reader) => {
  const countryIn = (code: string) => (code === '' ? '' : country(code, language))
  return about.leg === 'payment'
    ? { ...about, currency }
    : about.leg === 'parcel'
      ? {
          ...about,
          countries: {
            sender: countryIn(about.parcel.sender.country),
            addressee: countryIn(about.parcel.addressee.country),
          },
        }
      : about.leg === 'listing'
        ? about
        : {
            ...about,
            countries: {
              customer: country(about.order.customer.country, language),
              delivery: about.order.delivery.country ? country(about.order.delivery.country, language) : null,
            },
          }
}
export type SaidSubject = ReturnType<typeof aboutIn>
