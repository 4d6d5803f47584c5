// SPDX-License-Identifier: Apache-2.0
/** What this process is set to, as whoever keeps the node or one of its compartments reads it. No secret is among it. */
import type { Config } from './config.ts'
import { KEPT } from './custody.ts'
import { readNodeFile } from './node-file.ts'

export interface NodeSetting<Id extends string> {
  id: Id
  value: string | boolean | null
  from: 'environment' | 'file' | 'default'
  /** The variable that sets it; null where none does. */
  variable: string | null
}

/** Hours; null: for good. As sign-in, invitations and jobs have them. */
const KEEPS = [
  { id: 'ledger', hours: null },
  { id: 'session', hours: 12 },
  { id: 'invitation', hours: 7 * 24 },
  { id: 'jobs', hours: 7 * 24 },
  { id: 'lockout', hours: 24 },
] as const

/** An address without what stands before its host: name and password. */
const withoutSecrets = (address: string): string => {
  const { protocol, host } = new URL(address)
  return `${protocol}//${host}`
}

/** `names`: the compartments that this process holds. */
export const settingsOf = (config: Config, names: readonly string[], environment = process.env) => {
  const file = readNodeFile(config.data)
  const set = <Id extends string>(
    id: Id,
    value: string | boolean | null | undefined,
    variable: string,
    inFile = false,
  ): NodeSetting<Id> => ({
    ...{ id, value: value ?? null, variable },
    from: environment[variable] ? 'environment' : inFile ? 'file' : 'default',
  })
  const { smtp, security } = config
  return {
    settings: [
      set('name', config.node, 'NODE_NAME', file.node !== undefined),
      set('address', config.baseUrl, 'ORIGIN', file.baseUrl !== undefined),
      set('country', config.country, 'COUNTRY', file.country !== undefined),
      set('mail', smtp ? withoutSecrets(smtp.url) : false, 'SMTP_URL'),
      set('sender', smtp?.from || null, 'MAIL_FROM'),
      set('providers', config.oidc !== undefined, 'OIDC'),
      set('contact', security.contact, 'SECURITY_CONTACT'),
      set('policy', security.policy, 'SECURITY_POLICY'),
      set('outward', config.isPrivateOpen, 'OUTWARD'),
      set('listens', `${config.host}:${config.port}`, 'PORT'),
      set('wing', config.wing, 'WING'),
      set('database', config.databaseUrl !== undefined, 'DATABASE_URL'),
      set('log', config.log !== undefined, 'LOG'),
      set('demonstration', config.demonstration, 'DEMONSTRATION'),
    ],
    compartments: KEPT.filter(({ name }) => names.includes(name)).map(({ name, words }) => ({ name, words })),
    kept: KEEPS,
  }
}
