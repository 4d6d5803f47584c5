// SPDX-License-Identifier: Apache-2.0
import type { SubstanceRecord } from '#commons/lookup/contract.ts'
import { Code } from '../kit/layout/code.tsx'
import { Section } from '../kit/layout/layout.tsx'
import { Table } from '../kit/table/table.tsx'
import { Meter } from '../kit/tag/meter.tsx'
import { Checked, instrumentName, jurisdictionName, period, scheduleName, shortControl } from './controls.tsx'
import { KindTag, SubstanceLink } from './substance-parts.tsx'
import { useWords } from './words.tsx'

interface Of {
  substance: SubstanceRecord
}

export function History({ substance: { history } }: Of) {
  const words = useWords()
  const { t } = words
  return (
    <Section title={t('substance.history')} id="history">
      {history.length === 0 ? (
        <p>{t('substance.historyNone')}</p>
      ) : (
        <Table
          caption={t('substance.history')}
          captionHidden
          rows={history}
          keyOf={(_row, index) => index}
          columns={[
            {
              title: t('substance.instrument'),
              head: true,
              cell: (row) =>
                row.jurisdiction === 'INT'
                  ? instrumentName(words, row.instrument)
                  : `${jurisdictionName(words, row.jurisdiction)}: ${row.instrument}`,
            },
            { title: t('substance.schedule'), cell: (row) => scheduleName(words, row) },
            {
              title: t('substance.period'),
              cell: (row) => period(words, row) + (row.precision === 'year' ? ` (${t('substance.yearOnly')})` : ''),
            },
            { title: t('substance.proof'), cell: (row) => <Checked control={row} /> },
          ]}
        />
      )}
    </Section>
  )
}

const kinds = ['inn', 'translation', 'trade', 'abbreviation', 'street', 'code', 'salt', 'iupac'] as const

export function Names({ substance: { names } }: Of) {
  const { t, language } = useWords()
  if (names.length === 0) return null
  const tongues = new Intl.DisplayNames(language, { type: 'language' })
  const used = [...new Set(names.map((name) => name.language))].sort()
  const list = new Intl.ListFormat(language).format(used.map((code) => tongues.of(code) ?? code))
  return (
    <Section title={t('substance.names')} id="names">
      <p className="quiet">{t('substance.namesCount', { count: names.length, languages: list })}</p>
      <dl className="names">
        {kinds.map((kind) => {
          const own = names.filter((name) => name.kind === kind)
          return own.length === 0 ? null : (
            <div key={kind}>
              <dt>{t(`nameKind.${kind}`)}</dt>
              {own.map(({ name, language: tongue }) => (
                <dd key={`${name} ${tongue}`}>
                  <bdi lang={tongue}>{name}</bdi>
                  {tongue !== language && tongue !== 'en' && (
                    <span className="quiet"> {tongues.of(tongue) ?? tongue}</span>
                  )}
                </dd>
              ))}
            </div>
          )
        })}
      </dl>
    </Section>
  )
}

export function Classes({ substance: { classes } }: Of) {
  const words = useWords()
  const { t } = words
  if (classes.length === 0) return null
  return (
    <Section title={t('substance.classes')} id="classes">
      <p>{t('substance.classesText')}</p>
      {classes.map(({ id, name, jurisdiction, definition, note, control }) => (
        <details key={id}>
          <summary>
            {jurisdictionName(words, jurisdiction)}: <bdi lang="en">{name}</bdi>
          </summary>
          <div className="stack" data-gap="small">
            <p lang="en" dir="ltr">
              {definition}
            </p>
            {note && (
              <p lang="en" dir="ltr" className="quiet">
                {note}
              </p>
            )}
            <p className="row">
              {control.instrument}, {control.schedule}, {period(words, control)} <Checked control={control} />
            </p>
          </div>
        </details>
      ))}
    </Section>
  )
}

export function Neighbours({ substance: { neighbours } }: Of) {
  const words = useWords()
  const { t, percent } = words
  if (neighbours.length === 0) return null
  return (
    <Section title={t('substance.neighbours')} id="neighbours">
      <Table
        caption={t('substance.neighboursText')}
        rows={neighbours}
        keyOf={({ id }) => id}
        columns={[
          { title: t('lookup.name'), head: true, cell: (row) => <SubstanceLink substance={row} /> },
          { title: t('lookup.kindColumn'), cell: (row) => <KindTag kind={row.kind} /> },
          {
            title: t('lookup.status'),
            cell: (row) => row.controls.map((one) => shortControl(words, one)).join('; ') || t('lookup.noControl'),
          },
          {
            title: t('substance.similar'),
            cell: ({ similarity }) => (
              <Meter
                value={similarity}
                label={
                  similarity < 0.995
                    ? t('substance.similarity', { percent: percent(similarity) })
                    : t('substance.sameSkeleton')
                }
              />
            ),
          },
        ]}
      />
    </Section>
  )
}

export function Salts({ substance: { salts } }: Of) {
  const { t } = useWords()
  if (salts.length === 0) return null
  return (
    <Section title={t('substance.salts')} id="salts">
      <Table
        caption={t('substance.salts')}
        captionHidden
        rows={salts}
        keyOf={(_row, index) => index}
        columns={[
          { title: t('substance.form'), head: true, cell: ({ form }) => <bdi lang="en">{form}</bdi> },
          { title: t('substance.cas'), whole: true, cell: ({ cas }) => <Code>{cas}</Code> },
        ]}
      />
    </Section>
  )
}

export function HsCodes({ substance: { hsCodes } }: Of) {
  const { t, maybe } = useWords()
  if (hsCodes.length === 0) return null
  return (
    <Section title={t('substance.hs')} id="hs">
      <Table
        caption={t('substance.hs')}
        captionHidden
        rows={hsCodes}
        keyOf={({ hs6 }) => hs6}
        columns={[
          {
            title: t('substance.hsCode'),
            head: true,
            whole: true,
            cell: ({ hs6 }) => <Code>{`${hs6.slice(0, 4)}.${hs6.slice(4)}`}</Code>,
          },
          { title: t('substance.hsDescription'), cell: (row) => <bdi lang="en">{row.description}</bdi> },
          { title: t('substance.hsRelation'), cell: ({ relation }) => maybe(`relation.${relation}`, relation) },
        ]}
      />
    </Section>
  )
}
