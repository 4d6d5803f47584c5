// SPDX-License-Identifier: Apache-2.0
import { join, resolve } from 'node:path'
import { readNodeFile } from './node-file.ts'
import { WINGS, type Wing } from './wings.ts'

/** The project's folder: paths in settings are relative to where one stands, files of ours to here. */
export const root = join(import.meta.dirname, '../..')

export interface Config {
  /** TCP port of the site; 0 takes a free one. */
  port: number
  /** Interface to listen on. Loopback unless said otherwise: opening a node to a network is a decision. */
  host: string
  /** Where the node keeps its data. */
  data: string
  /** An external PostgreSQL's owner, in place of the embedded one. */
  databaseUrl: string | undefined
  /** The wing that this process serves; the whole house where absent. */
  wing: Wing | undefined
  /** A file with the logins that this process may use, as `./passerelle migrate` writes it. */
  logins: string | undefined
  /** Where people reach the node. Sign-in needs https unless that is this computer. */
  baseUrl: string
  /** The country that the node serves, ISO 3166-1 alpha-2; absent until `init` settled it. */
  country: string | undefined
  /** An invented country whose users anybody on this computer may be. Never where others reach the node. */
  demonstration: boolean
  /** The node's name to others and on its checkpoints; for good. */
  node: string
  /** SMTP server for letters, and whom they come from; without it letters are kept in the demonstration's mailbox. */
  smtp: { url: string; from: string } | undefined
  /** A file of providers of ministries where people sign in instead; see providers.ts. */
  oidc: string | undefined
  /** Where a line is written for each request; nowhere where absent. */
  log: string | undefined
  /** Whether addresses that people give may lead into this node’s own network, over http too. */
  isPrivateOpen: boolean
  /** How many proxies stand before this node, each of which adds to X-Forwarded-For whom it heard; 0 believes no header. */
  proxies: number
  /** Requests to the API that one caller may send in a minute. */
  rate: number
  /** What `/.well-known/security.txt` says: whom to tell of a hole, and by which policy. Without a contact, no file. */
  security: { contact: string | undefined; policy: string | undefined }
}

/** A setting that is an address of one of these kinds; empty is absent. */
const addressIn = (environment: NodeJS.ProcessEnv, name: string, kinds: readonly string[]): string | undefined => {
  const given = environment[name] || undefined
  if (given !== undefined && !(kinds.some((kind) => given.startsWith(kind)) && /^\S+$/.test(given)))
    throw new Error(`${name} is "${given}"; it must be an address that begins with ${kinds.join(' or ')}`)
  return given
}

const wingIn = (given: string | undefined): Wing | undefined => {
  const wing = WINGS.find((each) => each === given)
  if (given !== undefined && wing === undefined) throw new Error(`WING is "${given}"; it is ${WINGS.join(' or ')}.`)
  return wing
}

const nameIn = ({ NODE_NAME }: NodeJS.ProcessEnv, settled = 'passerelle'): string => {
  if (NODE_NAME === undefined) return settled
  if (!/^[A-Za-z0-9.-]{1,100}$/.test(NODE_NAME))
    throw new Error(`NODE_NAME is "${NODE_NAME}"; it must be letters, digits, dots and hyphens.`)
  return NODE_NAME
}

const countIn = (environment: NodeJS.ProcessEnv, name: string, [least, usual, most]: [number, number, number]) => {
  const count = Number(environment[name] || usual)
  if (!Number.isInteger(count) || count < least || count > most)
    throw new Error(`${name} is "${environment[name]}"; it must be a number from ${least} to ${most}.`)
  return count
}

const outwardIn = ({ OUTWARD }: NodeJS.ProcessEnv): boolean => {
  if (OUTWARD && OUTWARD !== 'public' && OUTWARD !== 'private')
    throw new Error(`OUTWARD is "${OUTWARD}"; it is public or private.`)
  return OUTWARD === 'private'
}

/** `LOG` is a file or `off`; without it a file beside the data. */
const logIn = ({ LOG, DATA }: NodeJS.ProcessEnv): string | undefined =>
  LOG === 'off' ? undefined : resolve(LOG || join(DATA ?? join(root, 'data'), 'requests.log'))

/** Settings from the environment; what it leaves open is as `init` settled it in the data folder, else a default. */
export const readConfig = (environment: NodeJS.ProcessEnv = process.env): Config => {
  const port = countIn(environment, 'PORT', [0, 8080, 65535])
  const data = resolve(environment.DATA ?? join(root, 'data'))
  const settled = readNodeFile(data)
  return {
    port,
    host: environment.HOST ?? '127.0.0.1',
    data,
    databaseUrl: environment.DATABASE_URL || undefined,
    wing: wingIn(environment.WING || undefined),
    logins: environment.LOGINS ? resolve(environment.LOGINS) : undefined,
    baseUrl: environment.ORIGIN || settled.baseUrl || `http://localhost:${port}`,
    country: environment.COUNTRY || settled.country,
    demonstration: environment.DEMONSTRATION === 'on',
    node: nameIn(environment, settled.node),
    smtp: environment.SMTP_URL ? { url: environment.SMTP_URL, from: environment.MAIL_FROM ?? '' } : undefined,
    oidc: environment.OIDC ? resolve(environment.OIDC) : undefined,
    log: logIn(environment),
    isPrivateOpen: outwardIn(environment),
    proxies: countIn(environment, 'PROXIES', [0, 0, 10]),
    rate: countIn(environment, 'RATE', [1, 3000, 1_000_000]),
    security: {
      contact: addressIn(environment, 'SECURITY_CONTACT', ['https://', 'mailto:', 'tel:']),
      policy: addressIn(environment, 'SECURITY_POLICY', ['https://']),
    },
  }
}

/** Lists that an authority imported for this computer's command line; see `reference import`. */
export const restrictedFolder = (config: Config) => join(config.data, 'restricted')
