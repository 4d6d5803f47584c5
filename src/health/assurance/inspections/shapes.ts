// SPDX-License-Identifier: Apache-2.0
/** What HTTP tells of inspections, described. */
import { z } from '@hono/zod-openapi'
import { SETTINGS } from '../contract.ts'
import { domains, question, result } from '../shapes.ts'
import { FINDING_STATES, INSPECTION_STATES, SEVERITIES } from './contract.ts'
import { SEEN } from './sheet.ts'

const setting = z.enum(SETTINGS).describe('Where the service works.')
const id = (of: string) => z.uuid().describe(of)
const moment = (of: string) => z.string().describe(`${of} ISO 8601 in UTC.`)
const day = (of: string) => z.string().describe(`${of} YYYY-MM-DD.`)
const count = (of: string) => z.number().int().describe(of)
const digest = (of: string) => z.string().describe(`${of} SHA-256, hexadecimal.`)
const version = count('Goes up with each change.')

export const filed = z
  .object({
    id: id('Of the file.'),
    name: z.string().describe('Without folders.'),
    type: z.string().describe('Media type, by its bytes.'),
    size: count('Bytes.'),
    sha256: digest('Of the bytes as they are served.'),
  })
  .openapi('InspectionFile', { description: 'A file of a finding.' })
export const photograph = filed
  .extend({
    turn: count('Which way up it lies, as Exif tells: 1 upright, 3 upside down. Nothing was turned.'),
    holds: z
      .array(z.string())
      .describe('What its metadata tells: place, time, device, author, other. Nothing was taken out.'),
    at: moment('When it came.'),
  })
  .openapi('InspectionPhotograph', { description: 'A photograph of a visit, byte by byte as it was taken.' })

export const inspectionSummary = z.object({
  id: id('Of the inspection.'),
  accreditation: id('Of the application that it concerns; null where the service never applied.').nullable(),
  body: id('The organisation that inspects.'),
  provider: id('The organisation that runs the service.'),
  service: id('Of the service in the directory.'),
  serviceName: z.string().describe('Its name when it was assessed.'),
  setting,
  announced: z.boolean().describe('Whether the provider is told before.'),
  on: day('For which it is planned.'),
  visited: day('Of the visit.').nullable(),
  state: z.enum(INSPECTION_STATES).describe('Where it stands.'),
  open: count('Findings that are not closed.'),
  overdue: count('Those of them whose day is over.'),
  isMine: z.boolean().describe('Whether it waits for this actor.'),
  version,
})

export const share = z
  .object({
    all: count('Visits of this year that are planned or made.'),
    unannounced: count('Those of them that are not announced.'),
    closed: count('Visits to inpatient, residential and prison services.'),
    closedUnannounced: count('Those of them that are not announced.'),
  })
  .nullable()
  .describe('Of the body’s plan; null for everybody else.')

export const finding = z
  .object({
    id: id('Of the finding.'),
    number: count('From 1.'),
    criterion: z.string().describe('Id of the criterion.'),
    severity: z.enum(SEVERITIES).describe('How grave it is.'),
    found: z.string().describe('What was found.'),
    due: day('By which it is corrected.'),
    isOverdue: z.boolean().describe('Whether that day is over and it is not closed.'),
    status: z.enum(FINDING_STATES).describe('Where it stands.'),
    owner: z.string().nullable().describe('Who at the provider sees to it.'),
    action: z.string().nullable().describe('What is done about it.'),
    shown: z.string().nullable().describe('What shows that it is done.'),
    note: z.string().nullable().describe('The last word of the body.'),
    told: moment('When it was told.'),
    whyAdded: z.string().nullable().describe('Why it was added after the visit was finished; null where it was not.'),
    closed: moment('When the body closed it.').nullable(),
    proofs: z.array(filed).describe('Files of the provider.'),
    version,
    may: z.array(z.string()).describe('What this actor may do with it now.'),
  })
  .openapi('ServiceFinding', { description: 'What an inspection found, and its correction.' })

