// SPDX-License-Identifier: Apache-2.0
import { Form } from 'react-router'
import { Button } from '../../kit/button/button.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { useIncidents } from './words.ts'

/** The first step: whatever there is in writing. */
export function Paste({ paragraph, error }: { paragraph: string; error: string | undefined }) {
  const { t } = useIncidents()
  return (
    <Form method="post" action="/incidents/new" noValidate>
      <Panel title={t('new.pasteTitle')}>
        <AreaField
          name="paragraph"
          label={t('new.paste')}
          hint={t('new.pasteHint')}
          error={error}
          defaultValue={paragraph}
          rows={10}
        />
        <div className="row">
          <Button type="submit" name="intent" value="read">
            {t('new.readIt')}
          </Button>
          <Button type="submit" name="intent" value="empty" look="quiet">
            {t('new.empty')}
          </Button>
        </div>
      </Panel>
    </Form>
  )
}
