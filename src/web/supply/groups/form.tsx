// SPDX-License-Identifier: Apache-2.0
/** One of the forms of a group's page, and what is known of it after a refusal. */
import type { ReactNode } from 'react'
import { Form } from 'react-router'
import type { Field } from './commands.ts'
import type { Answer, GroupData } from './group.tsx'
import { useGroups } from './words.ts'

export interface Page {
  loaded: GroupData
  answer: Answer | undefined
}

interface GroupFormProps extends Page {
  /** Its name on the page. */
  form: string
  /** The measure, finding or organisation that it is about. */
  record?: string
  version?: number
  children: ReactNode
}

export const GroupForm = ({ loaded, form, record, version, children }: GroupFormProps) => (
  <Form method="post" action={`/groups/${loaded.group.id}`} className="stack" preventScrollReset noValidate>
    <input type="hidden" name="key" value={loaded.key} />
    <input type="hidden" name="form" value={form} />
    {record !== undefined && <input type="hidden" name="record" value={record} />}
    <input type="hidden" name="version" value={version ?? loaded.group.version} />
    {children}
  </Form>
)

/** Name, label, and after a refusal error and what was written, of a field of this form. */
export function useField({ answer }: Pick<Page, 'answer'>, form: string) {
  const { t } = useGroups()
  const own = answer?.form === form ? answer : undefined
  return {
    isAnswered: own !== undefined,
    at: (field: Field | 'evidence' | 'grade' | 'part' | 'pap') => ({
      ...{ name: `${form}.${field}`, label: t(`field.${field}`), defaultValue: own?.given[field] },
      error: own?.problem === field ? t(`wrong.${own.problem}`) : undefined,
    }),
  }
}
