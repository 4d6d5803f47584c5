// SPDX-License-Identifier: Apache-2.0
/** Small ZIP files, whole in memory, by fflate; bounded before anything is unpacked. */
import { unzipSync, zipSync } from 'fflate'

export interface ZipBounds {
  /** How many entries it may have, also those that nobody asked for. */
  entries: number
  /** Bytes that all it unpacks to may have together. */
  size: number
}

/** Whether bytes begin as a ZIP file with something in it. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

/**
 * The entries whose name is wanted, by name; undefined where it is no ZIP file, is damaged or locked, or is larger than its bounds.
 * What an entry says of its size is counted, and no more than that is ever unpacked of it.
 */
export const unzip = (
  bytes: Uint8Array,
  { entries, size }: ZipBounds,
  isWanted: (name: string) => boolean,
): Map<string, Uint8Array> | undefined => {
  let [seen, all] = [0, 0]
  try {
    const found = unzipSync(bytes, {
      filter: ({ name, size: packed, originalSize }) => {
        seen += 1
        const wanted = isWanted(name)
        // Entries may overlap: what each of them takes of the file counts too.
        if (wanted) all += Math.max(packed, originalSize)
        if (seen > entries || all > size) throw new Error('larger than it may be')
        return wanted
      },
    })
    return new Map(Object.entries(found))
  } catch {
    return undefined
  }
}

/** Files as one ZIP file, not compressed; the same files make the same bytes. */
export const zip = (files: ReadonlyMap<string, Uint8Array>): Uint8Array =>
  zipSync(Object.fromEntries(files), { level: 0, mtime: new Date(1980, 0, 1) })
