// SPDX-License-Identifier: Apache-2.0
/**
 * Structures and services of data·inclusion (France) as JSON with two lists, by the published documentation of its schema
 * (gip-inclusion/data-inclusion-schema, 0.24). Names and letters of persons who are contacts there are not read. When a
 * service was changed at its producer is no confirmation: nobody says that it is still true.
 */
import { z } from 'zod'
import { ok, refuse } from '#basis/outcome.ts'
import { decode } from '#interop/csv/index.ts'
import { collect, positionOf, type ReadFile } from './rows.ts'

const words = z
  .string()
  .nullish()
  .transform((given) => (given ?? '').trim())
/** `frais` is a list in the older versions and one word in the newer ones. */
const several = z
  .union([z.array(z.string()), z.string()])
  .nullish()
  .transform((given) => (given == null ? [] : [given].flat()))

const place = {
  ...{ commune: words, code_postal: words, adresse: words, complement_adresse: words, telephone: words },
  ...{ latitude: z.unknown().optional(), longitude: z.unknown().optional() },
}
const structureShape = z.object({ id: z.string(), source: words, nom: words, site_web: words, ...place })
const serviceShape = z.object({
  ...{ id: z.string(), structure_id: words, source: words, nom: words, ...place },
  ...{ frais: several, thematiques: several, modes_accueil: several, page_web: words, date_suspension: words },
})
const fileShape = z.object({ structures: z.array(z.unknown()), services: z.array(z.unknown()) })

/** Themes that mean one term of the taxonomy, by how they begin. Others are left out and said. */
const THEMES: readonly (readonly [string, string])[] = [['logement-hebergement', 'intervention:rec.housing']]

const websiteOf = (written: string) =>
  /^https?:\/\/[^/\s]+\.[^/\s]+/i.test(written) && URL.canParse(written) ? written : null

/** Refuses with `not-this-format` what has not both lists; a service that is wrong is told with its place in its list. */
export const fromDataInclusion: ReadFile = async (bytes) => {
  let file: z.output<typeof fileShape>
  const { text, isLatin1 } = decode(bytes)
  try {
    file = fileShape.parse(JSON.parse(text))
  } catch {
    return refuse('not-this-format', 'The file is no JSON with lists `structures` and `services`.', 'file', {
      missing: 'structures, services',
    })
  }
  const { made, take, refuse: refuseRow, note } = collect()
  if (isLatin1) note(1, 'latin-1')
  const structures = new Map(
    file.structures.flatMap((given) => {
      const read = structureShape.safeParse(given)
      return read.success ? [[`${read.data.source}|${read.data.id}`, read.data] as const] : []
    }),
  )
  for (const [index, given] of file.services.entries()) {
    const line = index + 1
    const read = serviceShape.safeParse(given)
    if (!read.success) {
      refuseRow(line, 'not-valid', read.error.issues[0]?.path.join('.'))
      continue
    }
    const service = read.data
    const owner = structures.get(`${service.source}|${service.structure_id}`)
    const isRemote = service.modes_accueil.length > 0 && service.modes_accueil.every((mode) => mode === 'a-distance')
    // The address of its structure stands in where the service names none: never one half of each.
    const at = service.commune === '' && service.adresse === '' && owner ? owner : service
    const today = new Date().toISOString().slice(0, 10)
    if (service.date_suspension !== '' && !z.iso.date().safeParse(service.date_suspension).success)
      note(line, 'left-out', `date_suspension: ${service.date_suspension}`)
    if (service.nom === '') refuseRow(line, 'no-name')
    else if (z.iso.date().safeParse(service.date_suspension).success && service.date_suspension <= today)
      refuseRow(line, 'not-active', service.date_suspension)
    else if (at.commune === '' && !isRemote) refuseRow(line, 'no-city')
    else {
      const position = isRemote ? undefined : positionOf(at.latitude, at.longitude)
      if (!position && !isRemote) note(line, 'no-position')
      const web = service.page_web || owner?.site_web || ''
      if (web !== '' && websiteOf(web) === null) note(line, 'website', web)
      const number = service.telephone || owner?.telephone || ''
      const isNumber = /^(?=(?:\D*\d){2})\+?[\d ().-]{3,40}$/.test(number)
      if (number !== '' && !isNumber) note(line, 'phone', number)
      const meant = (theme: string) =>
        THEMES.find(([begins]) => theme === begins || theme.startsWith(`${begins}--`))?.[1]
      const strange = service.thematiques.filter((theme) => meant(theme) === undefined)
      if (strange.length > 0) note(line, 'left-out', `thematiques: ${strange.join(' ')}`)
      const isFree = service.frais.length === 1 && service.frais[0] === 'gratuit'
      take(line, `${service.source}|${service.id}`, {
        ...{ organization: owner?.nom ?? '', name: service.nom, website: websiteOf(web) },
        phones: isNumber ? [{ number }] : [],
        terms: [
          ...new Set([...service.thematiques.flatMap((each) => meant(each) ?? []), ...(isFree ? ['cost:free'] : [])]),
        ],
        location: isRemote
          ? { city: null, region: null, country: 'FR' }
          : {
              ...{ address1: at.adresse, address2: at.complement_adresse, city: at.commune, region: null },
              ...{ postalCode: at.code_postal, country: 'FR', ...position },
            },
      })
    }
  }
  return ok(made)
}
