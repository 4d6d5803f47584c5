// SPDX-License-Identifier: Apache-2.0
/** Names built like those of a family but not in the lists: `para-ethoxyfentanyl`, `ADB-HEXINACA`, `5-chloro-methcathinone`. */
import type { ReferenceData } from '../reference.ts'
import type { Sense } from './entries.ts'
import { classFor } from './more.ts'
import type { Candidate } from './resolve.ts'
import { senseOf } from './sense.ts'
import { createSystematic, type SystematicTables } from './systematic.ts'

const families: [RegExp, RegExp][] = [
  [/fentanyl-related/, /[\p{L}\d,'′()-]{3,}fentan[yi]l(?:e|o|um)?(?![\p{L}])/giu],
  [/nitazenes/, /[\p{L}\d,'′()-]{2,}nita(?:zene|zen|zeno|zepyne|zepine|zepipne)s?(?!\p{L})/giu],
  [/^(?:uk|fr)-cathinones/, /(?:[\p{L}\d,'′()-]{3,})cathinone?s?(?!\p{L})/giu],
  [/synthetic-cannabinoids/, /(?<![\p{L}\d])(?:[\p{L}\d'′]+-)+(?:P|B|BUT|PENT|HEX|CHM|FUB|4CN-BUT|CYB|PF?UP)?(?:INACA|INICA|ICA|P7AICA|GACLONE)(?![\p{L}\d])/gu],
  [/n-benzylphenethylamines/, /(?<![\p{L}\d])(?:25[A-Z]\d?-?|2C-[A-Z]\d?-)NBO(?:Me|H|F|MD)(?!\p{L})/giu],
  [/^(?:uk|de)-tryptamines/, /(?<![\p{L}\d])[4567]-?(?:MeO|HO|AcO|PO|F|Br|Cl)-?(?:D[EPBA]T|[A-Z]{1,2}[a-z]?[PBEM]T|NMT|MALT|DALT|DiPT|MiPT|EPT|MPT)(?!\p{L})/gu],
  [/lysergamides/, /(?<![\p{L}\d])1[a-z]{1,4}-(?:LSD|LAD|AL-LAD|ETH-LAD)(?!\p{L})/giu],
] // biome-ignore format: a table

const any = /fentan|nitaz|athinon|ACA|ICA|nbo|MeO|HO-|AcO|LSD|LAD|GACLONE/i

export type FamilyReader = (text: string, found: Candidate[]) => void

export const createFamilies = (data: ReferenceData, systematic: () => SystematicTables): FamilyReader => {
  const known = families.flatMap(([of, pattern]): [Sense, RegExp][] => {
    const id = classFor(data, of)
    if (id === undefined) return []
    const as = data.classes.find((entry) => entry.id === id)?.name ?? id
    return [[senseOf('class', id, as), pattern]]
  })
  const readSystematic = createSystematic(systematic)
  return (text, found) => {
    if (text.length > 4000) return
    readSystematic(text, found)
    if (!any.test(text)) return
    for (const [sense, pattern] of known)
      for (const { 0: match, index } of text.matchAll(pattern)) {
        const end = index + match.length
        if (
          found.some(
            (other) => other.sense?.kind !== 'class' && other.sense && other.start <= index && other.end >= end,
          )
        )
          continue
        found.push({ start: index, end, sense, by: 'class', features: ['family name'] })
      }
  }
}
