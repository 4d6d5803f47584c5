// SPDX-License-Identifier: Apache-2.0
/** What goes out over HTTP, as zod shapes: they type the answers and describe them, field by field. */
import { z } from '@hono/zod-openapi'

const reference = z.string().describe('Version of the reference data that answered.')
const count = (description: string) => z.number().int().describe(description)
const jurisdiction = z.string().describe('INT for a convention, else the two-letter country code.')
const substanceId = z.string().describe('Stable id of the substance, as in `/api/substances/{id}`.')
const span = z
  .tuple([z.number().int(), z.number().int()])
  .describe('Start and end in the text, in UTF-16 units from 0; the end is excluded.')

const control = z
  .object({
    jurisdiction,
    instrument: z.string().describe('The convention or law, e.g. `1988`.'),
    schedule: z.string().describe('The schedule or table of it, e.g. `Table I`.'),
    since: z.string().nullable().describe('First day in force, YYYY-MM-DD; null where it is not known.'),
    until: z.string().nullable().describe('First day no longer in force, YYYY-MM-DD; null while it is in force.'),
    precision: z
      .enum(['day', 'year'])
      .nullable()
      .describe('How exactly `since` is known: to the day, or to the year alone; null where there is no date.'),
    checked: z.boolean().describe('True only where a source was read that says so.'),
    source: z.string().describe('Where it is said.'),
  })
  .openapi('Control', { description: 'One control, in force from `since` up to but not including `until`.' })

const finding = z
  .object({
    id: z.string().describe('Id of the substance, class or piece of equipment in the reference data.'),
    kind: z
      .enum(['listed', 'class', 'watch', 'equipment'])
      .describe(
        'listed: named in a schedule or table; class: inside a class definition; watch: watched, not scheduled as far as known; equipment.',
      ),
    name: z.string().describe('Its English reference name.'),
    controls: z.array(control).describe('In force on the day and in the jurisdictions asked for.'),
    by: z
      .enum(['cas', 'inchikey', 'name', 'spelling', 'code', 'street', 'hs', 'structure', 'class', 'equipment'])
      .describe('The evidence by which it was found.'),
    as: z.string().describe('The reference entry that matched.'),
    relation: z
      .enum(['same', 'salt', 'isotopologue', 'stereoisomer', 'tautomer', 'isomer', 'ester', 'ether'])
      .optional()
      .describe('How the molecule relates to the substance; only for molecules.'),
    span: span.optional(),
    atoms: z
      .array(z.number().int())
      .optional()
      .describe('Indices of the atoms that matched, in the molecule as given, from 0; only for molecules.'),
    certainty: z.number().describe('Of the findings said to be 0.9 certain, nine in ten are right.'),
  })
  .openapi('Finding', { description: 'One thing found, and the evidence for it. A reason to look, not a verdict.' })

const amount = z
  .object({
    text: z.string().describe('What was read.'),
    span,
    value: z.string().describe('Decimal string, the total in `unit`: packs are counted in.'),
    unit: z.enum(['kg', 'm3', '1', '%', 'mol/L']).describe('UCUM: kg, m3, 1 (pieces), % and mol/L (concentrations).'),
    packs: z.number().optional().describe('How many packs, where the text says so.'),
    packaging: z.string().optional().describe('What kind of pack, where the text says so, e.g. `drum`.'),
  })
  .openapi('Amount', { description: 'An amount read in the text.' })

const rowError = z
  .object({ code: z.string().describe('For programs.'), detail: z.string().describe('In English, for developers.') })
  .optional()
  .describe('Only where the row could not be read or judged.')

export const matchedRow = z
  .object({
    line: count('Counted from 1, without a header.'),
    text: z.string().describe('What was judged; `span` counts in it.'),
    findings: z.array(finding).describe('Empty where nothing was found, which is no statement that nothing is.'),
    amounts: z.array(amount).describe('Amounts read in the text; none for a molecule.'),
    reference,
    error: rowError,
  })
  .openapi('MatchedRow', { description: 'The answer to one line, row or molecule.' })

