// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

/** One page or more: a heading, what is known in pairs, and a text. */
export interface Sheet {
  title: string
  facts: readonly (readonly [label: string, value: string])[]
  text: string
}

export interface Paper {
  title: string
  /** BCP 47. */
  language: string
  /** Stands at the head and foot of each page, such as a marking of TLP 2.0 that says who may read the paper. */
  mark: string
  /** Stands beside the page's number: who made it, and when. */
  made: string
  /** Said on the first page where a letter of the paper is in none of the fonts: Latin, Greek and Cyrillic are. */
  missing: string
  sheets: readonly Sheet[]
}

const font = (name: string) =>
  readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans/${name}.ttf`))
let fonts: Record<'regular' | 'bold', Buffer> | undefined
const openFonts = () => {
  fonts ??= {
    regular: font('400Regular/NotoSans_400Regular'),
    bold: font('700Bold/NotoSans_700Bold'),
  }
  return fonts
}

const MARGIN = 56
const FOOT = 34
const LABELS = 130

type Doc = PDFKit.PDFDocument
type Group = PDFKit.PDFStructureElement

/** Whether a font has each letter; line ends and tabs are no letters. */
const isDrawn = (doc: Doc, text: string): boolean => {
  const own = doc as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } }
  return [...text].every(
    (letter) => /\s/.test(letter) || own._font.font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0),
  )
}

const drawSheet = (doc: Doc, document: Group, { title, facts, text }: Sheet): void => {
  const width = doc.page.width - 2 * MARGIN
  const tell = (tag: 'H1' | 'P' | 'Lbl' | 'LBody', draw: () => void) => doc.struct(tag, {}, draw)
  document.add(
    tell('H1', () =>
      doc
        .font('bold')
        .fontSize(15)
        .text(title, MARGIN, MARGIN + 24, { width }),
    ),
  )
  doc.moveDown(0.7)
  const list = doc.struct('L')
  document.add(list)
  doc.fontSize(10)
  for (const [label, value] of facts) {
    if (doc.y > doc.page.height - MARGIN - 40) doc.addPage()
    const item = doc.struct('LI')
    const top = doc.y
    let below = top
    list.add(item)
    item.add(
      tell('Lbl', () => {
        doc
          .font('regular')
          .fillColor('#4a5c62')
          .text(label, MARGIN, top, { width: LABELS - 10 })
        below = doc.y
      }),
    )
    const page = doc.page
    item.add(
      tell('LBody', () => {
        doc.fillColor('#14252b').text(value, MARGIN + LABELS, top, { width: width - LABELS })
      }),
    )
    if (doc.page === page) doc.y = Math.max(doc.y, below)
    doc.y += 5
    item.end()
  }
  list.end()
  doc.moveDown(0.5)
  for (const part of text.split(/\n{2,}/).filter((each) => each.trim() !== ''))
    document.add(tell('P', () => doc.text(part, MARGIN, doc.y, { width, paragraphGap: 6 })))
}

/** Head and foot of every page, which a screen reader passes over. */
const drawEdges = (doc: Doc, { mark, made }: Paper): void => {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page)
    doc.page.margins.bottom = 0 // what stands in the margin begins no new page
    const width = doc.page.width - 2 * MARGIN
    const line = { width, lineBreak: false }
    doc.markContent('Artifact', { type: 'Pagination' })
    doc.font('bold').fontSize(10).fillColor('#14252b')
    doc.text(mark, MARGIN, FOOT, { ...line, align: 'right' })
    doc.text(mark, MARGIN, doc.page.height - FOOT - 10, { ...line, align: 'right' })
    doc.font('regular').text(`${made} · ${page - start + 1}/${count}`, MARGIN, doc.page.height - FOOT - 10, line)
    doc.endMarkedContent()
  }
}

/** The paper's bytes. Each sheet begins a page. */
export const writePdf = (paper: Paper): Promise<Uint8Array> => {
  const { title, language, missing, sheets } = paper
  const { regular, bold } = openFonts()
  const doc = new PDFDocument({
    ...{ size: 'A4', margin: MARGIN, bufferPages: true, autoFirstPage: false },
    ...{ pdfVersion: '1.7', tagged: true, displayTitle: true, lang: language, info: { Title: title } },
  })
  const parts: Uint8Array[] = []
  const done = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (part: Uint8Array) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
  doc.registerFont('regular', regular)
  doc.registerFont('bold', bold)
  const document = doc.struct('Document')
  doc.addStructure(document)
  doc.addPage()
  doc.font('regular')
  const all = sheets.flatMap((sheet) => [sheet.title, sheet.text, ...sheet.facts.flat()]).join('')
  if (!isDrawn(doc, all))
    document.add(doc.struct('P', {}, () => doc.fontSize(10).text(missing, MARGIN, MARGIN, { width: 480 })))
  for (const [n, sheet] of sheets.entries()) {
    if (n > 0) doc.addPage()
    drawSheet(doc, document, sheet)
  }
  document.end()
  drawEdges(doc, paper)
  doc.end()
  return done
}
