// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react'
import { Button } from '../../kit/button/button.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Row, Stack } from '../../kit/layout/layout.tsx'
import { useWords } from '../words.tsx'
import type { Line } from './protocol.ts'

const example = `2 x 25 kg drum ephedrine hydrochloride, CAS 50-98-6
acetic anhydride 200 L
Cafeína 500 g
1-boc-4-piperidone 1 kg
sodium chloride, pharma grade, 25 kg
TDP-5 tablet press, single punch`

export const splitLines = (text: string): Line[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ line: index + 1, text: line }))
    .filter((line) => line.text.trim() !== '')

/** A text longer than this makes a field crawl; it is taken as a file instead. */
const LONGEST = 300_000

interface TextSourceProps {
  ready: boolean
  run: (lines: Line[]) => void
  /** Takes a text too long for the field. */
  takeLong: (text: string) => void
}

export function TextSource({ ready, run, takeLong }: TextSourceProps) {
  const { t } = useWords()
  const [text, setText] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        run(splitLines(text))
      }}
    >
      <Stack>
        <AreaField
          label={t('bench.textLabel')}
          hint={t('bench.textHint')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text/plain')
            if (pasted.length < LONGEST) return
            event.preventDefault()
            takeLong(pasted)
          }}
          dir="auto"
          rows={7}
          spellCheck={false}
          autoComplete="off"
          required
        />
        <Row>
          <Button type="submit" idle={!ready}>
            {t('bench.run')}
          </Button>
          {text === '' ? (
            <Button look="quiet" onClick={() => setText(example)}>
              {t('bench.example')}
            </Button>
          ) : (
            <Button look="quiet" onClick={() => setText('')}>
              {t('bench.clear')}
            </Button>
          )}
        </Row>
      </Stack>
    </form>
  )
}
