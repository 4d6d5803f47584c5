// SPDX-License-Identifier: Apache-2.0
/** The organisations of this node to choose from when an incident is released, in groups, and a search among their names. */
import { useId, useState } from 'react'
import { useAlive } from '../../kit/alive.ts'
import { Choice } from '../../kit/field/choice.tsx'
import { TextField } from '../../kit/field/field.tsx'
import type { Other } from './door.ts'
import { isSought, type ReceiverGroup, type receiverGroups } from './receivers.ts'
import { useIncidents } from './words.ts'

interface GroupProps {
  group: ReceiverGroup<Other>
  chosen: readonly string[]
  /** What was typed into the search; empty: all are shown. */
  typed: string
  /** Id of a sentence that says more. */
  described: string | undefined
}

function Group({ group: { of, country, isConcerned, receivers }, chosen, typed, described }: GroupProps) {
  const { t } = useIncidents()
  // Hidden and not taken away: what was ticked goes with the form.
  const isShown = ({ name, kind }: Other) => isSought(`${name} ${kind} ${country ?? ''}`, typed)
  const abroad = isConcerned ? t('release.concerned', { country: country ?? '' }) : country
  return (
    <fieldset className="field" aria-describedby={described} hidden={!receivers.some(isShown)}>
      <legend>{country === null ? t(`release.set.${of as Other['set']}`) : abroad}</legend>
      <div className="organisations">
        {receivers.map((each) => (
          <div key={each.id} hidden={!isShown(each)}>
            <Choice
              type="checkbox"
              name="organisation"
              value={each.id}
              label={each.kind === '' ? each.name : `${each.name} (${each.kind})`}
              defaultChecked={chosen.includes(each.id)}
            />
          </div>
        ))}
      </div>
    </fieldset>
  )
}

interface ReceiversProps {
  groups: ReturnType<typeof receiverGroups<Other>>
  chosen: readonly string[]
  described: string | undefined
}

/** With script, typing leaves those whose name, kind or country has it; Enter sends nothing. */
export function Receivers({ groups: { near, far }, chosen, described }: ReceiversProps) {
  const { t } = useIncidents()
  const alive = useAlive()
  const [typed, setTyped] = useState('')
  const hint = useId()
  const all = [...near, ...far].flatMap(({ receivers, country }) =>
    receivers.map((each) => ({ ...each, where: country })),
  )
  const found = all.filter(({ name, kind, where }) => isSought(`${name} ${kind} ${where ?? ''}`, typed)).length
  if (all.length === 0) return null
  return (
    <>
      {alive && (
        <>
          <TextField
            type="search"
            label={t('release.find')}
            autoComplete="off"
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          />
          <p className="quiet" role="status">
            {typed.trim() !== '' && t('release.found', { count: found })}
          </p>
        </>
      )}
      <p className="quiet">{near.length > 0 && t('release.organisations')}</p>
      {near.map((group) => (
        <Group key={group.of} {...{ group, chosen, typed, described }} />
      ))}
      {far.length > 0 && (
        <p className="quiet" id={hint}>
          {t('release.abroad')}. {t('release.abroadHint')}
        </p>
      )}
      {far.map((group) => (
        <Group key={group.of} {...{ group, chosen, typed }} described={hint} />
      ))}
    </>
  )
}
