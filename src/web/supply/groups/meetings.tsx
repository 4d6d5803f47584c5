// SPDX-License-Identifier: Apache-2.0
/** Meetings of a group: planned, decided in, attended. */
import { Button } from '../../kit/button/button.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { GroupForm, type Page, useField } from './form.tsx'
import { useGroups } from './words.ts'

type Meeting = Page['loaded']['group']['meetings'][number]
const MINUTE = 60_000

/** What is planned: of a new meeting, or of one that is changed. */
function Planned({ form, meeting, ...page }: Page & { form: string; meeting?: Meeting }) {
  const { t } = useGroups()
  const { at } = useField(page, form)
  const stands = (name: Parameters<typeof at>[0], now: string | undefined) => {
    const field = at(name)
    return { ...field, defaultValue: field.defaultValue ?? now }
  }
  const length = meeting && (Date.parse(meeting.ends) - Date.parse(meeting.starts)) / MINUTE
  return (
    <>
      <TextField {...stands('title', meeting?.title)} maxLength={120} />
      <TextField {...stands('wall', meeting?.wall)} type="datetime-local" size="small" />
      <TextField {...stands('zone', meeting?.zone ?? 'UTC')} hint={t('field.zoneHint')} list={`${form}-zones`} />
      <datalist id={`${form}-zones`}>
        {page.loaded.zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <TextField {...stands('length', String(length ?? 60))} inputMode="numeric" size="small" />
      <TextField {...stands('place', meeting?.place ?? undefined)} maxLength={200} />
      <TextField
        {...stands('link', meeting?.link ?? undefined)}
        hint={t('field.linkHint')}
        type="url"
        maxLength={500}
      />
      <AreaField {...stands('agenda', meeting?.agenda)} rows={3} maxLength={4000} />
    </>
  )
}

function Acts({ meeting, ...page }: Page & { meeting: Meeting }) {
  const { t } = useGroups()
  const { id, may, version } = meeting
  const { at, isAnswered } = useField(page, id)
  const change = `${id}-change`
  const changing = useField(page, change)
  const folded = may.filter((each) => each !== 'attend' && each !== 'change')
  return (
    <>
      {may.includes('attend') && (
        <GroupForm {...page} form={`${id}-attend`} record={id} version={version}>
          <div className="row">
            <Button type="submit" name="do" value="attend" look="quiet" size="small">
              {t('act.attend')}
            </Button>
          </div>
        </GroupForm>
      )}
      {may.includes('change') && (
        <Panel title={t('meeting.change')} fold={changing.isAnswered ? 'open' : 'closed'}>
          <GroupForm key={version} {...page} form={change} record={id} version={version}>
            <p className="quiet">{t('meeting.changeHelp')}</p>
            <Planned {...page} form={change} meeting={meeting} />
            <div className="row">
              <Button type="submit" name="do" value="change">
                {t('act.change')}
              </Button>
            </div>
          </GroupForm>
        </Panel>
      )}
      {folded.length > 0 && (
        <Panel title={t('meeting.acts')} fold={isAnswered ? 'open' : 'closed'}>
          <GroupForm {...page} form={id} record={id} version={version}>
            {may.includes('minute') && (
              <>
                <AreaField {...at('minutes')} hint={t('field.minutesHint')} rows={4} maxLength={6000} />
                <AreaField {...at('decisions')} hint={t('field.decisionsHint')} rows={3} />
                <div className="row">
                  <Button type="submit" name="do" value="minute">
                    {t('act.minute')}
                  </Button>
                </div>
              </>
            )}
            {may.includes('cancel') && (
              <>
                <TextField {...at('cancelled')} maxLength={500} />
                <div className="row">
                  <Button type="submit" name="do" value="cancel" look="danger">
                    {t('act.cancel')}
                  </Button>
                </div>
              </>
            )}
          </GroupForm>
        </Panel>
      )}
    </>
  )
}

function One({ meeting, ...page }: Page & { meeting: Meeting }) {
  const { t, moment, clock, language } = useGroups()
  const { names } = page.loaded
  const tones = { planned: 'unsure', held: 'sure', cancelled: 'plain' } as const
  const present = meeting.present.map((id) => names[id] ?? t('unknown'))
  return (
    <article className="finding stack" data-gap="small">
      <p>
        <strong>
          <bdi>{meeting.title}</bdi>
        </strong>{' '}
        <Tag tone={tones[meeting.state]}>{t(`meeting.is.${meeting.state}`)}</Tag>
      </p>
      <p className="quiet">
        {meeting.zone === 'UTC'
          ? moment(meeting.starts)
          : t('meeting.when', { wall: clock(meeting.wall), zone: meeting.zone, moment: moment(meeting.starts) })}
      </p>
      {meeting.place && <p>{t('meeting.where', { place: meeting.place })}</p>}
      {meeting.link && (
        <p>
          <a href={meeting.link} rel="noreferrer">
            {t('meeting.link')}
          </a>
        </p>
      )}
      {meeting.reason && (
        <p className="said" dir="auto">
          {meeting.reason}
        </p>
      )}
      {[
        ['agenda', meeting.agenda] as const,
        ['minutes', meeting.minutes ?? ''] as const,
        ['decisions', meeting.decisions.map((each) => `– ${each}`).join('\n')] as const,
      ]
        .filter(([, text]) => text !== '')
        .map(([name, text]) => (
          <div key={name}>
            <p className="quiet">{t(`meeting.${name}`)}</p>
            <p className="said" dir="auto">
              {text}
            </p>
          </div>
        ))}
      {present.length > 0 && (
        <p className="quiet">
          {t('meeting.present', { organisations: new Intl.ListFormat(language).format(present) })}{' '}
          {meeting.isThere && t('meeting.there')}
        </p>
      )}
      <Acts {...page} meeting={meeting} />
    </article>
  )
}

export function Meetings(page: Page) {
  const { t } = useGroups()
  const { group } = page.loaded
  const { isAnswered } = useField(page, 'meet')
  if (group.meetings.length === 0 && !group.may.includes('meet')) return null
  return (
    <Panel title={t('meeting.title')}>
      {group.meetings.length === 0 ? (
        <p className="quiet">{t('meeting.none')}</p>
      ) : (
        <p>
          <a href={`/api/groups/${group.id}/calendar`} download="meetings.ics">
            {t('meeting.calendar')}
          </a>
        </p>
      )}
      {group.meetings.map((meeting) => (
        <One key={meeting.id} {...page} meeting={meeting} />
      ))}
      {group.may.includes('meet') && (
        <Panel title={t('meeting.new')} fold={isAnswered ? 'open' : 'closed'}>
          <GroupForm {...page} form="meet">
            <Planned {...page} form="meet" />
            <div className="row">
              <Button type="submit" name="do" value="meet">
                {t('act.meet')}
              </Button>
            </div>
          </GroupForm>
        </Panel>
      )}
    </Panel>
  )
}
