// SPDX-License-Identifier: Apache-2.0
import type { HeldFile, NoticeFile } from '#commons/notices/contract.ts'
import { Choice } from '../../kit/field/choice.tsx'
import { FileField } from '../../kit/file/file.tsx'
import { sizeOf } from '../../kit/file/limits.ts'
import { MOST_FILE, TAKEN } from '../../kit/file/taken.ts'
import { Panel } from '../../kit/panel/panel.tsx'
import { useWork } from '../../workspace/words.tsx'
import type { RefusedFile } from './refused.ts'
import { useNotices } from './words.ts'

/** The files of a notice, each to be saved: none is shown by this site itself. */
export function Files({ id, files }: { id: string; files: readonly NoticeFile[] }) {
  const { t } = useNotices()
  const { language } = useWork()
  if (files.length === 0) return null
  return (
    <Panel title={t('field.attachments')}>
      <ul>
        {files.map((file) => (
          <li key={file.id}>
            <a href={`/notices/${id}/files/${file.id}`} download>
              <bdi>{file.name}</bdi>
            </a>{' '}
            <span className="quiet">{sizeOf(file.size, language)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

interface FileFieldsProps {
  held: readonly HeldFile[]
  refused: readonly RefusedFile[]
}

/** Files to add: those that were sent stay with the form, each with a box to leave it out again. */
export function FileFields({ held, refused }: FileFieldsProps) {
  const { t } = useNotices()
  const { language } = useWork()
  return (
    <Panel title={t('field.attachments')}>
      {held.length > 0 && (
        <fieldset className="field">
          <legend>{t('files.added')}</legend>
          {held.map(({ id, name, size, claim }) => (
            <Choice
              key={id}
              type="checkbox"
              name="claim"
              value={claim}
              label={`${name} (${sizeOf(size, language)})`}
              defaultChecked
            />
          ))}
        </fieldset>
      )}
      <FileField
        key={held.map(({ id }) => id).join()} // what was taken is not sent a second time
        name="file"
        multiple
        accept={TAKEN}
        most={MOST_FILE}
        label={t('files.label')}
        hint={t('files.hint')}
        {...(refused[0] && { error: t(`files.refused.${refused[0].why}`, { name: refused[0].name }) })}
      />
    </Panel>
  )
}
