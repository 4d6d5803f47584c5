// SPDX-License-Identifier: Apache-2.0
/** What a visit found: corrected and shown by the provider, verified or returned by the body. */
import { Form } from 'react-router'
import type { Finding } from '#health/assurance/inspections/contract.ts'
import { Button } from '../../../kit/button/button.tsx'
import { AreaField, TextField } from '../../../kit/field/field.tsx'
import { FileField } from '../../../kit/file/file.tsx'
import { sizeOf } from '../../../kit/file/limits.ts'
import { MOST_FILE, TAKEN } from '../../../kit/file/taken.ts'
import { Panel } from '../../../kit/panel/panel.tsx'
import { Tag } from '../../../kit/tag/tag.tsx'
import type { Props } from './visit-acts.tsx'
import { useInspections } from './words.ts'

interface OneProps extends Props {
  finding: Finding
}

function Acts({ loaded: { key }, finding: { id, number, version, may, owner, action, status, proofs } }: OneProps) {
  const { t } = useInspections()
  const hidden = (
    <>
      <input type="hidden" name="finding" value={id} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="key" value={key} />
    </>
  )
  return (
    <>
      {may.includes('correct') && (
        <Form method="post" className="stack" preventScrollReset noValidate>
          {hidden}
          <TextField
            name="owner"
            label={t('inspection.owner')}
            hint={t('inspection.ownerHelp')}
            defaultValue={owner ?? ''}
            maxLength={200}
          />
          <AreaField
            name="action"
            label={t('inspection.action')}
            defaultValue={action ?? ''}
            rows={2}
            maxLength={2000}
          />
          <div className="row">
            <Button type="submit" name="do" value="correct" look="quiet">
              {t('inspection.correct')}
            </Button>
          </div>
        </Form>
      )}
      {may.includes('attach') && (
        <Form
          method="post"
          encType="multipart/form-data"
          className="stack"
          preventScrollReset
          noValidate
          key={proofs.length}
        >
          {hidden}
          <FileField
            name="file"
            accept={TAKEN}
            most={MOST_FILE}
            label={t('inspection.proof', { number: String(number) })}
            hint={t('inspection.proofHint')}
          />
          <div className="row">
            <Button type="submit" name="do" value="attach" look="quiet">
              {t('inspection.attach')}
            </Button>
          </div>
        </Form>
      )}
      {may.includes('correct') && status === 'planned' && proofs.length === 0 && (
        <p className="quiet">{t('inspection.showHelp')}</p>
      )}
      {may.includes('show') && (
        <Form method="post" className="stack" preventScrollReset noValidate>
          {hidden}
          <AreaField name="text" label={t('inspection.shown')} rows={2} maxLength={2000} />
          <div className="row">
            <Button type="submit" name="do" value="show">
              {t('inspection.show')}
            </Button>
          </div>
        </Form>
      )}
      {may.includes('verify') && (
        <Form method="post" className="stack" preventScrollReset noValidate>
          {hidden}
          <AreaField name="text" label={t('inspection.verifyText')} rows={2} maxLength={2000} />
          <div className="row">
            <Button type="submit" name="do" value="verify">
              {t('inspection.verify')}
            </Button>
            <Button type="submit" name="do" value="return" look="quiet">
              {t('inspection.return')}
            </Button>
          </div>
        </Form>
      )}
    </>
  )
}

export function Findings({ loaded }: Props) {
  const { t, date, language } = useInspections()
  const { one } = loaded
  const nameOf = (id: string) => one.questions.find((each) => each.id === id)?.name[language] ?? ''
  return one.findings.map((finding) => (
    <Panel
      key={finding.id}
      title={`${t('inspection.finding', { number: String(finding.number) })}: ${finding.criterion} ${nameOf(finding.criterion)}`}
    >
      <p>
        <Tag tone={finding.severity === 'critical' ? 'listed' : 'watch'}>
          {t(`inspection.severityIs.${finding.severity}`)}
        </Tag>{' '}
        {t(`inspection.findingState.${finding.status}`)}, {t('inspection.by', { date: date(finding.due) })}{' '}
        {finding.isOverdue && <Tag tone="listed">{t('inspection.overdue')}</Tag>}
      </p>
      <p className="said">{finding.found}</p>
      {finding.whyAdded !== null && (
        <p className="quiet">{t('inspection.added', { date: date(finding.told), why: finding.whyAdded })}</p>
      )}
      {finding.action !== null && (
        <p>
          {t('inspection.action')} ({finding.owner}): {finding.action}
        </p>
      )}
      {finding.proofs.length > 0 && (
        <ul>
          {finding.proofs.map((file) => (
            <li key={file.id}>
              <a href={`/assurance/inspections/${one.id}/files/${file.id}`} download>
                <bdi>{file.name}</bdi>
              </a>{' '}
              <span className="quiet">{sizeOf(file.size, language)}</span>
            </li>
          ))}
        </ul>
      )}
      {finding.shown !== null && (
        <p>
          {t('inspection.shown')}: {finding.shown}
        </p>
      )}
      {finding.note !== null && (
        <p>
          {t('inspection.note')}: {finding.note}
        </p>
      )}
      <Acts loaded={loaded} finding={finding} />
    </Panel>
  ))
}
