// SPDX-License-Identifier: Apache-2.0
/** The texts of an agreement: the one that counts, what changed since the one before, and the others. */
import type { Difference } from '#supply/partnerships/contract.ts'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import type { AgreementData } from './agreement.tsx'
import { usePartnerships } from './words.ts'

type Shown = AgreementData['texts'][number]

export function TextBody({ text, names }: { text: Shown; names: AgreementData['names'] }) {
  const { t, moment } = usePartnerships()
  const { sections, signatures, digest } = text
  return (
    <>
      <div className="agreement-text">
        {sections.map(({ id, heading, paragraphs }) => (
          <section key={id}>
            <h3>{heading}</h3>
            {paragraphs.map((paragraph) => (
              <p key={paragraph.id} dir="auto">
                {paragraph.text}
              </p>
            ))}
          </section>
        ))}
      </div>
      <p className="signatures">
        {signatures.length === 0
          ? t('one.unsigned')
          : signatures.map(({ organisation, at }) => (
              <span className="thing" key={organisation}>
                {t('one.signed', { organisation: names[organisation] ?? t('list.unknown'), moment: moment(at) })}
              </span>
            ))}
      </p>
      <p className="quiet digest">
        {t('one.digest')}: <code>{digest}</code>
      </p>
    </>
  )
}

export function Comparison({
  before,
  after,
  differences,
}: {
  before: number
  after: number
  differences: readonly Difference[]
}) {
  const { t } = usePartnerships()
  const title = t('one.compare', { before, after })
  return (
    <Panel title={title} fold="open">
      <Table
        caption={title}
        captionHidden
        rows={differences}
        keyOf={({ id }) => id}
        columns={[
          { title: t('one.before', { number: before }), cell: (each) => each.before ?? t('one.none') },
          { title: t('one.before', { number: after }), cell: (each) => each.after ?? t('one.none') },
        ]}
      />
    </Panel>
  )
}

/** The text that counts, then what the newest changed, then all others, folded. */
export function Texts({ loaded }: { loaded: AgreementData }) {
  const { t } = usePartnerships()
  const { texts, main, comparison, names } = loaded
  const shown = texts.find(({ number }) => number === main) ?? texts[0]
  if (!shown) return null
  return (
    <>
      <Panel title={t('one.text', { number: shown.number })}>
        <p className="quiet">
          {t(`state.${shown.state}`)}
          {shown.holds && `, ${t('one.holds')}`}
        </p>
        <TextBody text={shown} names={names} />
      </Panel>
      {comparison && <Comparison {...comparison} />}
      {texts
        .filter(({ number }) => number !== shown.number)
        .map((text) => (
          <Panel
            key={text.number}
            title={t('one.older', { number: text.number, state: t(`state.${text.state}`) })}
            fold="closed"
          >
            <TextBody text={text} names={names} />
          </Panel>
        ))}
    </>
  )
}
