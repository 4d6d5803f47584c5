// SPDX-License-Identifier: Apache-2.0
/** What a group found, each with what is done about it. */
import { Button } from '../../kit/button/button.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { labelOf, MarkingsExplained, MarkingTag } from '../../workspace/readers/marking.tsx'
import { GroupForm, type Page, useField } from './form.tsx'
import { Agreeing, MeasureList } from './measures.tsx'
import { useGroups } from './words.ts'

function Finding({ finding, ...page }: Page & { finding: Page['loaded']['group']['findings'][number] }) {
  const { t, moment } = useGroups()
  const { group, names } = page.loaded
  return (
    <article className="finding stack">
      <p className="said" dir="auto">
        {finding.text}
      </p>
      <p className="quiet">
        <MarkingTag marking={finding.marking} />{' '}
        {t('finding.by', {
          organisation: names[finding.by] ?? t('unknown'),
          moment: moment(finding.at),
          evidence: t(`evidence.${finding.evidence}`),
          grade: t(`grade.${finding.grade}`),
        })}
      </p>
      {finding.marking !== group.marking && <p className="quiet">{t('finding.otherMark')}</p>}
      {finding.incident && (
        <p>
          {t('finding.incident')} <a href={`/incidents/${finding.incident.id}`}>{finding.incident.title}</a>
        </p>
      )}
      {finding.watched && (
        <p>
          {t('finding.watched')} <a href={`/warnings/${finding.watched.id}`}>{finding.watched.title}</a>
        </p>
      )}
      <MeasureList {...page} measures={group.measures.filter((each) => each.finding === finding.id)} />
      {group.may.includes('agree') && <Agreeing {...page} finding={finding.id} />}
    </article>
  )
}

function NewFinding({ ...page }: Page) {
  const { t } = useGroups()
  const { at, isAnswered } = useField(page, 'find')
  const { choices, linkable } = page.loaded
  const about = [
    ['', t('finding.nothing')] as const,
    ...linkable.incidents.map(({ id, title }) => [`incident:${id}`, `${t('finding.incident')} ${title}`] as const),
    ...linkable.watched.map(({ id, title }) => [`watched:${id}`, `${t('finding.watched')} ${title}`] as const),
  ]
  return (
    <Panel title={t('finding.new')} fold={isAnswered ? 'open' : 'closed'}>
      <GroupForm {...page} form="find">
        <AreaField {...at('text')} hint={t('field.textHint')} rows={4} maxLength={4000} />
        <SelectField
          {...at('evidence')}
          options={choices.evidence.map((each) => [each, t(`evidence.${each}`)] as const)}
        />
        <SelectField {...at('grade')} options={choices.grades.map((each) => [each, t(`grade.${each}`)] as const)} />
        <SelectField
          {...at('marking')}
          hint={t('field.markingHint')}
          options={choices.markings.map((each) => [each, labelOf(each)] as const)}
        />
        <SelectField {...at('about')} hint={t('field.aboutHint')} options={about} />
        <MarkingsExplained />
        <div className="row">
          <Button type="submit" name="do" value="find">
            {t('act.find')}
          </Button>
        </div>
      </GroupForm>
    </Panel>
  )
}

export function Findings(page: Page) {
  const { t } = useGroups()
  const { group } = page.loaded
  const known = new Set(group.findings.map(({ id }) => id))
  const alone = group.measures.filter(({ finding }) => finding === null || !known.has(finding))
  return (
    <>
      <Panel title={t('finding.title')}>
        {group.findings.length === 0 && <p className="quiet">{t('finding.none')}</p>}
        {group.findings.map((finding) => (
          <Finding key={finding.id} {...page} finding={finding} />
        ))}
        {group.may.includes('find') && <NewFinding {...page} />}
      </Panel>
      {alone.length > 0 && (
        <Panel title={t('measure.handed')}>
          <MeasureList {...page} measures={alone} />
        </Panel>
      )}
    </>
  )
}
