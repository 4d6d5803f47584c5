// SPDX-License-Identifier: Apache-2.0
import type { MatchOptions } from '#matching/index.ts'
import { Choice } from '../../kit/field/choice.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { jurisdictionName } from '../controls.tsx'
import { useWords } from '../words.tsx'
import type { ReferenceSummary } from './protocol.ts'

interface OptionsProps {
  options: MatchOptions
  change: (options: MatchOptions) => void
  reference: ReferenceSummary | null
}

export function Options({ options, change, reference }: OptionsProps) {
  const words = useWords()
  const { t } = words
  const { on, jurisdictions, spelling } = options
  const set = (next: { on?: string | undefined; where?: string | undefined; spelling?: boolean | undefined }) => {
    const day = 'on' in next ? next.on : on
    const where = 'where' in next ? next.where : jurisdictions?.[0]
    const also = 'spelling' in next ? next.spelling : spelling
    change({
      ...(day && { on: day }),
      ...(where && { jurisdictions: [where] }),
      ...(also === false && { spelling: false }),
    })
  }
  const places = (reference?.jurisdictions ?? []).map((code) => [code, jurisdictionName(words, code)] as const)
  return (
    <details>
      <summary>{t('bench.options')}</summary>
      <div className="row options">
        <TextField
          type="date"
          label={t('bench.on')}
          hint={t('bench.onHint')}
          value={on ?? ''}
          onChange={(event) => set({ on: event.target.value })}
        />
        <SelectField
          label={t('bench.where')}
          value={jurisdictions?.[0] ?? ''}
          onChange={(event) => set({ where: event.target.value })}
          options={[['', t('bench.whereAll')], ...places]}
        />
        <Choice
          type="checkbox"
          label={t('bench.spelling')}
          checked={spelling !== false}
          onChange={(event) => set({ spelling: event.target.checked })}
        />
      </div>
    </details>
  )
}
