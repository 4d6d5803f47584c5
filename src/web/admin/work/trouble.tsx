// SPDX-License-Identifier: Apache-2.0
import { Code } from '../../kit/layout/code.tsx'
import { useAdmin } from '../words.tsx'

/** The code of an error: its text is not kept, since it may quote a person. */
export function Trouble({ code }: { code: string | null }) {
  const { t } = useAdmin()
  return code === null ? <span className="quiet">{t('work.noTrouble')}</span> : <Code fixed>{code}</Code>
}
