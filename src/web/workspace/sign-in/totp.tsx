// SPDX-License-Identifier: Apache-2.0
import { Button } from '../../kit/button/button.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Code } from '../../kit/layout/code.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { QrCode } from '../../public/qr.tsx'
import { useWork } from '../words.tsx'

export interface AppSecret {
  /** `otpauth://totp/…?secret=…` (Key URI format). */
  uri: string
  spare: string[]
}

/** What enabling answers: `{ totpURI, backupCodes }`. */
export function secretOf(body: Record<string, unknown>): AppSecret {
  const { totpURI, backupCodes } = body
  return {
    uri: typeof totpURI === 'string' ? totpURI : '',
    spare: Array.isArray(backupCodes) ? backupCodes.map(String) : [],
  }
}

/** The secret in groups of four, as people type it. */
export const keyOf = (uri: string): string =>
  (/[?&]secret=([A-Z2-7]+)/i.exec(uri)?.[1] ?? '').replace(/(.{4})(?=.)/g, '$1 ')

interface AppFormProps {
  path: string
  next: string
  secret: AppSecret
}

/** Three steps: the key into the app, the spare codes onto paper, the app's first code here. */
export function AppForm({ path, next, secret: { uri, spare } }: AppFormProps) {
  const { t } = useWork()
  return (
    <>
      <Panel title={t('second.step1')}>
        <p>{t('second.scan')}</p>
        <QrCode text={uri} label={t('second.qr')} />
        <p>{t('second.key')}</p>
        <p>
          <Code fixed>{keyOf(uri)}</Code>
        </p>
        <p>
          <a href={uri}>{t('second.openApp')}</a>
        </p>
      </Panel>
      <Panel title={t('second.step2')}>
        <p>{t('second.spare')}</p>
        <ul className="codes">
          {spare.map((code) => (
            <li key={code}>
              <Code fixed>{code}</Code>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t('second.step3')}>
        <form method="post" action={path} className="stack">
          <input type="hidden" name="next" value={next} />
          <input type="hidden" name="uri" value={uri} />
          {spare.map((code) => (
            <input key={code} type="hidden" name="spare" value={code} />
          ))}
          <TextField
            name="code"
            size="small"
            label={t('code.app')}
            hint={t('code.appHint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            required
          />
          <div className="row">
            <Button type="submit">{t('second.finish')}</Button>
          </div>
        </form>
      </Panel>
    </>
  )
}
