// SPDX-License-Identifier: Apache-2.0
/** An incident that carries our extension. What it says there counts; objects around it say the same to others. */
import { type Outcome, ok, type Refusal, refuse } from '#basis/outcome.ts'
import { EXTENSIONS } from './definitions.ts'
import { idOf } from './ids.ts'
import { type ExchangedIncident, exchangedIncidentShape, extensionShape } from './incident.ts'
import { markingOf, strictest } from './markings.ts'
import type { StixObject } from './objects.ts'

const OURS = `extensions.${EXTENSIONS.incident}`

type Marks = { marking_ref?: string; selectors: string[] }[]

/**
 * An incident that carries our extension; `undefined` as value for one that does not. Refuses what the extension does
 * not allow, and an incident of which nobody says who may read it.
 */
export const readIncident = (
  object: StixObject,
): Outcome<ExchangedIncident | undefined, Refusal<'wrong-shape' | 'unknown-code'>> => {
  const extension = (object.extensions as Record<string, unknown> | undefined)?.[EXTENSIONS.incident]
  if (extension === undefined) return ok(undefined)
  const read = extensionShape.safeParse(extension)
  if (!read.success) {
    const [issue] = read.error.issues
    const code = issue?.code === 'invalid_value' ? 'unknown-code' : 'wrong-shape'
    return refuse(code, issue?.message ?? 'It is not as the extension says.', [OURS, ...(issue?.path ?? [])].join('.'))
  }
  const { extension_type: _, id = object.id.slice('incident--'.length), withheld, title, ...content } = read.data
  if (idOf('incident', id) !== object.id)
    return refuse('wrong-shape', 'It is the id of another incident.', `${OURS}.id`)
  const marks = (object.granular_markings ?? []) as Marks
  const tlp = (some: Marks) => markingOf(some.flatMap(({ marking_ref }) => marking_ref ?? []))
  const isOfParts = ({ selectors }: Marks[number]) =>
    selectors.every((each) => each.startsWith(`${OURS}.parties`) || each.startsWith(`${OURS}.identifiers`))
  const own = markingOf((object.object_marking_refs ?? []) as string[])
  if (own === undefined) return refuse('wrong-shape', 'Nothing says who may read it (TLP).', 'object_marking_refs')
  // A mark on any other part is obeyed for the whole: a circle may become narrower on its way, never wider.
  const rest = tlp(marks.filter((mark) => !isOfParts(mark)))
  const partiesMarking = tlp(marks.filter(isOfParts))
  const incident = exchangedIncidentShape.safeParse({
    ...{ ...content, id, title: title ?? object.name, account: object.description ?? '' },
    parties: content.parties ?? (withheld.includes('parties') ? undefined : []),
    identifiers: content.identifiers ?? (withheld.includes('identifiers') ? undefined : []),
    marking: strictest([own, rest]) ?? own,
    ...(partiesMarking === undefined ? {} : { partiesMarking }),
    recalled: object.revoked === true,
  })
  if (!incident.success) {
    const [issue] = incident.error.issues
    const where = issue?.path[0] === 'title' ? 'name' : 'description'
    return refuse('wrong-shape', issue?.message ?? 'It is too long.', where)
  }
  if (incident.data.title === '' && !incident.data.recalled) return refuse('wrong-shape', 'It has no title.', 'name')
  return ok(incident.data)
}
