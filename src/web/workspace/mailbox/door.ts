// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs } from 'react-router'
import { nodeContext } from '../contexts.ts'
import { nothingHere } from '../who.ts'

/** The mailbox of a demonstration on this computer; anywhere else the page does not exist. */
export const mailboxOf = (context: LoaderFunctionArgs['context']) => {
  const mailbox = context.get(nodeContext).demonstration?.mailbox
  if (!mailbox) throw nothingHere()
  return mailbox
}

export interface Piece {
  text: string
  /** An address of this site. */
  href: string | null
}

/** A letter's text with the addresses of this site apart. Those of others stay text: nothing leads away from here. */
export const piecesOf = (text: string, url: URL): Piece[] =>
  text.split(/(https?:\/\/\S*[^\s.,;:!?)])/).flatMap((part, place) => {
    if (part === '') return []
    const given = place % 2 === 1 && URL.canParse(part) ? new URL(part) : null
    const own = given && given.port === url.port && isHere(given.hostname)
    return [{ text: part, href: own ? given.pathname + given.search + given.hash : null }]
  })

const isHere = (hostname: string) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
