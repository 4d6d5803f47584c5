// SPDX-License-Identifier: Apache-2.0
/** The form of one visit on the device: every sign that is written is kept there at once. */
import { useState } from 'react'
import type { Pack, Seen, SheetPhotograph } from '#health/assurance/inspections/contract.ts'
import { Button } from '../../../kit/button/button.tsx'
import { Choice } from '../../../kit/field/choice.tsx'
import { AreaField } from '../../../kit/field/field.tsx'
import { FileField } from '../../../kit/file/file.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { SEEN, usePhotographWords } from '../inspections/answers.tsx'
import { keepPhotograph, type Visit } from './taken.ts'
import type { Vault } from './vault.ts'
import { useField } from './words.ts'

/** As much as the node takes of a picture. */
const MOST = 50 << 20

interface Props {
  vault: Vault
  visit: Visit
  saved: { at: string | null; failed: string | null }
  change(visit: Visit): void
  close(): void
}

interface AskedProps extends Pick<Props, 'vault' | 'visit' | 'change'> {
  asked: Pack['questions'][number]
}

function Asked({ vault, visit, change, asked }: AskedProps) {
  const { t, language } = useField()
  const { turnOf, holdsOf } = usePhotographWords()
  const [failed, setFailed] = useState<string | null>(null)
  const { id, name, criterion, isCritical } = asked
  const answer = visit.answers[id]
  const said = { reply: 'not-seen' as Seen, note: '', photographs: [] as string[], ...answer }
  const write = (changes: Partial<typeof said>, photographs = visit.photographs) =>
    change({
      ...{ ...visit, photographs },
      answers: { ...visit.answers, [id]: { ...said, ...changes, at: new Date().toISOString() } },
    })
  const add = async (files: File[]) => {
    try {
      const kept: SheetPhotograph[] = []
      for (const file of files) kept.push(await keepPhotograph(vault, visit.pack.inspection, file))
      const known = new Set(visit.photographs.map(({ sha256 }) => sha256))
      const all = [...visit.photographs, ...kept.filter(({ sha256 }) => !known.has(sha256))]
      write({ photographs: [...new Set([...said.photographs, ...kept.map(({ sha256 }) => sha256)])] }, all)
      setFailed(null)
    } catch (error) {
      setFailed(error instanceof Error ? error.name : String(error))
    }
  }
  const replyOf = (reply: Seen) => (reply === 'not-seen' ? t('inspection.unseenChoice') : t(`reply.${reply}`))
  return (
    <div className="stack" data-gap="small">
      <fieldset className="field">
        <legend>
          {id} · {name[language]}
        </legend>
        <span className="hint">
          {criterion[language]} {isCritical && t('critical')}
        </span>
        {SEEN.map((each) => (
          <Choice
            key={each}
            type="radio"
            name={`reply-${id}`}
            value={each}
            label={replyOf(each)}
            checked={answer?.reply === each}
            onChange={() => write({ reply: each })}
          />
        ))}
      </fieldset>
      <AreaField
        label={t('field.note')}
        aria-label={`${t('field.note')}: ${name[language]}`}
        value={said.note}
        rows={2}
        maxLength={2000}
        onChange={(event) => write({ note: event.target.value })}
      />
      <FileField
        key={said.photographs.length} // once one was added the field is empty again
        name={`photograph-${id}`}
        label={t('field.addPhotograph', { criterion: id })}
        hint={t('field.photographHint')}
        accept=".jpg,.jpeg,.png,.webp"
        most={MOST}
        onChoose={(files) => void add(files)}
        {...(failed && { error: t('field.saveFailed', { why: failed }) })}
      />
      {said.photographs.length > 0 && (
        <ul>
          {visit.photographs
            .filter(({ sha256 }) => said.photographs.includes(sha256))
            .map(({ sha256, name: file, turn, holds }) => (
              <li key={sha256}>
                {t('field.photograph', { name: file, turn: turnOf(turn), holds: holdsOf(holds) })}
                <br />
                <span className="quiet digest">{sha256}</span>
              </li>
            ))}
        </ul>
      )}
    </div>
  )
}

export function VisitForm({ vault, visit, saved, change, close }: Props) {
  const { t, language, moment, date } = useField()
  const [critical, setCritical] = useState(true)
  const { pack, answers } = visit
  const questions = pack.questions.filter(({ isCritical }) => isCritical || !critical)
  return (
    <section className="stack" data-gap="large">
      <h2>{t('field.visit', { name: pack.service.name, day: date(pack.on) })}</h2>
      {pack.why && <p>{pack.why}</p>}
      <div className="row">
        <Button type="button" look="quiet" onClick={close}>
          {t('field.close')}
        </Button>
        <Choice
          type="checkbox"
          label={t('field.criticalOnly')}
          checked={critical}
          onChange={() => setCritical(!critical)}
        />
      </div>
      <div role="status">
        {saved.failed && <Notice tone="caution">{t('field.saveFailed', { why: saved.failed })}</Notice>}
        {saved.at && <p className="quiet">{t('field.saved', { time: moment(saved.at) })}</p>}
      </div>
      {[...Map.groupBy(questions, ({ domain }) => domain)].map(([domain, own]) => (
        <Panel
          key={domain}
          title={`${pack.domains.find(({ id }) => id === domain)?.name[language] ?? domain} (${own.filter(({ id }) => answers[id]).length}/${own.length})`}
          fold="closed"
        >
          {own.map((asked) => (
            <Asked key={asked.id} {...{ vault, visit, change, asked }} />
          ))}
        </Panel>
      ))}
    </section>
  )
}
