// SPDX-License-Identifier: Apache-2.0
/** Letters by SMTP: plain text, at least once, each with an id by which its receiver knows a repetition. */
import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'

export interface Letter {
  /** What it is about and for whom, the same at each repetition, such as an event's id and an account's. */
  about: readonly [string, ...string[]]
  to: string
  subject: string
  /** Plain text. */
  text: string
  language: string
}

export interface Mailer {
  /** Resolves when the letter is taken over; rejects with an error that names no person. Repeating is safe. */
  send(letter: Letter): Promise<void>
  close(): Promise<void>
}

export interface MailSettings {
  /** `smtp://` or `smtps://`, with name and password where the server wants them. */
  url: string
  /** Address of the sender. */
  from: string
  /** Milliseconds for each step with the server. */
  timeout?: number
}

/** RFC 5322, 3.6.4. A hash, since the ids of an event and an account together say who is told of what. */
export const messageIdOf = (about: readonly string[], from: string): string => {
  const host = /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'localhost'
  return `<${createHash('sha256').update(about.join('\n')).digest('hex').slice(0, 40)}@${host}>`
}

/** What went wrong, without addresses: servers quote them in their answers, and errors are written down. */
export class MailError extends Error {
  override name = 'MailError'
  readonly code: string
  /** The server will never take this letter (SMTP 5xx); a later try is of no use. */
  readonly final: boolean
  constructor(code: string, status: number | undefined) {
    super(`The mail server did not take a letter: ${code}${status ? ` ${status}` : ''}.`)
    this.code = code
    this.final = status !== undefined && status >= 500
  }
}

/** Mail by the server of these settings. Opens a connection for each letter and keeps none. */
export const createMailer = ({ url, from, timeout = 20_000 }: MailSettings): Mailer => {
  const waits = { connectionTimeout: timeout, greetingTimeout: timeout, socketTimeout: timeout, dnsTimeout: timeout }
  const { protocol, hostname, port, username, password } = new URL(url)
  if (protocol !== 'smtp:' && protocol !== 'smtps:') throw new Error('The mail server is smtp://… or smtps://…')
  const secure = protocol === 'smtps:'
  const auth = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !loopback, // a letter says who works on what: never in the clear over a network
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(auth ? { auth } : {}),
    ...waits,
  })
  return {
    send: async ({ about, to, subject, text, language }) => {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to }, // an address that holds a comma is still one address
          subject,
          text,
          messageId: messageIdOf(about, from),
          headers: { 'auto-submitted': 'auto-generated', 'content-language': language },
        })
      } catch (error) {
        const { code, responseCode } = error as { code?: string; responseCode?: number }
        throw new MailError(code ?? 'unknown', responseCode)
      }
    },
    close: async () => transport.close(),
  }
}