export const matchAnswer = z
  .object({ reference, results: z.array(matchedRow).describe('One a line, in the order asked.') })
  .openapi('MatchAnswer', { description: 'One result a line, in the order asked.' })

const summary = z
  .object({
    id: substanceId,
    kind: z
      .enum(['listed', 'watch'])
      .describe('listed: named in a schedule or table; watch: watched, not scheduled as far as known.'),
    name: z
      .object({ en: z.string().describe('In English.'), fr: z.string().describe('In French.') })
      .describe('Reference name.'),
    group: z.string().describe('The chemical or pharmacological group.'),
    cas: z.string().describe('CAS number; empty where there is none.'),
    controls: z.array(control).describe('In force on the day asked for.'),
  })
  .openapi('SubstanceSummary', { description: 'Enough to recognise a substance and see whether it is controlled.' })

export const substancePage = z
  .object({
    items: z.array(summary).describe('Up to 50; exact names first, then by English name.'),
    total: count('How many substances were found on all pages.'),
    page: count('This page, from 1, 50 a page; the last one where a later one was asked for.'),
    pages: count('How many pages there are, at least 1.'),
    reference,
  })
  .openapi('SubstancePage', { description: 'One page of the substances found.' })

const knownName = z.object({
  name: z.string().describe('The name.'),
  kind: z.string().describe('inn, iupac, trade, translation, abbreviation, code, salt or street.'),
  language: z.string().describe('Two-letter language code.'),
})

const salt = z.object({
  id: substanceId,
  form: z.string().describe('The salt, e.g. `hydrochloride`.'),
  cas: z.string().describe('CAS number of that salt.'),
})

const hsCode = z.object({
  hs6: z.string().describe('Six-digit code of the Harmonized System.'),
  description: z.string().describe('What the code covers.'),
  relation: z.string().describe('exact, preparation, broader or residual: how the code relates to the substance.'),
})

const classDefinition = z.object({
  id: z.string().describe('Id of the class definition.'),
  name: z.string().describe('Name of the class.'),
  jurisdiction,
  definition: z.string().describe('What the class covers, in words.'),
  note: z.string().describe('What to know when reading it; may be empty.'),
  control,
})

const neighbour = summary.extend({
  similarity: z.number().describe('From 0 to 1: Tanimoto similarity of Morgan fingerprints.'),
})

export const substanceRecord = summary
  .extend({
    smiles: z.string().describe('The molecule; empty where the structure is not known.'),
    inchikey: z.string().describe('InChIKey; empty where the structure is not known.'),
    formula: z.string().describe('Molecular formula; empty where the structure is not known.'),
    confidence: z
      .enum(['two-sources', 'one-source', 'knowledge'])
      .describe('How well the structure is supported; says nothing about legal status.'),
    reason: z.string().describe('Why it is watched; empty for a listed substance.'),
    history: z.array(control).describe('Every control known, past ones included.'),
    names: z.array(knownName).describe('Every name known, in any language.'),
    salts: z.array(salt).describe('Salts with a number of their own.'),
    hsCodes: z.array(hsCode).describe('Customs codes under which it may be declared.'),
    classes: z.array(classDefinition).describe('Class definitions that its molecule falls inside.'),
    neighbours: z.array(neighbour).describe('Substances nearest in structure, nearest first.'),
    drawing: z.string().nullable().describe('SVG; null where the structure is not known.'),
    reference,
  })
  .openapi('Substance', { description: 'All that the reference knows of one substance.' })

export const referenceVersion = z
  .object({
    version: z.string().describe('Date and content hash of the reference data.'),
    servedSince: z.iso.datetime().describe('When this node first answered by it.'),
  })
  .openapi('ReferenceVersion', { description: 'Which reference data answers here.' })
