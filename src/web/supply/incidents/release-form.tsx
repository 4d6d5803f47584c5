// SPDX-License-Identifier: Apache-2.0
import { Button } from '../../kit/button/button.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { labelOf, MarkingsExplained } from '../../workspace/readers/marking.tsx'
import { useWork } from '../../workspace/words.tsx'
import { ActForm } from './act-form.tsx'
import type { Away, UnderAgreement } from './door.ts'
import type { Answer, IncidentData } from './incident.tsx'
import { Readers } from './readers.tsx'
import { receiverGroups } from './receivers.ts'
import { Receivers } from './receivers.tsx'
import { useIncidents } from './words.ts'

interface WhomAgreedProps {
  agreements: readonly UnderAgreement[]
  chosen: readonly string[]
  error: string | undefined
}

/** Organisations of other nodes. */
const WhomAway = ({ away, chosen }: { away: readonly Away[]; chosen: readonly string[] }) => {
  const { t } = useIncidents()
  const work = useWork()
  return (
    <fieldset className="field" aria-describedby="away-hint">
      <legend>{t('release.away')}</legend>
      <span className="hint" id="away-hint">
        {t('release.awayHint')}
      </span>
      <div className="organisations">
        {away.map(({ id, name, node }) => (
          <Choice
            key={id}
            type="checkbox"
            name="partner"
            value={id}
            label={work.t('away.officers', { organisation: name, node })}
            defaultChecked={chosen.includes(id)}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** Partners who are told what an agreement lets them see. */
const WhomAgreed = ({ agreements, chosen, error }: WhomAgreedProps) => {
  const { t } = useIncidents()
  return (
    <fieldset className="field" aria-describedby={error ? 'agreement-error agreement-hint' : 'agreement-hint'}>
      <legend>{t('release.agreed')}</legend>
      <span className="hint" id="agreement-hint">
        {t('release.agreedHint')}
      </span>
      {error && (
        <span className="error" id="agreement-error">
          {error}
        </span>
      )}
      <div className="organisations">
        {agreements.map(({ id, title, name, most, withholds }) => (
          <Choice
            key={id}
            type="checkbox"
            name="agreement"
            value={id}
            label={[
              t('release.agreement', { organisation: name, title, marking: labelOf(most) }),
              ...withholds.map((part) => t('release.without', { part: t(`field.${part}`) })),
            ].join(' ')}
            defaultChecked={chosen.includes(id)}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** To whom it goes, how far they may pass it on; then the list of who will see it, and only then the release. */
export function ReleaseForm({ loaded, answer }: { loaded: IncidentData; answer: Answer | undefined }) {
  const { t } = useIncidents()
  const { away, agreements, markings, parts } = loaded
  const others = loaded.others.filter(({ isFirm }) => !isFirm)
  const closed = loaded.others.filter(({ id, isFirm }) => isFirm && !agreements.some(({ partner }) => partner === id))
  const { chosen = null, shown = null, problems = [], told = null } = answer ?? {}
  const errorAt = (field: string) => {
    const problem = problems.find((each) => each.field === field)
    return problem && t(`release.${problem.say}`)
  }
  const options = markings.map((marking) => [marking, labelOf(marking)] as const)
  const usual = markings.includes('amber') ? 'amber' : markings.at(-1)
  const error = errorAt('organisation')
  const isReader = (id: string) => shown?.readers.some(({ organisation }) => organisation === id)
  const left = others.filter(({ id }) => shown && chosen?.organisations.includes(id) && !isReader(id))
  return (
    <Panel title={t('release.title')}>
      <ActForm loaded={loaded}>
        <p className="quiet">
          {t(others.length + away.length + agreements.length === 0 ? 'release.noOrganisations' : 'release.help')}
        </p>
        {error && (
          <p className="field">
            <span className="error" id="organisation-error">
              {error}
            </span>
          </p>
        )}
        <Receivers
          groups={receiverGroups(others, loaded.incident.countries)}
          chosen={chosen?.organisations ?? []}
          described={error && 'organisation-error'}
        />
        {away.length > 0 && <WhomAway away={away} chosen={chosen?.partners ?? []} />}
        {agreements.length > 0 && (
          <WhomAgreed agreements={agreements} chosen={chosen?.agreements ?? []} error={errorAt('agreement')} />
        )}
        {closed.length > 0 && (
          <p className="quiet">{t('release.closed', { names: closed.map(({ name }) => name).join(', ') })}</p>
        )}
        <SelectField
          name="marking"
          label={t('release.marking')}
          hint={t('release.markingHint')}
          error={errorAt('marking')}
          defaultValue={chosen?.marking ?? usual}
          options={options}
        />
        <SelectField
          name="partiesMarking"
          label={t('release.partiesMarking')}
          hint={t('release.partiesMarkingHint')}
          error={errorAt('partiesMarking')}
          defaultValue={chosen?.partiesMarking ?? ''}
          options={[['', t('release.same')], ...options]}
        />
        <MarkingsExplained />
        {shown && (
          <>
            <input type="hidden" name="choice" value={shown.choice} />
            {told === 'listChanged' && (
              <Notice tone="caution" live>
                {t('release.changed')}
              </Notice>
            )}
            <Readers when="before" readers={shown.readers} parts={parts} />
            {left.length > 0 && (
              <Notice tone="caution">{t('release.notRead', { names: left.map(({ name }) => name).join(', ') })}</Notice>
            )}
          </>
        )}
        <div className="row">
          {/* First in the form: Enter in a field shows, and never releases. */}
          <Button type="submit" name="do" value="preview" look={shown ? 'quiet' : 'strong'}>
            {t(shown ? 'release.previewAgain' : 'release.preview')}
          </Button>
          {shown && (
            <Button type="submit" name="do" value="release">
              {t(shown.abroad ? 'release.propose' : 'release.do')}
            </Button>
          )}
        </div>
      </ActForm>
    </Panel>
  )
}
