// SPDX-License-Identifier: Apache-2.0
/**
 * The worker that judges molecules. RDKit's WebAssembly glue builds functions from text, so this script is served
 * with a policy of its own, found by `worker` in its name; it may talk to its own origin alone.
 */
import initialise, { type MainModule } from '@rdkit/rdkit'
import wasm from '@rdkit/rdkit/RDKit_minimal.wasm?url'
import { createStructureMatcher, type StructureMatcher } from '#matching/index.ts'
import type { FromWorker, Judged, Line, Run, ToStructures } from './protocol.ts'
import { summarise, unpack } from './reference-data.ts'
import { runLines } from './run-lines.ts'

let rdkit: MainModule | undefined
let matcher: StructureMatcher | undefined
let stopped = false

const tell = (message: FromWorker) => postMessage(message)

async function load(packed: string): Promise<void> {
  const data = unpack(packed)
  const module = await initialise({ locateFile: () => wasm })
  module.disable_logging()
  rdkit = module
  matcher = createStructureMatcher(data, module)
  tell({ type: 'loaded', reference: summarise(data) })
}

function judge({ line, text }: Line, options: Run['options'], { match }: StructureMatcher): Judged {
  const structure = text.trim()
  if (structure === '') return { line, text, findings: [], amounts: [] }
  const outcome = match(structure, options)
  if (outcome.ok) return { line, text, findings: outcome.result.findings, amounts: [] }
  return { line, text, findings: [], amounts: [], problem: outcome.problem }
}

/** The bonds that join two marked atoms, by their place in the molecule. */
function bondsBetween(json: string, atoms: number[]): number[] {
  const marked = new Set(atoms)
  const { molecules } = JSON.parse(json) as { molecules: { bonds?: { atoms: [number, number] }[] }[] }
  const bonds = molecules[0]?.bonds ?? []
  return bonds.flatMap(({ atoms: [a, b] }, index) => (marked.has(a) && marked.has(b) ? [index] : []))
}

function draw(structure: string, atoms: number[]): string | null {
  const mol = rdkit?.get_mol(structure)
  if (!mol) return null
  const look = { width: 420, height: 300, clearBackground: false, addStereoAnnotation: true }
  const marks = { atoms, bonds: bondsBetween(mol.get_json(), atoms), highlightColour: [1, 0.83, 0.35] }
  const svg = mol.get_svg_with_highlights(JSON.stringify({ ...look, ...marks }))
  mol.delete()
  return svg
}

async function answer(message: ToStructures): Promise<void> {
  if (message.type === 'load') return load(message.packed)
  if (message.type === 'draw') {
    const { structure, atoms } = message
    return tell({ type: 'drawn', structure, atoms, svg: draw(structure, atoms) })
  }
  stopped = message.type === 'stop'
  const judging = matcher
  if (message.type === 'stop' || judging === undefined) return
  await runLines(
    message.lines,
    (line) => judge(line, message.options, judging),
    tell,
    () => stopped,
  )
}

addEventListener('message', ({ data }: MessageEvent<ToStructures>) => {
  answer(data).catch((error: unknown) => tell({ type: 'failed', detail: String(error) }))
})
