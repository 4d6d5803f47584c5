// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react'

/**
 * Which of these rows came since the list was first shown as `filter` has it. Another filter is another list, and
 * nothing in it is new.
 */
export function useFresh(ids: readonly string[], filter: string): ReadonlySet<string> {
  const [first, setFirst] = useState({ filter, known: ids })
  if (first.filter !== filter) setFirst({ filter, known: ids })
  const known = first.filter === filter ? first.known : ids
  return new Set(ids.filter((id) => !known.includes(id)))
}
