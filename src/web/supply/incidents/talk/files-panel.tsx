// SPDX-License-Identifier: Apache-2.0
/** The files of an incident, each to be saved: none is shown by this site itself. */
import { Form } from 'react-router'
import { Button } from '../../../kit/button/button.tsx'
import { FileField } from '../../../kit/file/file.tsx'
import { sizeOf } from '../../../kit/file/limits.ts'
import { MOST_FILE, TAKEN } from '../../../kit/file/taken.ts'
import { Panel } from '../../../kit/panel/panel.tsx'
import type { TalkProps } from './requests-panel.tsx'
import { useTalk } from './words.ts'

export function Files({ loaded, refused }: TalkProps) {
  const { t, language } = useTalk()
  const { incident, mayEdit, talk } = loaded
  const { files, said, of } = talk
  if (files.length === 0 && !mayEdit) return null
  return (
    <Panel title={t('files.title')}>
      <ul className="said-lines">
        {files.map(({ id, name, size }) => (
          <li key={id} className="row">
            <a href={`/incidents/${incident.id}/files/${id}`} download>
              <bdi>{name}</bdi>
            </a>{' '}
            <span className="quiet">{sizeOf(size, language)}</span>
            {mayEdit && (
              <Form method="post" action={`/incidents/${incident.id}`} preventScrollReset>
                <Button
                  type="submit"
                  name="detach"
                  value={id}
                  look="quiet"
                  size="small"
                  aria-label={t('files.removeNamed', { name })}
                >
                  {t('files.remove')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <Form
          key={said === 'said.attached' ? of : ''}
          method="post"
          action={`/incidents/${incident.id}`}
          encType="multipart/form-data"
          className="stack"
          preventScrollReset
          noValidate
        >
          <FileField
            name="file"
            accept={TAKEN}
            most={MOST_FILE}
            label={t('files.label')}
            hint={t('files.hint')}
            {...(refused?.field === 'file' && { error: t(refused.say) })}
          />
          <div className="row">
            <Button type="submit" name="attach" value="attach" look="quiet">
              {t('files.add')}
            </Button>
          </div>
        </Form>
      )}
    </Panel>
  )
}
