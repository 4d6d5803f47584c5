// SPDX-License-Identifier: Apache-2.0
/** The JSON schemas of HSDS and of its profiles as judges. They are not ours to ship: `CONFORMANCE_FILES` names a folder that has them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

export const CONFORMANCE = process.env.CONFORMANCE_FILES ?? ''

interface Shape {
  properties?: Record<string, Shape & { $ref?: string; items?: Shape & { $ref?: string } }>
}

/** Fields that a schema does not name, so that a name that is mistyped is found: HSDS forbids none. */
const strangeIn = (value: unknown, shape: Shape, schemas: ReadonlyMap<string, Shape>, at = ''): string[] =>
  Object.entries((value ?? {}) as Record<string, unknown>).flatMap(([name, inner]) => {
    const property = shape.properties?.[name]
    if (!property) return [`${at}.${name}`]
    const [under, list] = Array.isArray(inner) ? [property.items, inner] : [property, [inner]]
    if (typeof list[0] !== 'object') return []
    const next = under?.$ref ? schemas.get(under.$ref) : under
    return list.flatMap((each) => strangeIn(each, next ?? {}, schemas, `${at}.${name}`))
  })

/** `judge('service.json')` answers what is wrong with a value, or nothing. */
export const judgesOf = (folder: string, extra: Record<string, string> = {}) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  const files = readdirSync(folder).filter((name) => name.endsWith('.json') && !/openapi|datapackage/.test(name))
  const schemas = new Map<string, Shape>()
  const paths = [...files.map((name) => [name, join(folder, name)] as const), ...Object.entries(extra)]
  for (const [name, path] of paths) {
    const schema = JSON.parse(readFileSync(path, 'utf8'))
    schemas.set(name, schema)
    ajv.addSchema(schema, name)
  }
  return (name: string) => {
    const validate = ajv.getSchema(name)
    if (!validate) throw new Error(`No schema ${name}.`)
    return (value: unknown, allowed: readonly string[] = []): string[] => {
      const wrong = validate(value) ? [] : (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message}`)
      const strange = strangeIn(value, schemas.get(name) ?? {}, schemas).filter((path) => !allowed.includes(path))
      return [...wrong, ...strange]
    }
  }
}
