// SPDX-License-Identifier: Apache-2.0
import type { Opening } from '#supply/partnerships/contract.ts'
import { Table } from '../../kit/table/table.tsx'
import { labelOf } from '../../workspace/readers/marking.tsx'
import { usePartnerships } from './words.ts'

interface OpeningsProps {
  title: string
  openings: readonly Opening[]
  /** A sentence on whether it holds now. */
  children?: React.ReactNode
}

/** What an agreement lets its partner see, and whether anybody there could read it. */
export function Openings({ title, openings, children }: OpeningsProps) {
  const { t, language } = usePartnerships()
  const list = new Intl.ListFormat(language)
  return (
    <section className="panel stack openings" aria-label={title}>
      <h2>{title}</h2>
      {children}
      {openings.length === 0 ? (
        <p>{t('opens.nothing')}</p>
      ) : (
        <Table
          caption={title}
          captionHidden
          rows={openings}
          keyOf={({ kind }) => kind}
          columns={[
            {
              title: t('opens.what'),
              head: true,
              cell: ({ kind, purpose }) => (
                <>
                  {t(`kind.${kind}`)} <span className="quiet thing">{t(`purpose.${purpose as 'supply-control'}`)}</span>
                </>
              ),
            },
            {
              title: t('opens.parts'),
              cell: ({ classes, withheld }) => (
                <>
                  {classes.map((each) => (
                    <span className="thing" key={each}>
                      {t(`class.${each}`)}
                    </span>
                  ))}
                  {withheld.length > 0 && (
                    <span className="quiet thing">
                      {t('opens.withheld', {
                        parts: list.format(withheld.map((each) => t(`withheld.${each as 'parties'}`))),
                      })}
                    </span>
                  )}
                </>
              ),
            },
            { title: t('opens.most'), whole: true, cell: ({ most }) => labelOf(most) },
            {
              title: t('opens.who'),
              cell: ({ readers }) =>
                readers.map(({ organisation, reaches }) => (
                  <span className="thing" key={organisation.id}>
                    {reaches === null
                      ? t('opens.nobody', { organisation: organisation.name })
                      : t('opens.reach', { organisation: organisation.name, marking: labelOf(reaches) })}
                  </span>
                )),
            },
          ]}
        />
      )}
    </section>
  )
}
