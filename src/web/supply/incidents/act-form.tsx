// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import { Form, useActionData } from 'react-router'
import type { IncidentData } from './incident.tsx'

/** A form of this incident: the version that is being read, and the key by which it counts once. */
export function ActForm({ loaded: { incident, key }, children }: { loaded: IncidentData; children: ReactNode }) {
  // A refusal is shown before the page was loaded anew: who presses at once would send the key that it was refused under.
  const again = useActionData<{ key?: string }>()?.key
  return (
    <Form method="post" action={`/incidents/${incident.id}`} className="stack" preventScrollReset noValidate>
      <input type="hidden" name="version" value={incident.version} />
      <input type="hidden" name="key" value={again ?? key} />
      {children}
    </Form>
  )
}
