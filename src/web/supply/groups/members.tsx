// SPDX-License-Identifier: Apache-2.0
/** Who takes part, who is asked to, and how a group begins and ends. */
import { Button } from '../../kit/button/button.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { labelOf } from '../../workspace/readers/marking.tsx'
import { GroupForm, type Page, useField } from './form.tsx'
import { useGroups } from './words.ts'

function Admitting(page: Page) {
  const { t } = useGroups()
  const { at, isAnswered } = useField(page, 'admit')
  const { guests, choices, group } = page.loaded
  const taking = new Set(group.members.map(({ organisation }) => organisation))
  const options = guests
    .filter(({ id }) => !taking.has(id))
    .flatMap(({ id, name, isFirm, agreements }) =>
      isFirm
        ? agreements.map(
            (each) =>
              [
                `${id}:${each.id}`,
                t('member.under', { organisation: name, agreement: each.title, marking: labelOf(each.most) }),
              ] as const,
          )
        : [[id, name] as const],
    )
  return (
    <Panel title={t('member.new')} fold={isAnswered ? 'open' : 'closed'}>
      <GroupForm {...page} form="admit">
        <SelectField {...at('organisation')} hint={t('member.hint')} options={[['', t('member.choose')], ...options]} />
        <SelectField
          {...at('part')}
          defaultValue="member"
          options={choices.parts.map((each) => [each, t(`part.${each}`)] as const)}
        />
        <div className="row">
          <Button type="submit" name="do" value="admit">
            {t('act.admit')}
          </Button>
        </div>
      </GroupForm>
    </Panel>
  )
}

export function Members(page: Page) {
  const { t, moment } = useGroups()
  const { group, names } = page.loaded
  type Row = (typeof group.members)[number]
  const mayRemove = group.may.includes('remove')
  return (
    <Panel title={t('member.title')}>
      <Table
        caption={t('member.title')}
        captionHidden
        rows={group.members}
        keyOf={({ organisation }) => organisation}
        columns={[
          {
            title: t('member.who'),
            head: true,
            cell: ({ organisation, holds }: Row) => (
              <>
                <bdi>{names[organisation] ?? t('unknown')}</bdi>{' '}
                {holds !== null && (
                  <Tag tone={holds ? 'sure' : 'watch'}>{t(holds ? 'member.holds' : 'member.stopped')}</Tag>
                )}
              </>
            ),
          },
          { title: t('field.part'), cell: ({ part }: Row) => t(`part.${part}`) },
          { title: t('member.since'), cell: ({ since }: Row) => moment(since) },
          ...(mayRemove
            ? [
                {
                  title: t('member.acts'),
                  acts: true,
                  cell: ({ organisation }: Row) =>
                    organisation === group.convener ? null : (
                      <details>
                        <summary>{t('act.remove', { organisation: names[organisation] ?? t('unknown') })}</summary>
                        <GroupForm {...page} form={`remove-${organisation}`} record={organisation}>
                          <p className="quiet">{t('member.removeHelp')}</p>
                          <Button type="submit" name="do" value="remove" look="danger" size="small">
                            {t('member.remove')}
                          </Button>
                        </GroupForm>
                      </details>
                    ),
                },
              ]
            : []),
        ]}
      />
      {group.may.includes('admit') && <Admitting {...page} />}
    </Panel>
  )
}

export function Closing(page: Page) {
  const { t } = useGroups()
  const { at, isAnswered } = useField(page, 'close')
  const { group } = page.loaded
  return (
    <>
      {group.may.includes('start') && (
        <GroupForm {...page} form="start">
          <div className="row">
            <Button type="submit" name="do" value="start">
              {t('act.start')}
            </Button>
          </div>
        </GroupForm>
      )}
      {group.may.includes('close') && (
        <Panel title={t('act.close')} fold={isAnswered ? 'open' : 'closed'}>
          <GroupForm {...page} form="close">
            <p className="quiet">{t('one.closeHelp')}</p>
            <AreaField {...at('result')} rows={3} maxLength={2000} />
            <div className="row">
              <Button type="submit" name="do" value="close" look="danger">
                {t('act.close')}
              </Button>
            </div>
          </GroupForm>
        </Panel>
      )}
    </>
  )
}
