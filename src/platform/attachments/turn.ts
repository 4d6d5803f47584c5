// SPDX-License-Identifier: Apache-2.0
/** Which way up a photograph is: the one thing that Exif (CIPA DC-008) tells of the picture and not of its maker. */

const ORIENTATION = 0x0112

/** 1 to 8 as Exif has it, or 0 where it is not told. `exif`: the body of the segment. */
const turnOf = (exif: Buffer): number => {
  const tiff = exif.subarray(6)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const number = (at: number, length: 2 | 4) => {
    if (at + length > tiff.length) return 0
    return little ? tiff.readUIntLE(at, length) : tiff.readUIntBE(at, length)
  }
  const directory = number(4, 4)
  for (let n = 0; n < number(directory, 2); n++) {
    const at = directory + 2 + 12 * n
    if (number(at, 2) === ORIENTATION) return number(at + 8, 2)
  }
  return 0
}

/** An Exif body that says which way up and nothing else, or undefined where the picture stands upright. */
export const turnAlone = (exif: Buffer): Buffer | undefined => {
  const turn = turnOf(exif)
  if (turn < 2 || turn > 8) return undefined
  const entry = [1, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0]
  return Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01', 'latin1'), Buffer.from([...entry, 0, 0, 0, 0])])
}
