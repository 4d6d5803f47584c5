// SPDX-License-Identifier: Apache-2.0
/** Incidents as a PDF: what the printed page says, one a page, each page with the narrowest marking among them. */
import type { LoaderFunctionArgs } from 'react-router'
import { writePdf } from '#interop/pdf/index.ts'
import { labelOf, markings } from '../../../workspace/readers/marking.tsx'
import { speakIncidents } from '../words.ts'
import { factsOf } from './facts.ts'
import { sheetsAt } from './sheets.ts'

export async function loader(asked: LoaderFunctionArgs) {
  const { me, messages, sheets } = await sheetsAt(asked)
  const words = speakIncidents(me.language, messages)
  const { t, moment } = words
  const bytes = await writePdf({
    ...{ title: t('exports.paper'), language: me.language, missing: t('exports.missing') },
    mark: labelOf(markings[Math.max(0, ...sheets.map(({ marking }) => markings.indexOf(marking)))] ?? 'red'),
    made: `${me.organisation.name} · ${moment(new Date().toISOString())}`,
    sheets: sheets.map((sheet) => ({
      title: sheet.title || t('recalledName'),
      facts: [[t('one.marking'), labelOf(sheet.marking)], ...factsOf(words, sheet)],
      text: sheet.account ?? '',
    })),
  })
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="incidents.pdf"',
      'cache-control': 'no-store',
    },
  })
}
