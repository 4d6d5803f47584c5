// SPDX-License-Identifier: Apache-2.0
/** What was seen of a visit: the form, answers between which a person decides, and photographs. */
import { Form } from 'react-router'
import type { Entry } from '#health/assurance/inspections/contract.ts'
import { Button } from '../../../kit/button/button.tsx'
import { Choice } from '../../../kit/field/choice.tsx'
import { AreaField } from '../../../kit/field/field.tsx'
import { sizeOf } from '../../../kit/file/limits.ts'
import { Notice } from '../../../kit/notice/notice.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { REPLIES } from '../parts.tsx'
import { Act, type Props } from './visit-acts.tsx'
import { useInspections } from './words.ts'

export const SEEN = [...REPLIES, 'not-seen'] as const

const useReply = () => {
  const { t } = useInspections()
  return (reply: (typeof SEEN)[number]) => (reply === 'not-seen' ? t('inspection.unseenChoice') : t(`reply.${reply}`))
}

function Said({ entry, devices }: { entry: Entry; devices: Props['loaded']['one']['devices'] }) {
  const { t, moment } = useInspections()
  const reply = useReply()
  const device = devices.find(({ id }) => id === entry.device)
  return (
    <>
      <strong>{reply(entry.reply)}</strong>
      {entry.note && ` – ${entry.note}`}{' '}
      <span className="quiet">
        {device ? t('inspection.fromDevice', { name: device.name }) : t('inspection.fromPage')}, {moment(entry.at)}
        {entry.isOld && `, ${t('inspection.old')}`}
        {entry.isLate && `, ${t('inspection.late')}`}
        {entry.isRevoked && `, ${t('inspection.afterLoss')}`}
      </span>
    </>
  )
}

/** Where answers differ: all of them, and a person says which counts. */
export function Conflicts({ loaded }: Props) {
  const { t, language } = useInspections()
  const { one } = loaded
  const open = one.merged.filter(({ isOpen }) => isOpen)
  if (open.length === 0) return null
  const nameOf = (id: string) => one.questions.find((each) => each.id === id)?.name[language] ?? ''
  return (
    <Panel title={t('inspection.conflicts', { count: open.length })}>
      <p className="quiet">{t('inspection.conflictsHelp')}</p>
      {open.map(({ criterion, entries }) => (
        <div className="stack" data-gap="small" key={criterion}>
          <h3>
            {criterion} {nameOf(criterion)}
          </h3>
          <ul className="stack">
            {entries.map((entry) => (
              <li key={entry.key}>
                <Said entry={entry} devices={one.devices} />
                {one.may.includes('choose') && !entry.isLate && (
                  <Act loaded={loaded} act="choose" label={t('inspection.choose')} look="quiet">
                    <input type="hidden" name="criterion" value={criterion} />
                    <input type="hidden" name="answer" value={entry.key} />
                  </Act>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Panel>
  )
}

/** Which way up a photograph lies, and what its metadata tells. */
export const usePhotographWords = () => {
  const { t } = useInspections()
  return {
    turnOf: (turn: number) =>
      t(`inspection.turn.${([1, 2, 3, 4, 5, 6, 7, 8] as const).find((each) => each === turn) ?? 1}`),
    holdsOf: (holds: readonly string[]) => {
      const known = (['place', 'time', 'device', 'author', 'other'] as const).filter((each) => holds.includes(each))
      if (known.length === 0) return t('inspection.holdsNothing')
      return t('inspection.holds', { what: known.map((each) => t(`inspection.hold.${each}`)).join(', ') })
    },
  }
}

export function Photographs({ loaded: { one } }: Props) {
  const { t, language } = useInspections()
  const { turnOf, holdsOf } = usePhotographWords()
  if (one.photographs.length === 0 && one.awaited.length === 0) return null
  return (
    <Panel title={t('inspection.photographs', { count: one.photographs.length })}>
      <p className="quiet">{t('inspection.photographsHelp')}</p>
      {one.awaited.length > 0 && (
        <Notice tone="caution">{t('inspection.awaited', { count: one.awaited.length })}</Notice>
      )}
      <ul>
        {one.photographs.map(({ id, name, size, sha256, turn, holds }) => (
          <li key={id}>
            <a href={`/assurance/inspections/${one.id}/files/${id}`} download>
              <bdi>{name}</bdi>
            </a>{' '}
            <span className="quiet">
              {sizeOf(size, language)}, {turnOf(turn)}, {holdsOf(holds)}
            </span>
            <br />
            <span className="quiet digest">{sha256}</span>
            {/* Turned by the browser as its metadata says; the bytes stay as they were taken. Asked for once it is opened. */}
            <details>
              <summary aria-label={`${t('inspection.look')}: ${name}`}>{t('inspection.look')}</summary>
              <img src={`/assurance/inspections/${one.id}/files/${id}`} alt={name} loading="lazy" />
            </details>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** The form by domain: to be answered by who inspects, else as it was answered. */
export function Questions({ loaded }: Props) {
  const { t, language } = useInspections()
  const reply = useReply()
  const { one, key } = loaded
  if (one.questions.length === 0 || (one.merged.length === 0 && !one.may.includes('answer'))) return null
  const answers = one.may.includes('answer')
  const of = new Map(one.merged.map((each) => [each.criterion, each]))
  const domains = [...Map.groupBy(one.questions, ({ domain }) => domain)]
  const shown = domains.map(([domain, own]) => (
    <Panel
      key={domain}
      title={`${one.domains.find(({ id }) => id === domain)?.name[language] ?? domain} (${own.filter(({ id }) => of.has(id)).length}/${own.length})`}
      fold="closed"
    >
      {own.map(({ id, name, criterion, isCritical }) => (
        <div className="stack" data-gap="small" key={id}>
          <fieldset className="field">
            <legend>
              {id} · {name[language]}
            </legend>
            <span className="hint">
              {criterion[language]} {isCritical && t('critical')}
            </span>
            {of.get(id)?.entries.map((entry) => (
              <span className="hint" key={entry.key}>
                <Said entry={entry} devices={one.devices} />
              </span>
            ))}
            {answers &&
              SEEN.map((each) => (
                <Choice key={each} type="radio" name={`reply-${id}`} value={each} label={reply(each)} />
              ))}
          </fieldset>
          {answers && (
            <AreaField
              name={`note-${id}`}
              label={t('note')}
              aria-label={`${t('note')}: ${name[language]}`}
              rows={2}
              maxLength={2000}
            />
          )}
        </div>
      ))}
    </Panel>
  ))
  if (!answers) return <Panel title={t('inspection.form')}>{shown}</Panel>
  return (
    <Panel title={t('inspection.form')}>
      <p className="quiet">{t('inspection.formHelp')}</p>
      <Form method="post" className="stack" preventScrollReset noValidate>
        <input type="hidden" name="version" value={one.version} />
        <input type="hidden" name="key" value={key} />
        {shown}
        <div className="row">
          <Button type="submit" name="do" value="answer">
            {t('inspection.save')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
