// SPDX-License-Identifier: Apache-2.0
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { labelOf, type Marking, MarkingsExplained } from '../../workspace/readers/marking.tsx'
import { useWork } from '../../workspace/words.tsx'
import type { Given, Place } from './given.ts'
import { useNotices } from './words.ts'

interface Part {
  given: Given | undefined
  errorAt: (place: Place) => string | undefined
}

/** What is told, and how far it may be passed on. */
export function WhatFields({ given, errorAt, markings }: Part & { markings: readonly Marking[] }) {
  const { t } = useNotices()
  const options = markings.map((marking) => [marking, labelOf(marking)] as const)
  const usual = markings.includes('amber') ? 'amber' : markings.at(-1)
  return (
    <Panel title={t('new.what')}>
      <TextField
        name="title"
        label={t('field.title')}
        hint={t('new.titleHint')}
        error={errorAt('title')}
        defaultValue={given?.title}
        maxLength={200}
        autoComplete="off"
        required
      />
      <AreaField
        name="body"
        label={t('field.body')}
        hint={t('new.bodyHint')}
        error={errorAt('body')}
        defaultValue={given?.body}
        rows={8}
        maxLength={10_000}
        required
      />
      <SelectField
        name="marking"
        label={t('marking.label')}
        hint={t('marking.hint')}
        error={errorAt('marking')}
        defaultValue={given?.marking ?? usual}
        options={options}
      />
      <TextField
        name="contact"
        label={t('field.contact')}
        hint={t('new.contactHint')}
        error={errorAt('contact')}
        defaultValue={given?.contact}
        maxLength={500}
        autoComplete="off"
      />
      <SelectField
        name="contactMarking"
        label={t('marking.contactLabel')}
        hint={t('marking.contactHint')}
        error={errorAt('contactMarking')}
        defaultValue={given?.contactMarking ?? ''}
        options={[['', t('marking.same')], ...options]}
      />
      <MarkingsExplained />
    </Panel>
  )
}

interface WhomProps extends Part {
  others: readonly { id: string; name: string; kind: string }[]
  /** Organisations of other nodes. */
  away: readonly { id: string; name: string; node: string }[]
}

/** To whom: nobody is told by default. */
export function WhomFields({ given, errorAt, others, away }: WhomProps) {
  const { t } = useNotices()
  const work = useWork()
  const error = errorAt('organisation')
  return (
    <Panel title={t('new.who')}>
      <fieldset className="field">
        <legend>{t('new.audience')}</legend>
        <Choice
          type="radio"
          name="audience"
          value="chosen"
          label={t('new.chosen')}
          defaultChecked={given?.audience !== 'everyone'}
        />
        <Choice
          type="radio"
          name="audience"
          value="everyone"
          label={t('new.everyone')}
          defaultChecked={given?.audience === 'everyone'}
        />
      </fieldset>
      <fieldset
        className="field"
        aria-describedby={error ? 'organisation-hint organisation-error' : 'organisation-hint'}
      >
        <legend>{t('new.organisations')}</legend>
        <span className="hint" id="organisation-hint">
          {t(others.length === 0 ? 'new.noOrganisations' : 'new.organisationsHint')}
        </span>
        {error && (
          <span className="error" id="organisation-error">
            {error}
          </span>
        )}
        <div className="organisations">
          {others.map(({ id, name, kind }) => (
            <Choice
              key={id}
              type="checkbox"
              name="organisation"
              value={id}
              label={kind === '' ? name : `${name} (${kind})`}
              defaultChecked={given?.organisations.includes(id)}
            />
          ))}
        </div>
      </fieldset>
      {away.length > 0 && (
        <fieldset className="field" aria-describedby="partner-hint">
          <legend>{t('away.title')}</legend>
          <span className="hint" id="partner-hint">
            {t('away.hint')}
          </span>
          <div className="organisations">
            {away.map(({ id, name, node }) => (
              <Choice
                key={id}
                type="checkbox"
                name="partner"
                value={id}
                label={work.t('away.officers', { organisation: name, node })}
                defaultChecked={given?.partners.includes(id)}
              />
            ))}
          </div>
        </fieldset>
      )}
    </Panel>
  )
}
