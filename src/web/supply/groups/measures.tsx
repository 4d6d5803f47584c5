// SPDX-License-Identifier: Apache-2.0
/** Practical measures: what, by whom, until when, and what may be done with each now. */
import { Button } from '../../kit/button/button.tsx'
import { DateField } from '../../kit/date/date.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { GroupForm, type Page, useField } from './form.tsx'
import type { GroupData } from './group.tsx'
import { MeasureTag } from './tags.tsx'
import { useGroups } from './words.ts'

type Measure = GroupData['group']['measures'][number]

function Acts({ measure, ...page }: Page & { measure: Measure }) {
  const { t } = useGroups()
  const { id, may, version, due } = measure
  const { at, isAnswered } = useField(page, id)
  if (may.length === 0) return null
  const targets = page.loaded.others.map((each) => [each.id, each.title] as const)
  return (
    <Panel title={t('measure.acts')} fold={isAnswered ? 'open' : 'closed'}>
      <GroupForm {...page} form={id} record={id} version={version}>
        {may.includes('begin') && (
          <div className="row">
            <Button type="submit" name="do" value="begin" look="quiet">
              {t('act.begin')}
            </Button>
          </div>
        )}
        {may.includes('done') && (
          <>
            <AreaField {...at('words')} hint={t('field.wordsHint')} rows={3} maxLength={2000} />
            <div className="row">
              <Button type="submit" name="do" value="done">
                {t('act.done')}
              </Button>
            </div>
          </>
        )}
        {may.includes('postpone') && (
          <>
            <DateField {...at('due')} defaultValue={due} />
            <div className="row">
              <Button type="submit" name="do" value="postpone" look="quiet">
                {t('act.postpone')}
              </Button>
            </div>
          </>
        )}
        {may.includes('hand') && targets.length > 0 && (
          <>
            <SelectField {...at('to')} options={targets} />
            <div className="row">
              <Button type="submit" name="do" value="hand" look="quiet">
                {t('act.hand')}
              </Button>
            </div>
          </>
        )}
        {may.includes('drop') && (
          <>
            <TextField {...at('reason')} maxLength={500} />
            <div className="row">
              <Button type="submit" name="do" value="drop" look="danger">
                {t('act.drop')}
              </Button>
            </div>
          </>
        )}
      </GroupForm>
    </Panel>
  )
}

export function MeasureList({ measures, ...page }: Page & { measures: readonly Measure[] }) {
  const { t, date } = useGroups()
  if (measures.length === 0) return null
  const late = page.loaded.group.measures.find(({ isLate }) => isLate)
  return (
    <ul className="stack">
      {measures.map((measure) => (
        <li
          key={measure.id}
          // To the one that is late longest, from the list of groups.
          id={measure.id === late?.id ? 'late' : undefined}
          className="stack"
          data-gap="small"
        >
          <p>
            <strong>
              <bdi>{measure.what}</bdi>
            </strong>{' '}
            <MeasureTag {...measure} />
          </p>
          <p className="quiet">
            {t('measure.by', {
              organisation: page.loaded.names[measure.owner] ?? t('unknown'),
              role: measure.ownerRole,
              day: date(measure.due),
            })}
          </p>
          {measure.words && (
            <p className="said" dir="auto">
              {measure.words}
            </p>
          )}
          <Acts {...page} measure={measure} />
        </li>
      ))}
    </ul>
  )
}

/** Agreeing on what is done about a finding. */
export function Agreeing({ finding, ...page }: Page & { finding: string }) {
  const { t } = useGroups()
  const form = `agree-${finding}`
  const { at, isAnswered } = useField(page, form)
  const { group, names } = page.loaded
  const doing = group.members.filter(({ part }) => part !== 'observer')
  return (
    <Panel title={t('measure.new')} fold={isAnswered ? 'open' : 'closed'}>
      <GroupForm {...page} form={form} record={finding}>
        <TextField {...at('what')} maxLength={500} />
        <SelectField
          {...at('owner')}
          options={doing.map(({ organisation }) => [organisation, names[organisation] ?? t('unknown')] as const)}
        />
        <TextField {...at('ownerRole')} hint={t('field.ownerRoleHint')} maxLength={120} />
        <DateField {...at('due')} />
        <div className="row">
          <Button type="submit" name="do" value="agree">
            {t('act.agree')}
          </Button>
        </div>
      </GroupForm>
    </Panel>
  )
}
