// SPDX-License-Identifier: Apache-2.0
/** Photographs and documents of a finding, each to be saved: none is shown by this site itself. */
import { Form } from 'react-router'
import type { Finding } from '#supply/oversight/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { FileField } from '../../kit/file/file.tsx'
import { sizeOf } from '../../kit/file/limits.ts'
import { MOST_FILE, TAKEN } from '../../kit/file/taken.ts'
import type { ProofProblem } from './proofs.ts'
import { useOversight } from './words.ts'

interface ProofsProps {
  inspection: string
  finding: Finding
  problem: ProofProblem | undefined
}

export function Proofs({ inspection, finding: { id, number, files, mayAttach }, problem }: ProofsProps) {
  const { t, language, moment } = useOversight()
  const action = `/inspections/${inspection}`
  return (
    <>
      {files.length > 0 && (
        <ul aria-label={t('proofs.of', { number })}>
          {files.map((file) => (
            <li key={file.id}>
              <a href={`/findings/${id}/files/${file.id}`} download>
                <bdi>{file.name}</bdi>
              </a>{' '}
              <span className="quiet">
                {sizeOf(file.size, language)}, {t(`proofs.from.${file.from}`, { at: moment(file.at) })}
              </span>
              <br />
              <span className="quiet digest">{t('proofs.digest', { digest: file.sha256 })}</span>
              {file.mayTakeOut && (
                <Form method="post" action={action} preventScrollReset>
                  <input type="hidden" name="finding" value={id} />
                  <Button
                    type="submit"
                    name="detach"
                    value={file.id}
                    look="quiet"
                    size="small"
                    aria-label={t('proofs.removeNamed', { name: file.name })}
                  >
                    {t('proofs.remove')}
                  </Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayAttach && (
        <Form
          key={files.length} // once a file was added the form is empty again
          method="post"
          action={action}
          encType="multipart/form-data"
          className="stack"
          preventScrollReset
          noValidate
        >
          <input type="hidden" name="finding" value={id} />
          <FileField
            name="file"
            accept={TAKEN}
            most={MOST_FILE}
            label={t('proofs.label', { number })}
            hint={t('proofs.hint')}
            {...(problem && { error: t(problem) })}
          />
          <div className="row">
            <Button type="submit" name="attach" value="attach" look="quiet">
              {t('proofs.add')}
            </Button>
          </div>
        </Form>
      )}
    </>
  )
}
