// SPDX-License-Identifier: Apache-2.0
/** Keys under which the server hands over what a page may use. Made here, in the build; `entry.server` exports them. */
import { createContext } from 'react-router'
import type { PublicDesk } from '#commons/lookup/contract.ts'
import type { CorrectionsCounter } from '#supply/corrections/contract.ts'
import type { AssessmentsRegister } from '#supply/partnerships/contract.ts'
import type { AdvisoriesDesk } from '#supply/warnings/contract.ts'

/** The desks of whoever asks. */
export const desksContext = createContext<PublicDesk>()

/** Where anybody asks for a correction; null where this process does not hold the supply wing. */
export const counterContext = createContext<CorrectionsCounter | null>(null)

/** The nonce of this answer's Content-Security-Policy; empty in development. */
export const nonceContext = createContext<string>('')

/** The OpenAPI document of this server, for its readable page. */
export const openApiContext = createContext<unknown>(null)

/** Advisories that everybody may read; null where this process has none. */
export const advisoriesContext = createContext<AdvisoriesDesk | null>(null)

/** Firms that agreed to be named; null where this process does not hold the supply wing. */
export const registerContext = createContext<AssessmentsRegister | null>(null)
