// SPDX-License-Identifier: Apache-2.0
import { type ChangeEvent, type DragEvent, useId, useRef, useState } from 'react'
import { useAlive } from '../alive.ts'
import { type Common, described, Frame } from '../field/frame.tsx'
import { useKit } from '../words.tsx'
import { type Limits, refusedFile, sizeOf } from './limits.ts'

interface FileProps extends Omit<Common, 'size'>, Limits {
  name: string
  multiple?: boolean
  onChoose?: (files: File[]) => void
}

/** Files to send: chosen or dropped, named before they go, and refused at once where they are too large. */
export function FileField({ label, hint, error, name, multiple, accept, most, onChoose }: FileProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const { say, language } = useKit()
  const alive = useAlive()
  const [chosen, setChosen] = useState<File[]>([])
  const [refused, setRefused] = useState<string>()
  const [over, setOver] = useState(false)

  const take = (files: File[]) => {
    const fault = refusedFile(files, { accept, most, multiple })
    setRefused(fault && say(fault.key, { name: fault.name, most: most === undefined ? '' : sizeOf(most, language) }))
    setChosen(fault ? [] : files)
    if (fault && input.current) input.current.value = ''
    if (!fault) onChoose?.(files)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (input.current) input.current.files = event.dataTransfer.files
    take([...event.dataTransfer.files])
  }
  const fault = refused ?? error
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the field, for a pointer
    <div
      className="file"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Frame {...{ id, label, hint, error: fault }}>
        <input
          ref={input}
          id={id}
          type="file"
          name={name}
          multiple={multiple}
          accept={accept}
          onChange={({ target }: ChangeEvent<HTMLInputElement>) => take([...(target.files ?? [])])}
          {...described(id, { label, hint, error: fault })}
        />
      </Frame>
      {alive && <p className="quiet">{say('dropHere')}</p>}
      <div role="status">
        {chosen.length > 0 && (
          <>
            <p>{say('chosen', { count: chosen.length })}</p>
            <ul>
              {chosen.map((file) => (
                <li key={file.name}>
                  <bdi>{file.name}</bdi> <span className="quiet">{sizeOf(file.size, language)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  )
}
