// SPDX-License-Identifier: Apache-2.0
/**
 * Keys under which the server hands over what a page of the workspace may use: made here, in the build, exported by
 * `entry.server`. Where one is absent, its pages answer like an address that does not exist.
 */
import { createContext } from 'react-router'
import type { Outcome } from '#basis/outcome.ts'
import type {
  Acceptance,
  AccountsRefusal,
  AdministrationDesk,
  ProfileDesk,
  Words,
} from '#platform/accounts/contract.ts'
import type { Inbox } from '#platform/events/index.ts'
import type { KeptLetter, LettersAsked } from '#platform/mail/index.ts'
import type { WebhooksDesk } from '#platform/webhooks/index.ts'

/** What the link of an invitation says to whoever opens it. */
export interface Invited {
  organisation: string
  roles: readonly Words[]
  email: string
  language: 'en' | 'fr'
}

export interface Accounts {
  /** Of whoever is signed in with all that is asked for; null for everybody else. */
  profile: ProfileDesk | null
  administration: AdministrationDesk | null
  /** Signed in by half: a password or an invitation, and no second factor yet. */
  half: {
    name: string
    email: string
    /** Signed in with all that is asked for, and acting for no organisation at this moment. */
    whole?: boolean
  } | null
  /** Answers addresses below `/api/auth`, as over HTTP. */
  auth(request: Request): Promise<Response>
  /** Providers of ministries where people sign in instead. */
  providers: readonly { id: string; name: string }[]
  /** What a link says before it is used; null for one that does not work. Absent: the page asks without naming anyone. */
  invitation?(token: string): Promise<Invited | null>
  /** Takes the invitation; the answer's cookies, whole Set-Cookie values, begin half a session. */
  accept(input: Acceptance, headers: Headers): Promise<Outcome<{ setCookie: string[] }, AccountsRefusal>>
}

export const accountsContext = createContext<Accounts | null>(null)

export interface InboxDoor {
  inbox: Inbox
  /** The text of a message that a room declared. */
  say(language: 'en' | 'fr', message: string, values: Record<string, string | number>): string
  /** Address of the stream of events, so that the count follows. */
  stream?: string
}

export const inboxContext = createContext<InboxDoor | null>(null)

/** Events told to programs: one desk for each compartment; null for whoever has none. */
export const webhooksContext = createContext<readonly { compartment: string; desk: WebhooksDesk }[] | null>(null)

/** A page or an action that this person has. */
export interface Place {
  href: string
  title: Words
  /** Other words under which somebody may look for it. */
  also?: Words
  /** One of the two or three main jobs: it stands in the bar. */
  main?: boolean
}

/** What the person's rooms add to the bar and the palette. */
export const placesContext = createContext<readonly Place[]>([])

export interface DemonstrationUser {
  account: string
  name: string
  organisation: string
  /** What this user comes here to do. */
  job: Words
}

export interface Node {
  /** Whom to ask when something does not work. */
  help: { text: Words; href: string } | null
  /** Only on loopback and outside production. */
  demonstration: {
    users(): Promise<readonly DemonstrationUser[]>
    /** Begins a session as one of them: whole Set-Cookie values. Null where there is no such user. */
    step(account: string, headers: Headers): Promise<string[] | null>
    /** What the node would have sent by mail; null where no one may step in from. */
    mailbox: {
      letters(asked: Pick<LettersAsked, 'kind' | 'words'>): Promise<KeptLetter[]>
      letter(id: string): Promise<KeptLetter | undefined>
    } | null
  } | null
}

export const nodeContext = createContext<Node>({ help: null, demonstration: null })
