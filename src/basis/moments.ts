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

/** How far a clock there is from UTC at a moment: `UTC+1`, `UTC-3:30`, `UTC`. */
export const offsetOf = (moment: Date, zone: string): string => {
  const minutes = Math.round(
    (Date.parse(`${wallOf(moment, zone)}:00Z`) - Math.floor(moment.getTime() / 60_000) * 60_000) / 60_000,
  )
  if (minutes === 0) return 'UTC'
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** A zone as a reader knows it: by its city and how far it is from UTC, or by that alone. */
export const zoneName = (moment: Date, zone: string): string => {
  const offset = offsetOf(moment, zone)
  return zone.startsWith('Etc/') || !zone.includes('/') ? offset : `${zone.replaceAll('_', ' ')}, ${offset}`
}
