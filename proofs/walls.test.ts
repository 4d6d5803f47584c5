// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { projectFiles, read } from './files.ts'
import { OUTSIDE, ROOMS, type Room } from './house.ts'
import { type Import, importsOf, target } from './imports.ts'

const sources = projectFiles().filter((path) => /\.tsx?$/.test(path) && !/\.(test|testing)\.tsx?$/.test(path))
const inside = sources.filter((path) => !OUTSIDE.some((outside) => path === outside || path.startsWith(`${outside}/`)))

const roomOf = (path: string): Room | undefined =>
  ROOMS.filter(({ folder }) => path.startsWith(`${folder}/`)).sort((a, b) => b.folder.length - a.folder.length)[0]

const isDoor = (path: string, { folder }: Room) => {
  const file =
    path
      .slice(folder.length + 1)
      .split('/')
      .at(-1) ?? ''
  return file === 'index.ts' || file === 'contract.ts'
}

/** Why this import goes through a wall, or undefined where it goes through a door. */
const complaint = (imported: Import): string | undefined => {
  const { from, specifier } = imported
  const own = roomOf(from)
  if (!own) return `${from} stands in no room. Put it in one, or add the room to proofs/house.ts.`
  const path = target(imported)
  if (path === undefined) {
    if (!own.packages || imported.typeOnly || specifier.startsWith('#packed/')) return undefined
    if (own.packages.some((name) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`)))
      return undefined
    return `${from} imports ${specifier}: ${own.folder} may import only ${own.packages.join(', ') || 'nothing'}. Pass it in.`
  }
  const room = roomOf(path)
  if (!room) return `${from} imports ${path}, which stands in no room.`
  if (room === own) return undefined
  if (own.contracts?.includes(room.folder) && path.endsWith('/contract.ts')) return undefined
  if (imported.typeOnly && own.types?.includes(room.folder) && isDoor(path, room)) return undefined
  if (!own.imports.includes('*') && !own.imports.includes(room.folder))
    return `${from} imports ${path}: ${own.folder} may not import ${room.folder}. Move the code or go by a crossing.`
  if (!room.open && !isDoor(path, room))
    return `${from} imports ${path}: go in by ${room.folder}'s index.ts or contract.ts.`
  return undefined
}

test('every import goes through a door that the plan of the house has', () => {
  const all = inside.flatMap(importsOf)
  expect(all.length).toBeGreaterThan(50)
  expect(all.map(complaint).filter((found) => found !== undefined)).toEqual([])
})

/** `package.json` says so (`sideEffects`): what a page does not use of a contract is then not sent to it. */
test('nothing is imported for what it does by being imported, but style sheets', () => {
  const acting = sources.flatMap((path) =>
    [...read(path).matchAll(/^import '([^']+)'/gm)].map(([, specifier]) => `${path} ${specifier}`),
  )
  expect(acting.filter((each) => !each.endsWith('.css') && !each.startsWith('bench/'))).toEqual([])
})

test('the proof sees a wall being broken', () => {
  const through = (from: string, specifier: string) => complaint({ from, specifier, typeOnly: false })
  expect(through('src/matching/text/cas.ts', 'node:fs')).toContain('Pass it in')
  expect(through('src/platform/http/api.ts', '#matching/index.ts')).toContain('may not import')
  expect(through('src/web/public/home.tsx', '#commons/lookup/desk.ts')).toContain('may not import')
  expect(through('src/commons/lookup/desk.ts', '#matching/text/cas.ts')).toContain('go in by')
  // Supervision and co-operation with firms, in code and on their pages.
  for (const room of ['incidents', 'partnerships', 'groups', 'warnings', 'corrections']) {
    expect(through(`src/supply/${room}/desk.ts`, '#supply/oversight/index.ts')).toContain('may not import')
    expect(through('src/supply/oversight/desk.ts', `#supply/${room}/index.ts`)).toContain('may not import')
    expect(through('src/web/supply/oversight/list.tsx', `#supply/${room}/contract.ts`)).toContain('may not import')
    expect(through(`src/web/supply/${room}/list.tsx`, '#supply/oversight/contract.ts')).toContain('may not import')
  }
  for (const room of ['directory', 'signals', 'advice'])
    expect(through(`src/health/${room}/desk.ts`, '#health/safeguards/index.ts')).toContain('may not import')
  expect(through('src/crossings/index.ts', '#health/safeguards/index.ts')).toContain('may not import')
  expect(through('src/new/thing.ts', './other.ts')).toContain('stands in no room')
  expect(through('src/commons/lookup/desk.ts', '#matching/index.ts')).toBeUndefined()
})

test('nothing that runs reaches outside the project; a measure may look at texts beside it, and does without', () => {
  expect(inside.filter((path) => /['"`](\.\.\/)+shared\b/.test(read(path)))).toEqual([])
})

test('SQL names no compartment but its own', () => {
  const compartments = ['commons', 'commitments', 'accounts', 'supply', 'supply_oversight', 'supply_suspicions']
  const others = ['health', 'health_care', 'health_safeguards']
  const foreign = projectFiles()
    .filter((path) => path.endsWith('.sql'))
    .flatMap((path) => {
      const named = read(path).match(/\b(?:from|join|into|update|on|references|table)\s+([a-z_]+)\.[a-z_]+/g) ?? []
      const wing = path.split('/')[1]
      return named
        .filter((phrase) => [...compartments, ...others].some((name) => phrase.includes(` ${name}.`) && name !== wing))
        .map((phrase) => `${path}: "${phrase}"`)
    })
  expect(foreign).toEqual([])
})
