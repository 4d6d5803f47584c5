// SPDX-License-Identifier: Apache-2.0
/** Briefings of a group, and writing one. */
import { Button } from '../../kit/button/button.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { labelOf, MarkingsExplained, MarkingTag } from '../../workspace/readers/marking.tsx'
import { GroupForm, type Page, useField } from './form.tsx'
import { useGroups } from './words.ts'

function Writing(page: Page) {
  const { t, language } = useGroups()
  const { at: plain, isAnswered } = useField(page, 'brief')
  const { group, names, choices, before } = page.loaded
  /** Of a new version, what the one before it said. */
  const was: Partial<Record<string, string>> = before
    ? {
        ...{ titleEn: before.title.en, titleFr: before.title.fr, bodyEn: before.body.en, bodyFr: before.body.fr },
        ...{ marking: before.marking, pap: before.pap ?? '', recipients: before.viewers.join(' ') },
        replaces: before.id,
      }
    : {}
  const at = (name: Parameters<typeof plain>[0]) => {
    const field = plain(name)
    return { ...field, defaultValue: isAnswered ? field.defaultValue : was[name] }
  }
  const { error, defaultValue: chosen = '' } = at('recipients')
  const versions = group.briefings.map(
    ({ id, title, number }) =>
      [
        id,
        `${title[language] || t('briefing.recalled')}, ${t('briefing.number', { number: String(number) })}`,
      ] as const,
  )
  const meetings = group.meetings.map(({ id, title }) => [id, title] as const)
  return (
    <Panel title={t('briefing.new')} fold={isAnswered || before ? 'open' : 'closed'}>
      <GroupForm {...page} form="brief">
        {versions.length > 0 && <SelectField {...at('replaces')} options={[['', t('briefing.first')], ...versions]} />}
        <TextField {...at('titleEn')} maxLength={160} lang="en" />
        <TextField {...at('titleFr')} maxLength={160} lang="fr" />
        <AreaField {...at('bodyEn')} rows={4} maxLength={4000} lang="en" />
        <AreaField {...at('bodyFr')} rows={4} maxLength={4000} lang="fr" />
        <SelectField {...at('marking')} options={choices.all.map((each) => [each, labelOf(each)] as const)} />
        <fieldset className="field" aria-describedby="brief-recipients">
          <legend>{t('field.recipients')}</legend>
          <span className="hint" id="brief-recipients">
            {t('field.recipientsHint')}
          </span>
          {error && <span className="error">{error}</span>}
          {group.members
            .filter(({ organisation }) => organisation !== group.convener)
            .map(({ organisation }) => (
              <Choice
                key={organisation}
                type="checkbox"
                name="brief.recipients"
                value={organisation}
                label={names[organisation] ?? t('unknown')}
                defaultChecked={chosen.split(' ').includes(organisation)}
              />
            ))}
        </fieldset>
        <SelectField {...at('meeting')} options={[['', '–'], ...meetings]} />
        <SelectField
          {...at('pap')}
          options={[['', t('pap.none')], ...choices.paps.map((each) => [each, t(`pap.${each}`)] as const)]}
        />
        <MarkingsExplained />
        <div className="row">
          <Button type="submit" name="do" value="brief">
            {t('act.brief')}
          </Button>
        </div>
      </GroupForm>
    </Panel>
  )
}

export function Briefings(page: Page) {
  const { t, language } = useGroups()
  const { group } = page.loaded
  const mayWrite = group.may.includes('brief')
  if (group.briefings.length === 0 && !mayWrite) return null
  return (
    <Panel title={t('briefing.title')}>
      {group.briefings.length === 0 && <p className="quiet">{t('briefing.none')}</p>}
      <ul className="stack" data-gap="small">
        {group.briefings.map(({ id, title, marking, state, number }) => (
          <li key={id}>
            <a href={`/groups/${group.id}/briefings/${id}`}>
              <bdi>{title[language] || t('briefing.recalled')}</bdi>
            </a>{' '}
            <MarkingTag marking={marking} />{' '}
            <Tag tone={state === 'released' ? 'sure' : 'plain'}>{t(`briefing.is.${state}`)}</Tag>{' '}
            <span className="quiet">{t('briefing.number', { number: String(number) })}</span>
          </li>
        ))}
      </ul>
      {mayWrite && <Writing {...page} />}
    </Panel>
  )
}
