// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'

/** The column that a page's text stands in. */
export const Page = ({ children }: { children: ReactNode }) => (
  <div className="main wrap stack" data-gap="large">
    {children}
  </div>
)
