// SPDX-License-Identifier: Apache-2.0
/** Files that show the answers, each to be saved: none is shown by this site itself. */
import { Form } from 'react-router'
import type { EvidenceFile } from '#supply/partnerships/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { FileField } from '../../kit/file/file.tsx'
import { sizeOf } from '../../kit/file/limits.ts'
import { MOST_FILE, TAKEN } from '../../kit/file/taken.ts'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import type { AssessmentData } from './assessment.tsx'
import type { FileProblem } from './evidence.ts'
import { usePartnerships } from './words.ts'

/** One file with its digest, by which it is known again wherever it is kept. */
export function EvidenceLine({ id, file }: { id: string; file: EvidenceFile }) {
  const { t, language } = usePartnerships()
  return (
    <>
      <a href={`/assessments/${id}/files/${file.id}`} download>
        <bdi>{file.name}</bdi>
      </a>{' '}
      <span className="quiet">{sizeOf(file.size, language)}</span>
      <br />
      <span className="quiet digest">{t('practice.files.digest', { digest: file.sha256 })}</span>
    </>
  )
}

interface EvidenceProps {
  loaded: AssessmentData
  problem: FileProblem | undefined
  /** The question that was chosen before a refusal. */
  chosen: string | undefined
}

/** While it is being answered: every file by its question, and one more. */
export function Evidence({ loaded: { assessment }, problem, chosen }: EvidenceProps) {
  const { t, language } = usePartnerships()
  const { id, files, questions } = assessment
  const action = `/assessments/${id}`
  return (
    <Panel title={t('practice.files.title')}>
      <p className="quiet">{t('practice.files.help')}</p>
      {questions
        .filter((asked) => files.some((file) => file.question === asked.id))
        .map((asked) => (
          <div key={asked.id} className="stack" data-gap="small">
            <p>{asked.question[language]}</p>
            <ul>
              {files
                .filter((file) => file.question === asked.id)
                .map((file) => (
                  <li key={file.id}>
                    <EvidenceLine {...{ id, file }} />
                    <Form method="post" action={action} preventScrollReset>
                      <Button
                        type="submit"
                        name="detach"
                        value={file.id}
                        look="quiet"
                        size="small"
                        aria-label={t('practice.files.removeNamed', { name: file.name })}
                      >
                        {t('practice.files.remove')}
                      </Button>
                    </Form>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      <Form
        key={files.length} // once a file was added the form is empty again
        method="post"
        action={action}
        encType="multipart/form-data"
        className="stack"
        preventScrollReset
        noValidate
      >
        <SelectField
          name="question"
          label={t('practice.files.question')}
          defaultValue={chosen ?? questions[0]?.id}
          options={questions.map((asked) => [asked.id, asked.question[language]] as const)}
        />
        <FileField
          name="file"
          accept={TAKEN}
          most={MOST_FILE}
          label={t('practice.files.label')}
          hint={t('practice.files.hint')}
          {...(problem && { error: t(problem) })}
        />
        <div className="row">
          <Button type="submit" name="attach" value="attach" look="quiet">
            {t('practice.files.add')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

/** Throws away what was begun by mistake, with its files. */
export function Discard({ loaded: { assessment } }: Pick<EvidenceProps, 'loaded'>) {
  const { t } = usePartnerships()
  return (
    <Panel title={t('practice.act.discard')} fold="closed">
      <Form method="post" action={`/assessments/${assessment.id}`} className="stack" noValidate>
        <input type="hidden" name="version" value={assessment.version} />
        <p className="quiet">{t('practice.act.discardHelp')}</p>
        <div className="row">
          <Button type="submit" name="discard" value="discard" look="danger">
            {t('practice.act.discard')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
