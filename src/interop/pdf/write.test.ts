// SPDX-License-Identifier: Apache-2.0
/** Read back by another program's reader (pdf.js). */
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { type Paper, writePdf } from './index.ts'

const paper = (over: Partial<Paper> = {}): Paper => ({
  ...{ title: 'Incidents', language: 'fr', mark: 'TLP:AMBER', made: 'Douanes d’Orvane · 2026-11-22' },
  missing: 'Some letters are not in this file.',
  sheets: [
    {
      title: 'Quarante fûts',
      facts: [['Lieu', 'Port Azur'] as const, ['Частица', 'α-PVP › ¼ ± °'] as const],
      text: 'Un.\n\nDeux.',
    },
    { title: 'Second', facts: [], text: 'Long. '.repeat(2000) },
  ],
  ...over,
})
const read = async (made: Paper) => {
  const document = await getDocumentProxy(new Uint8Array(await writePdf(made)))
  const { text } = await extractText(document)
  return { document, pages: text }
}

test('each sheet begins a page, each page says its marking, number and maker, and letters of three alphabets are read', async () => {
  const { document, pages } = await read(paper())
  expect(pages.length).toBeGreaterThan(2)
  for (const [n, page] of pages.entries()) {
    expect(page.match(/TLP:AMBER/g)).toHaveLength(2)
    expect(page).toContain(`Douanes d’Orvane · 2026-11-22 · ${n + 1}/${pages.length}`)
  }
  expect(pages[0]).toMatch(/Quarante fûts[\s\S]*Lieu[\s\S]*Port Azur[\s\S]*Частица[\s\S]*α-PVP[\s\S]*Un\.[\s\S]*Deux\./)
  expect(pages[1]).toMatch(/^[\s\S]{0,40}Second/)
  const info = (await document.getMetadata()).info as Record<string, unknown>
  expect([info.Title, info.Language]).toEqual(['Incidents', 'fr'])
  const tree = JSON.stringify(await (await document.getPage(1)).getStructTree())
  for (const role of ['Document', 'H1', 'L', 'LI', 'Lbl', 'LBody', 'P']) expect(tree).toContain(`"role":"${role}"`)
})

test('where letters are in no font the paper says so, and only there', async () => {
  const chinese = paper({ sheets: [{ title: '乙酸酐', facts: [], text: '' }] })
  expect((await read(chinese)).pages[0]).toContain('Some letters are not in this file.')
  expect((await read(paper())).pages.join()).not.toContain('Some letters')
})
