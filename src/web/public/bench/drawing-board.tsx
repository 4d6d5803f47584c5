// SPDX-License-Identifier: Apache-2.0
import { CanvasEditor, Molecule } from 'openchemlib'
import { useEffect, useRef } from 'react'

interface DrawingBoardProps {
  /** SMILES or molfile to begin with. */
  start: string
  label: string
  /** Hears the drawing as SMILES after each stroke. */
  change: (smiles: string) => void
}

function moleculeOf(text: string): Molecule | null {
  try {
    return text.includes('\n') ? Molecule.fromMolfile(text) : Molecule.fromSmiles(text)
  } catch {
    return null
  }
}

/** A canvas to draw on with a pointer; the field above it is the way for everyone else. */
export function DrawingBoard({ start, label, change }: DrawingBoardProps) {
  const place = useRef<HTMLDivElement>(null)
  const first = useRef(start)
  const hear = useRef(change)
  hear.current = change
  useEffect(() => {
    if (place.current === null) return
    const editor = new CanvasEditor(place.current)
    const molecule = moleculeOf(first.current.trim())
    if (molecule !== null && molecule.getAllAtoms() > 0) editor.setMolecule(molecule)
    editor.setOnChangeListener(({ isUserEvent, type }) => {
      if (isUserEvent && type === 'molecule') hear.current(editor.getMolecule().toIsomericSmiles())
    })
    return () => editor.destroy()
  }, [])
  return <div ref={place} className="board" role="img" aria-label={label} />
}
