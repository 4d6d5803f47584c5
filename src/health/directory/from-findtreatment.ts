// SPDX-License-Identifier: Apache-2.0
/** Services of FindTreatment.gov as JSON: with telephone, payment, ages, languages and settings, without opening hours. */
import { z } from 'zod'
import { ok, refuse } from '#basis/outcome.ts'
import { decode } from '#interop/csv/index.ts'
import { LANGUAGES_OF, TERMS_OF } from './findtreatment-terms.ts'
import { collect, keyOfRow, positionOf, type ReadFile } from './rows.ts'

const words = z
  .string()
  .nullish()
  .transform((given) => (given ?? '').trim())
const values = z
  .array(z.string())
  .nullish()
  .transform((given) => given ?? [])

/** Of one service, as far as it is read; what else stands there is left. */
const facilityShape = z.object({
  name: words,
  name_secondary: words,
  address: z.object({ street1: words, street2: words, city: words, state: words, zip: words }),
  contact: z.object({ phone: words, intake_phone: words, hotline: words, website: words }),
  location: z.object({ latitude: z.unknown(), longitude: z.unknown() }).nullish(),
  services: z
    .object({
      ...{ type_of_care: values, service_settings: values, special_programs: values, payment_options: values },
      ...{ age_groups: values, languages: values },
      other_services: z.array(z.object({ values })).nullish(),
    })
    .nullish(),
})
type Facility = z.output<typeof facilityShape>

const fileShape = z.object({ facilities: z.array(z.unknown()) })

const TYPES = [
  ['phone', 'voice'],
  ['intake_phone', 'intake'],
  ['hotline', 'hotline'],
] as const

/** `503-220-8262 x56486` is a number and an extension. */
const phoneOf = (written: string) => {
  const [, number = '', extension = ''] = /^(\+?[\d ().-]{3,}?)\s*(?:x\s*(\d+))?$/i.exec(written) ?? []
  return number === '' ? undefined : { number, extension: extension === '0' ? '' : extension }
}

const websiteOf = (written: string) =>
  /^https?:\/\/[^/\s]+\.[^/\s]+/i.test(written) && URL.canParse(written) ? written : null

const saidOf = ({ services }: Facility): string[] =>
  services
    ? [
        ...[services.type_of_care, services.service_settings, services.special_programs, services.payment_options],
        ...[services.age_groups, services.languages, ...(services.other_services ?? []).map((other) => other.values)],
      ].flat()
    : []

/** Refuses with `not-this-format` what is no such JSON; a service that is wrong is told with its place in the list. */
export const fromFindTreatment: ReadFile = async (bytes) => {
  let file: z.output<typeof fileShape>
  try {
    file = fileShape.parse(JSON.parse(decode(bytes).text))
  } catch {
    return refuse('not-this-format', 'The file is no JSON with a list `facilities`.', 'file', { missing: 'facilities' })
  }
  const { made, take, refuse: refuseRow, note } = collect()
  for (const [index, given] of file.facilities.entries()) {
    const line = index + 1
    const parsed = facilityShape.safeParse(given)
    if (!parsed.success) {
      refuseRow(line, 'not-valid', parsed.error.issues[0]?.path.join('.'))
      continue
    }
    const { name, name_secondary, address, contact, location } = parsed.data
    const { street1, street2, city, state, zip } = address
    if (name === '') refuseRow(line, 'no-name')
    else if (city === '') refuseRow(line, 'no-city')
    else {
      const said = saidOf(parsed.data)
      const position = positionOf(location?.latitude, location?.longitude)
      if (!position) note(line, 'no-position')
      const website = websiteOf(contact.website)
      if (contact.website !== '' && website === null) note(line, 'website', contact.website)
      const phones = TYPES.flatMap(([field, type]) => {
        const phone = contact[field] === '' ? undefined : phoneOf(contact[field])
        if (contact[field] !== '' && !phone) note(line, 'phone', contact[field])
        return phone ? [{ ...phone, type }] : []
      })
      const languages = [...new Set(said.flatMap((each) => LANGUAGES_OF[each] ?? []))]
      take(line, keyOfRow(name, name_secondary, street1, street2, city, state, zip), {
        ...{ organization: name_secondary || name, name, alternateName: name_secondary, website, phones },
        terms: [...new Set(said.flatMap((each) => TERMS_OF[each] ?? []))].sort(),
        location: {
          ...{ address1: street1, address2: street2, city, region: state || null, postalCode: zip, country: 'US' },
          ...position,
        },
        languages: languages.length > 0 ? languages : null,
      })
    }
  }
  return ok(made)
}
