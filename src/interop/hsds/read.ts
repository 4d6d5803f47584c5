// SPDX-License-Identifier: Apache-2.0
/** HSDS 3.0: what is read of others' files. Whatever may be missing or null is undefined; what is not read is left. */
import { z } from 'zod'

const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((given) => (given === null || given === undefined ? undefined : String(given).trim() || undefined))
/** A number, also where it is written as a text. */
const number = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((given) => {
    const read = typeof given === 'string' && given.trim() !== '' ? Number(given) : given
    return typeof read === 'number' && Number.isFinite(read) ? read : undefined
  })
const list = <S extends z.ZodType>(shape: S) =>
  z
    .array(shape)
    .nullish()
    .transform((given) => given ?? [])

const attribute = z.object({
  ...{ link_type: text, value: text, taxonomy_term_id: text },
  taxonomy_term: z.object({ id: text, code: text, name: text }).nullish(),
})
const attributes = list(attribute)
const phone = z.object({ number: text, extension: text, type: text, description: text, attributes })
const schedule = z.object({
  ...{ freq: text, interval: number, byday: text, byweekno: text, bymonthday: text, byyearday: text, until: text },
  ...{ opens_at: text, closes_at: text, timezone: number, valid_from: text, valid_to: text, attributes },
})
const language = z.object({ name: text, code: text })
const address = z.object({
  ...{ address_1: text, address_2: text, city: text, state_province: text, postal_code: text, country: text },
  address_type: text,
})
const location = z.object({
  ...{ id: text, location_type: text, latitude: number, longitude: number, transportation: text, attributes },
  accessibility: list(z.object({ description: text, details: text })),
  ...{ addresses: list(address), phones: list(phone), schedules: list(schedule), languages: list(language) },
})
/** Of HSDS 3.1. */
const capacity = z.object({ available: number, maximum: number, updated: text })
const atLocation = z.object({ id: text, phones: list(phone), schedules: list(schedule), location: location.nullish() })

export const hsdsServiceShape = z.object({
  ...{ id: text, name: text, alternate_name: text, url: text, status: text, minimum_age: number, maximum_age: number },
  ...{ assured_date: text, organization: z.object({ name: text }).nullish() },
  ...{ phones: list(phone), schedules: list(schedule), languages: list(language), attributes },
  ...{ capacities: list(capacity), wait_time: text },
  cost_options: list(z.object({ amount: number })),
  service_at_locations: list(atLocation),
})
export type HsdsServiceRead = z.output<typeof hsdsServiceShape>
export type HsdsScheduleRead = z.output<typeof schedule>
export type HsdsPhoneRead = z.output<typeof phone>
export type HsdsLocationRead = z.output<typeof location>
export type HsdsAttributeRead = z.output<typeof attribute>

/**
 * The services of a text, each as it stands there: a page of the API, a list, one service, or one a line. Undefined where it
 * is none of these.
 */
export const hsdsServicesIn = (written: string): unknown[] | undefined => {
  const parse = (part: string): unknown => JSON.parse(part)
  try {
    const whole = parse(written)
    if (Array.isArray(whole)) return whole
    const { contents, services, name } = (whole ?? {}) as Record<string, unknown>
    return [contents, services].find((each) => Array.isArray(each)) ?? (typeof name === 'string' ? [whole] : undefined)
  } catch {
    try {
      const lines = written.split('\n').filter((line) => line.trim() !== '')
      return lines.length > 0 ? lines.map(parse) : undefined
    } catch {
      return undefined
    }
  }
}
