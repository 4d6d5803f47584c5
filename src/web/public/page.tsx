// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'

/** The column that a page's text stands in. `card`: printed it is something to take along, without the house around it. */
export const Page = ({ children, card = false }: { children: ReactNode; card?: boolean }) => (
  <div className={card ? 'main wrap stack print-card' : 'main wrap stack'} data-gap="large">
    {children}
  </div>
)
