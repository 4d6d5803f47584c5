// SPDX-License-Identifier: Apache-2.0
import type { ReferenceData } from '../reference.ts'
import type { Domain } from './context.ts'

const chemicalGroups = /precursor|solvent|reagent|industrial|adulterant|intermediate/
const medicineGroups = /benzodiazepine|barbiturate|depressant|stimulant/
const plantIds =
  /^(cannabis|cannabis-resin|extracts-and-tinctures-of-cannabis|kratom|khat|opium|poppy-straw|coca-leaf|psilocybe-mushrooms|peyote|salvia-divinorum|ayahuasca)$/

/** Which words of a line speak for a substance: those of the street, of the pharmacy or of the chemical trade. */
export const domains = (data: ReferenceData): ((id: string) => Domain) => {
  const of = new Map<string, Domain>()
  for (const { id, group } of data.substances) {
    const table = data.controls[id]?.some(({ instrument }) => instrument === '1988')
    of.set(
      id,
      table || chemicalGroups.test(group)
        ? 'chemical'
        : plantIds.test(id)
          ? 'plant'
          : medicineGroups.test(group)
            ? 'medicine'
            : 'drug',
    )
  }
  return (id) => of.get(id) ?? 'drug'
}
