// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes to records, for files of any size: RFC 4180 CSV, or plain lines. Memory is bounded by `limit`; a record
 * that cannot be read is told with its line and the next ones are kept. Line ends may be mixed (LF, CRLF, CR).
 *
 * Departures from RFC 4180, for files as people have them: a quote inside an unquoted field is an ordinary
 * character (`5" pipe`), and a quote that never closes costs its own line only: reading resumes at the next.
 */

export interface RawRecord {
  /** Physical line on which the record begins, from 1. */
  line: number
  /** Offset in the file of the first byte after the record and its line end: where reading may resume. */
  next: number
  /** Physical line on which the next record begins. */
  nextLine: number
  bytes: Uint8Array
  problem?: 'too-long' | 'open-quote'
}

export interface RecordOptions {
  /** The delimiter's byte; quotes are honoured at the beginning of a field. Absent: every line is a record. */
  delimiter?: number
  /** Longest record in bytes; 1 MiB where absent. */
  limit?: number
  /** Where in the file the first byte given lies, and on which line, when resuming. */
  offset?: number
  line?: number
}

const LF = 10
const CR = 13
const QUOTE = 34
const EMPTY = new Uint8Array(0)

type Scan = { end: number; after: number; lines: number } | 'more'

/**
 * Finds the end of the record that begins at `start`. `multiline` says whether a quoted field may hold line ends.
 * `final` says that no more bytes will come, so the end of the bytes ends the record.
 */
const scan = (
  bytes: Uint8Array,
  start: number,
  delimiter: number | undefined,
  multiline: boolean,
  final: boolean,
): Scan | 'open-quote' => {
  let quoted = false
  let fieldBegins = true
  let lines = 1
  for (let i = start; i < bytes.length; i++) {
    const byte = bytes[i]
    if (quoted && byte === QUOTE) {
      const next = bytes[i + 1]
      if (next === undefined && !final) return 'more'
      if (next === QUOTE) i++
      else if (lines > 1 && next !== delimiter && next !== LF && next !== CR && next !== undefined) return 'open-quote'
      else quoted = false
    } else if (byte === LF || byte === CR) {
      const crlf = byte === CR && bytes[i + 1] === LF
      if (byte === CR && i + 1 === bytes.length && !final) return 'more' // the LF may be in the next chunk
      if (!quoted || !multiline) return { end: i, after: i + (crlf ? 2 : 1), lines }
      lines++
      if (crlf) i++
    } else if (fieldBegins && byte === QUOTE && delimiter !== undefined) {
      quoted = true
    }
    fieldBegins = !quoted && byte === delimiter
  }
  if (!final) return 'more'
  return quoted && multiline && lines > 1 ? 'open-quote' : { end: bytes.length, after: bytes.length, lines }
}

const join = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  if (a.length === 0) return b
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** Every record of the byte stream in order, empty lines included. */
export async function* readRecords(
  chunks: AsyncIterable<Uint8Array>,
  { delimiter, limit = 1 << 20, offset = 0, line = 1 }: RecordOptions = {},
): AsyncGenerator<RawRecord> {
  let held: Uint8Array = EMPTY
  let skipping: number | undefined // the line of a record too long to hold, until its end comes
  let plainUntil = 0 // up to here a quote was found open, so quoted fields hold no line ends: keeps reading linear

  function* drain(final: boolean): Generator<RawRecord> {
    let at = 0
    while (at < held.length) {
      const here = offset + at
      const multiline = here >= plainUntil && skipping === undefined
      let found = scan(held, at, skipping === undefined ? delimiter : undefined, multiline, final)
      if (found === 'more' && held.length - at > limit) {
        const first = scan(held, at, undefined, false, false)
        found = first === 'more' ? 'more' : 'open-quote'
        if (first === 'more') {
          skipping ??= line
          at = held.length
          break
        }
      }
      if (found === 'more' && skipping !== undefined) at = held.length - (held.at(-1) === CR ? 1 : 0)
      if (found === 'more') break
      if (found === 'open-quote') {
        plainUntil = offset + held.length
        const first = scan(held, at, undefined, false, true)
        if (typeof first === 'string') break
        yield {
          line,
          next: offset + first.after,
          nextLine: ++line,
          bytes: held.subarray(at, first.end),
          problem: 'open-quote',
        }
        at = first.after
        continue
      }
      const tooLong = skipping !== undefined || found.end - at > limit
      const bytes = tooLong ? held.subarray(at, Math.min(found.end, at + 80)) : held.subarray(at, found.end)
      const nextLine = line + found.lines
      const record = { line: skipping ?? line, next: offset + found.after, nextLine, bytes }
      yield tooLong ? { ...record, problem: 'too-long' as const } : record
      skipping = undefined
      line = nextLine
      at = found.after
    }
    offset += at
    held = at === held.length ? EMPTY : held.subarray(at)
  }

  for await (const chunk of chunks) {
    held = join(held, chunk)
    yield* drain(false)
  }
  yield* drain(true)
  if (skipping !== undefined)
    yield { line: skipping, next: offset, nextLine: skipping + 1, bytes: EMPTY, problem: 'too-long' }
}
