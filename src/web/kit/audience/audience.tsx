// SPDX-License-Identifier: Apache-2.0
/** "Who will see this": the exact list, before saving and after. */
import type { ReactNode } from 'react'
import { Table } from '../table/table.tsx'
import { Tag } from '../tag/tag.tsx'
import { useKit } from '../words.tsx'

export interface Reader {
  /** Of the organisation: two lines of one organisation, whose people see different fields, have the same. */
  id: string
  name: string
  /** What kind of organisation it is, in the reader's language. */
  kind: string
  /** Why it is among them, in the reader's language: its role, an agreement, a choice of the author. */
  because: string
  /** Fields shown to it, in the reader's language; `all` where it sees the whole record. */
  sees: 'all' | readonly string[]
}

interface AudienceProps {
  /** `before` saving, or on the record itself. */
  when: 'before' | 'after'
  readers: readonly Reader[]
  /** All fields of the record, so that what is not shown to somebody can be named too. */
  fields: readonly string[]
  /** What the handling forbids, or how to change the list. */
  children?: ReactNode
}

const heading = { before: 'audienceBefore', after: 'audienceAfter' } as const
const nobody = { before: 'audienceNobodyBefore', after: 'audienceNobodyAfter' } as const

function Sees({ sees, fields }: { sees: Reader['sees']; fields: readonly string[] }) {
  const { say, language } = useKit()
  if (sees === 'all') return say('audienceWhole')
  const list = new Intl.ListFormat(language)
  const hidden = fields.filter((field) => !sees.includes(field))
  return (
    <>
      {list.format(sees)}
      {hidden.length > 0 && <span className="quiet">. {say('audienceHidden', { fields: list.format(hidden) })}</span>}
    </>
  )
}

/** Each organisation, why it is there, and which fields it sees. */
export function AudiencePanel({ when, readers, fields, children }: AudienceProps) {
  const { say } = useKit()
  const title = say(heading[when])
  return (
    <section className="panel stack audience" aria-label={title}>
      <div className="panel-head">
        <h2>{title}</h2>
        <AudienceTag count={new Set(readers.map(({ id }) => id)).size} />
      </div>
      {readers.length === 0 ? (
        <p>{say(nobody[when])}</p>
      ) : (
        <Table
          caption={title}
          captionHidden
          rows={readers}
          keyOf={(_, index) => index}
          columns={[
            {
              title: say('audienceWho'),
              head: true,
              cell: ({ name, kind }) => (
                <>
                  <bdi>{name}</bdi> <span className="quiet audience-kind">{kind}</span>
                </>
              ),
            },
            { title: say('audienceBecause'), cell: ({ because }) => because },
            { title: say('audienceFields'), cell: ({ sees }) => <Sees sees={sees} fields={fields} /> },
          ]}
        />
      )}
      {children}
    </section>
  )
}

/** The same in a word or two, for a row of a list. */
export function AudienceTag({ count }: { count: number }) {
  const { say } = useKit()
  if (count === 0) return <Tag tone="sure">{say('audienceNobody')}</Tag>
  return <Tag tone="plain">{say('audienceCount', { count })}</Tag>
}
