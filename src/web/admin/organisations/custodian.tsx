// SPDX-License-Identifier: Apache-2.0
import type { OrganisationSummary } from '#platform/accounts/contract.ts'
import { Button, LinkButton } from '../../kit/button/button.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import type { FormWords } from '../form.ts'
import { PersonFields } from '../parts.tsx'
import { useAdmin } from '../words.tsx'
import { LanguageField } from './new.tsx'

interface NewCustodianProps {
  organisation: OrganisationSummary
  language: string
  form: FormWords
}

/** For an organisation that lost its own; a second administrator decides. */
export function NewCustodian({ organisation: { id, name }, language, form }: NewCustodianProps) {
  const { t } = useAdmin()
  return (
    <Panel title={t('organisations.newFor', { name })}>
      <form
        method="post"
        action={`/administration/organisations?${new URLSearchParams({ text: name, organisation: id })}`}
        className="stack"
      >
        <input type="hidden" name="intent" value="custodian" />
        <input type="hidden" name="id" value={id} />
        <p>{t('organisations.newForMore')}</p>
        <PersonFields who="custodian" form={form} required />
        <LanguageField form={form} language={language} />
        <div className="row">
          <Button type="submit">{t('organisations.propose')}</Button>
          <LinkButton look="quiet" href="/administration/organisations">
            {t('people.close')}
          </LinkButton>
        </div>
      </form>
    </Panel>
  )
}
