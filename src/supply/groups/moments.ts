// SPDX-License-Identifier: Apache-2.0
/** Moments as a clock on the wall of a time zone shows them, by the zones that the program knows (IANA). */

const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone)
  if (known) return known
  const two = '2-digit' as const
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: two, day: two, hour: two, minute: two },
  })
  formats.set(zone, format)
  return format
}

export const isZone = (zone: string): boolean => {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

/** `YYYY-MM-DDTHH:MM` as a clock there shows a moment. */
export const wallOf = (moment: Date, zone: string): string => {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  )
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`
}

/**
 * The moment at which a clock there shows `YYYY-MM-DDTHH:MM`. Where clocks are put back it is the earlier of the two; undefined
 * where they are put forward and no clock ever shows it.
 */
export const momentOf = (wall: string, zone: string): Date | undefined => {
  const asUtc = Date.parse(`${wall}:00Z`)
  if (Number.isNaN(asUtc)) return undefined
  const offsets = [-24, 24].map((hours) => {
    const near = new Date(asUtc + hours * 3_600_000)
    return Date.parse(`${wallOf(near, zone)}:00Z`) - near.getTime()
  })
  const tried = offsets.map((offset) => new Date(asUtc - offset)).sort((a, b) => a.getTime() - b.getTime())
  return tried.find((moment) => wallOf(moment, zone) === wall)
}
