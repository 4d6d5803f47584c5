// SPDX-License-Identifier: Apache-2.0
/** Each page of the workspace stands in the menu of whoever may open it, or another page leads to it. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const src = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(src, path), 'utf8')

/** The address of the list they stand on, with the rest of their own. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: text of a source file
const MADE: Record<string, string> = { 'incidents/print': '${path}/print${search}' }

test('no page of the workspace is reached by its address alone, nor by the palette alone, which needs script', () => {
  const routes = read('web/shell/routes.ts')
  const inside = routes.slice(
    routes.indexOf("layout('../workspace/frame/inside.tsx'"),
    routes.indexOf("'field/visits'"),
  )
  const pages = [...inside.matchAll(/route\('([^':*]+)', '\.\.\/([^']+\.tsx)'/g)].map(([, path, file]) => ({
    path,
    file,
  }))
  expect(pages.length).toBeGreaterThan(40)
  const menus = ['app/places.ts', 'app/world.ts'].map(read).join('\n')
  const others = globSync('web/**/*.{ts,tsx}', { cwd: src }).filter((file) => file !== 'web/shell/routes.ts')
  const texts = others.map((file) => ({ file, text: read(file) }))
  const leadsTo = (path: string, own: string) =>
    texts.some(
      ({ file, text }) =>
        file !== `web/${own}` &&
        (new RegExp(`/${path}['"\`?$]`).test(text) || text.includes(MADE[path] ?? `'/${path}'`)),
    )
  const lost = pages.filter(({ path = '', file = '' }) => !menus.includes(`href: '/${path}'`) && !leadsTo(path, file))
  expect(lost.map(({ path }) => path)).toEqual([])
})
