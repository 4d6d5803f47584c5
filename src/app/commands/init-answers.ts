// SPDX-License-Identifier: Apache-2.0
/** What `init` must know: taken from the command line and the environment, asked for on a terminal, or refused by name. */
import { createInterface } from 'node:readline/promises'
import { z } from 'zod'
import { countryCodes } from '#countries/index.ts'
import { newOrganisationShape } from '#platform/accounts/contract.ts'
import { OPERATORS } from '../custody.ts'
import { isThisComputer } from '../production.ts'
import type { Context } from './context.ts'

const origin = (given: string): string | undefined => {
  const url = URL.parse(given)
  if (!url || url.href !== `${url.origin}/`) return undefined
  return url.protocol === 'https:' || (url.protocol === 'http:' && isThisComputer(url.hostname))
    ? url.origin
    : undefined
}

/** How each answer is given and what it must be: the answer as it is kept, or undefined where it is none. */
const QUESTIONS = {
  country: {
    option: '--country',
    read: (given: string) => countryCodes().find((code) => code === given.toLowerCase()),
  },
  organisation: {
    option: '--organisation',
    read: (given: string) => newOrganisationShape.shape.name.safeParse(given).data,
  },
  kind: { option: '--kind', read: (given: string) => OPERATORS.find((kind) => kind === given) },
  admin: { option: '--admin', read: (given: string) => z.email().safeParse(given).data },
  address: { option: 'ORIGIN', read: origin },
} as const

type Question = keyof typeof QUESTIONS
const NAMES = Object.keys(QUESTIONS) as Question[]
export type Answers = Record<Question, string>

/** Puts one question to whoever sits at the terminal; undefined once they left. */
export type Ask = (text: string) => Promise<string | undefined>

export const openTerminal = (): { ask: Ask; close(): void } | undefined => {
  if (!process.stdin.isTTY) return undefined
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const lines = terminal[Symbol.asyncIterator]() // keeps lines that were pasted before their question
  const ask: Ask = async (text) => {
    process.stderr.write(`${text} `)
    const { value, done } = await lines.next()
    return done ? undefined : value
  }
  return { ask, close: () => terminal.close() }
}

/**
 * All answers in shape, or undefined once everything that is wrong was said. Without `ask` what is missing is refused
 * with its option; with it, the same question comes again until the answer is one.
 */
export const settleAnswers = async (
  given: Partial<Record<Question, string | undefined>>,
  { say, complain }: Pick<Context, 'say' | 'complain'>,
  ask: Ask | undefined,
): Promise<Answers | undefined> => {
  const places = { countries: countryCodes().join(', ').toUpperCase(), kinds: OPERATORS.join(', ') }
  const settled: Partial<Answers> = {}
  const wrong = (name: Question, text: string) => complain(say(`init.wrong.${name}`, { given: text, ...places }))
  for (const name of NAMES) {
    const { option, read } = QUESTIONS[name]
    const first = given[name]?.trim() ?? ''
    let answer = first === '' ? undefined : read(first)
    if (first !== '' && answer === undefined) wrong(name, first)
    else if (first === '' && !ask) complain(say('init.missing', { option, what: say(`init.ask.${name}`, places) }))
    while (answer === undefined && ask) {
      const text = (await ask(say(`init.ask.${name}`, places)))?.trim()
      if (text === undefined) {
        complain(`\n${say('init.stopped')}`)
        return undefined
      }
      answer = text === '' ? undefined : read(text)
      if (text !== '' && answer === undefined) wrong(name, text)
    }
    if (answer !== undefined) settled[name] = answer
  }
  return NAMES.every((name) => settled[name] !== undefined) ? (settled as Answers) : undefined
}
