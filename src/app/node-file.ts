// SPDX-License-Identifier: Apache-2.0
/** `node.json` in the data folder: what `init` settled for good and everybody may read. The environment wins over it. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const shape = z.strictObject({
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/),
  /** Where people reach the node. */
  baseUrl: z.url({ protocol: /^https?$/ }),
  /** The node's name to others and on its checkpoints. */
  node: z.string().regex(/^[A-Za-z0-9.-]{1,100}$/),
})

export type NodeFile = z.output<typeof shape>

const fileIn = (data: string) => join(data, 'node.json')

/** Empty where `init` was never finished here. Throws a plain sentence where the file is not in shape. */
export const readNodeFile = (data: string): Partial<NodeFile> => {
  const file = fileIn(data)
  if (!existsSync(file)) return {}
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    const where = cause instanceof z.ZodError ? cause.issues.map(({ path }) => path.join('.')).join(', ') : 'not JSON'
    throw new Error(`${file} is not as init writes it: ${where}. Run ./passerelle init again.`, { cause })
  }
}

/** Answers the file's path. */
export const writeNodeFile = (data: string, node: NodeFile): string => {
  const file = fileIn(data)
  mkdirSync(data, { recursive: true })
  writeFileSync(`${file}.new`, `${JSON.stringify(shape.parse(node), null, 2)}\n`)
  renameSync(`${file}.new`, file)
  return file
}