const isRevoked = z
  .boolean()
  .describe('Whether it came after its device was reported lost: it counts only where a person says so.')
const entry = z.object({
  key: z.string().describe('Stable while the answer is the same.'),
  device: z.uuid().nullable().describe('Which brought it; null where it was written on the page.'),
  author: id('Account of the inspector.'),
  reply: z.enum(SEEN).describe('How far it is so.'),
  note: z.string().describe('What was seen.'),
  at: moment('When it was written down, by the clock of the device.'),
  photographs: z.array(z.string()).describe('Digests of those that show it.'),
  isOld: z.boolean().describe('Whether it answers an old edition of the form.'),
  isLate: z.boolean().describe('Whether it came after the visit was finished.'),
  isRevoked,
})

export const inspection = inspectionSummary
  .extend({
    why: z.string().nullable().describe('What to look at; for the body alone.'),
    criteria: z.string().describe('Version of the criteria.'),
    edition: count('Goes up when what is asked becomes another.'),
    inspectors: count('How many inspect.'),
    inspects: z.boolean().describe('Whether this actor does.'),
    stoodAside: count('How many stood aside for a tie; for the body alone.'),
    domains,
    questions: z.array(question).describe('The form of the visit.'),
    merged: z
      .array(
        z.object({
          criterion: z.string().describe('Its id.'),
          entries: z.array(entry).describe('The latest of each device and person.'),
          counts: z.string().nullable().describe('Key of the one that counts.'),
          isOpen: z.boolean().describe('Whether a person has to decide.'),
        }),
      )
      .describe('What was answered, by criterion.'),
    devices: z
      .array(
        z.object({
          id: id('Of the device.'),
          name: z.string().describe('What its inspector calls it.'),
          isMine: z.boolean().describe('Whether it is this actor’s.'),
          taken: moment('When the pack was taken.'),
          isOld: z.boolean().describe('Whether its pack is of an old edition.'),
          revoked: moment('When it was reported lost.').nullable(),
        }),
      )
      .describe('On which the pack was taken along.'),
    photographs: z.array(photograph).describe('As they were taken.'),
    awaited: z.array(z.string()).describe('Digests that a signed sheet names and whose bytes have not come.'),
    report: z.string().nullable().describe('What was seen.'),
    result: result
      .extend({ unseen: count('Criteria that were not looked at.') })
      .nullable()
      .describe('Over what was looked at.'),
    findings: z.array(finding).describe('What is to be corrected.'),
    may: z.array(z.string()).describe('What this actor may do with it now.'),
  })
  .openapi('ServiceInspection', { description: 'A visit of an accreditation body, as whoever asks may read it.' })

export const pack = z
  .object({
    inspection: id('Of the inspection.'),
    device: id('Under which this device is registered.'),
    criteria: z.string().describe('Version of the criteria.'),
    edition: count('Of the inspection.'),
    service: z
      .object({
        id: id('Of the service in the directory.'),
        name: z.string().describe('Its name.'),
        city: z.string().nullable().describe('Where it is; null where it helps from afar.'),
        setting,
      })
      .describe('What is visited.'),
    on: day('For which it is planned.'),
    announced: z.boolean().describe('Whether the provider was told.'),
    why: z.string().describe('What to look at.'),
    domains,
    questions: z.array(question.omit({ answer: true })).describe('The form.'),
    taken: moment('When it was taken.'),
  })
  .openapi('InspectionPack', { description: 'What an inspector takes along where there is no network.' })

export const receipt = z
  .object({
    digest: digest('Of the sheet.'),
    received: moment('When it came first.'),
    awaited: z.array(z.string()).describe('Digests of its photographs whose bytes have not come.'),
    open: z.array(z.string()).describe('Criteria on which a person has to decide.'),
    isOld: z.boolean().describe('Whether it answers an old edition of the form.'),
    isLate: z.boolean().describe('Whether it came after the visit was finished.'),
    isRevoked,
  })
  .openapi('InspectionReceipt', { description: 'What was kept of a sheet.' })
