// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import { Form } from 'react-router'
import type { IncidentData } from './incident.tsx'

/** A form of this incident: the version that is being read, and the key by which it counts once. */
export const ActForm = ({ loaded: { incident, key }, children }: { loaded: IncidentData; children: ReactNode }) => (
  <Form method="post" action={`/incidents/${incident.id}`} className="stack" preventScrollReset noValidate>
    <input type="hidden" name="version" value={incident.version} />
    <input type="hidden" name="key" value={key} />
    {children}
  </Form>
)
