// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The source of a room's pages and of the list that rooms share: where each of the room's texts is asked for. */
export const sourceOf = (folder: string): string =>
  [folder, import.meta.dirname]
    .flatMap((each) => readdirSync(each).map((name) => join(each, name)))
    .filter((path) => /(?<!\.(?:test|testing))\.tsx?$/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
