// SPDX-License-Identifier: Apache-2.0
/** From an OpenAPI 3.1 document to what its readable page shows. Whatever is not in shape is left out. */

export interface Operation {
  /** Its stable name, by which the page finds its heading in the reader's language; empty where it has none. */
  id: string
  method: string
  path: string
  summary: string
  description: string
  parameters: { name: string; type: string; required: boolean; description: string }[]
  body: string
  answers: { status: string; description: string; type: string }[]
}

type Tree = { [key: string]: unknown }

const tree = (value: unknown): Tree => (typeof value === 'object' && value !== null ? (value as Tree) : {})
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** A schema in a word or two: its name where it has one, else its type and choices. */
export function typeName(value: unknown): string {
  const schema = tree(value)
  const reference = text(schema.$ref)
  if (reference !== '') return reference.slice(reference.lastIndexOf('/') + 1)
  const choices = list(schema.enum)
  if (choices.length > 0) return choices.join(' | ')
  if (schema.type === 'array') return `${typeName(schema.items)}[]`
  const union = [...list(schema.anyOf), ...list(schema.oneOf)]
  if (union.length > 0) return union.map(typeName).join(' | ')
  const format = text(schema.format)
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : text(schema.type)
  if (type === 'object') {
    const names = Object.keys(tree(schema.properties))
    return names.length > 0 ? `{ ${names.join(', ')} }` : type
  }
  return format === '' ? type : `${type} (${format})`
}

function contentOf(value: unknown): string {
  const contents = Object.entries(tree(tree(value).content))
  return contents.map(([media, content]) => `${media}: ${typeName(tree(content).schema)}`).join('; ')
}

function operationOf(method: string, path: string, value: unknown): Operation {
  const operation = tree(value)
  const parameters = list(operation.parameters).map((each) => {
    const { name, schema, required, description } = tree(each)
    const said = text(description) || text(tree(schema).description)
    return { name: text(name), type: typeName(schema), required: required === true, description: said }
  })
  const answers = Object.entries(tree(operation.responses)).map(([status, answer]) => ({
    status,
    description: text(tree(answer).description),
    type: contentOf(answer),
  }))
  const { summary, description } = operation
  const words = { summary: text(summary), description: text(description) }
  const id = text(operation.operationId)
  return {
    id,
    method: method.toUpperCase(),
    path,
    ...words,
    parameters,
    answers,
    body: contentOf(operation.requestBody),
  }
}

const methods = ['get', 'post', 'put', 'patch', 'delete']

export const operationsOf = (document: unknown): Operation[] =>
  Object.entries(tree(tree(document).paths)).flatMap(([path, item]) =>
    Object.entries(tree(item))
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => operationOf(method, path, operation)),
  )
