// SPDX-License-Identifier: Apache-2.0
/** Signing off, showing it to authorities, and agreeing to be named: each in its own frame, each said beforehand. */
import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { Button } from '../../kit/button/button.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import type { AssessmentData } from './assessment.tsx'
import { usePartnerships } from './words.ts'

interface ActProps {
  loaded: AssessmentData
  act: 'complete' | 'show' | 'name' | 'unname'
  look?: 'quiet' | 'danger'
  children?: ReactNode
}

function Act({ loaded: { assessment, key }, act, look, children }: ActProps) {
  const { t } = usePartnerships()
  return (
    <Panel title={t(`practice.act.${act}`)}>
      <Form method="post" className="stack" preventScrollReset noValidate>
        <input type="hidden" name="version" value={assessment.version} />
        <input type="hidden" name="key" value={key} />
        <p className="quiet">{t(`practice.act.${act}Help`)}</p>
        {children}
        <div className="row">
          <Button type="submit" name="do" value={act} {...(look && { look })}>
            {t(`practice.act.${act}`)}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

export function AssessmentActs({ loaded }: { loaded: AssessmentData }) {
  const { t } = usePartnerships()
  const { assessment, authorities } = loaded
  const { may, missing, isNamed, shownTo } = assessment
  return (
    <>
      {may.includes('complete') && missing.length === 0 && <Act loaded={loaded} act="complete" />}
      {may.includes('show') && (
        <Act loaded={loaded} act="show" look="quiet">
          <fieldset className="field">
            <legend>{t('practice.act.to')}</legend>
            {authorities.map(({ id, name }) => (
              <Choice
                key={id}
                type="checkbox"
                name="to"
                value={id}
                label={name}
                defaultChecked={shownTo.includes(id)}
              />
            ))}
          </fieldset>
        </Act>
      )}
      {isNamed && may.length > 0 && <Act loaded={loaded} act="unname" look="danger" />}
      {!isNamed && may.includes('name') && <Act loaded={loaded} act="name" look="quiet" />}
    </>
  )
}
