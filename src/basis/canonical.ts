// SPDX-License-Identifier: Apache-2.0
/** JSON with one spelling for each value (RFC 8785), so that a digest of it means the same on both nodes. */

/** Deeper values are refused: reading them must not exhaust the stack. */
export const MOST_DEPTH = 64

/** Throws a RangeError on what is too deep, a TypeError on what JSON cannot hold. Members that are undefined vanish. */
export const canonical = (value: unknown, depth = 0): string => {
  if (depth > MOST_DEPTH) throw new RangeError(`Nested deeper than ${MOST_DEPTH} levels.`)
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each ?? null, depth + 1)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, each]) => each !== undefined)
    members.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each, depth + 1)}`).join(',')}}`
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`JSON has no ${value}.`)
  const text = JSON.stringify(value)
  if (text === undefined) throw new TypeError(`JSON has no ${typeof value}.`)
  return text
}
