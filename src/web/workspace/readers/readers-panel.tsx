// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import { AudiencePanel } from '../../kit/audience/audience.tsx'
import { useWork } from '../words.tsx'
import type { ReaderLine } from './readers.ts'

interface ReadersPanelProps<F extends string> {
  when: 'before' | 'after'
  readers: readonly ReaderLine<F>[]
  fields: readonly F[]
  /** In the words of the room. */
  sayField: (field: F) => string
  sayWhy: (why: ReaderLine<F>['why']) => string
  children?: ReactNode
}

/** Which organisation reads which field. */
export function ReadersPanel<F extends string>(props: ReadersPanelProps<F>) {
  const { t } = useWork()
  return (
    <AudiencePanel
      when={props.when}
      fields={props.fields.map(props.sayField)}
      readers={props.readers.map(({ organisation, name, node, kind, why, sees }) => ({
        id: organisation,
        // Who reads it at another node is said as what it is.
        name: node === null ? name : t('away.officers', { organisation: name, node }),
        ...{ kind, because: props.sayWhy(why), sees: sees.map(props.sayField) },
      }))}
    >
      {props.children}
    </AudiencePanel>
  )
}
