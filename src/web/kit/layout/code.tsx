// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import { Unbroken } from './unbroken.tsx'

/** Numbers and formulas run from left to right in every language: without this, Arabic turns `54-04-6` round. */
export const Code = ({ fixed, children }: { fixed?: boolean; children: ReactNode }) => (
  <bdi dir="ltr">
    {fixed ? <code>{children}</code> : typeof children === 'string' ? <Unbroken>{children}</Unbroken> : children}
  </bdi>
)
