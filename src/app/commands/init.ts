// SPDX-License-Identifier: Apache-2.0
/** `init`: makes a real node, step by step, up to the link of its first administrator. Each step says what is now so. */
import { join } from 'node:path'
import { type CountryPack, loadCountry, missingFrom } from '#countries/index.ts'
import { type Config, readConfig } from '../config.ts'
import { readNodeFile, writeNodeFile } from '../node-file.ts'
import { isThisComputer, wasDemonstration } from '../production.ts'
import { attachmentsKeyOf, secretOf } from '../secrets.ts'
import type { Context } from './context.ts'
import type { Options } from './index.ts'
import { type Answers, openTerminal, settleAnswers } from './init-answers.ts'

/** Settings of the node to be made. The owner makes it whole: neither a wing's logins nor a demonstration is asked for. */
const configFor = (environment: NodeJS.ProcessEnv, { country, address }: Answers): Config => {
  const { hostname } = new URL(address)
  const known = environment.NODE_NAME ?? readNodeFile(readConfig(environment).data).node
  // Checkpoints bear the name for good, so two nodes must not share one; a host name is some one's alone.
  const node = known ?? (isThisComputer(hostname) ? 'passerelle' : hostname)
  const own = { ORIGIN: address, COUNTRY: country.toUpperCase(), NODE_NAME: node }
  return readConfig({ ...environment, ...own, WING: '', LOGINS: '', DEMONSTRATION: '' })
}

const makeDatabase = async (config: Config, { say, print }: Context): Promise<void> => {
  const { makeAddresses, writeAddresses } = await import('../addresses.ts')
  const addresses = await makeAddresses(config)
  const files = writeAddresses(join(config.data, 'wings'), addresses.of)
  await addresses.stop()
  print(say(config.databaseUrl === undefined ? 'init.embedded' : 'init.external'))
  print(say('migrated', { count: Object.keys(addresses.of).length, files: files.join(', ') }))
}

const makeSecrets = (config: Config, { say, print }: Context): void => {
  secretOf(config)
  attachmentsKeyOf(config)
  print(say('init.secrets', { files: ['secret', 'attachments.key'].map((name) => join(config.data, name)).join(', ') }))
}

const tellCountry = (pack: CountryPack, { say, print, language }: Context): void => {
  const { name_en, name_fr } = pack.country
  const missing = missingFrom(pack)
  print(say('init.country', { name: language === 'fr' ? name_fr : name_en, code: pack.country.code }))
  if (missing.length > 0) print(say('init.country-lacks', { code: pack.country.code, missing: missing.join(', ') }))
}

/** The first administrator's link with the organisation that it is for; undefined once the node has a member. */
const inviteFirst = async (config: Config, { organisation, kind, admin }: Answers, language: 'en' | 'fr') => {
  const { openHouse } = await import('../house.ts')
  const house = await openHouse(config)
  try {
    const link = await house.accounts.createFirstInvitation({
      organisation: { kind, name: organisation, country: config.country as string },
      email: admin,
      language,
    })
    if (link === undefined) return undefined
    const invited = await house.accounts.invited(link.split('/').at(-1) as string)
    return { link, organisation: invited?.organisation ?? organisation }
  } finally {
    await house.close()
  }
}

const makeNode = async (answers: Answers, context: Context): Promise<number> => {
  const { say, print, language } = context
  const config = configFor(process.env, answers)
  const pack = loadCountry(answers.country) // before anything is made: a pack with a fault serves nobody
  await makeDatabase(config, context)
  makeSecrets(config, context)
  const first = await inviteFirst(config, answers, language === 'fr' ? 'fr' : 'en')
  if (!first) {
    print(say('init.has-member'))
    return 0
  }
  const { baseUrl, node } = config
  const file = writeNodeFile(config.data, { country: config.country as string, baseUrl, node })
  print(say('init.settled', { file, node, address: baseUrl }))
  tellCountry(pack, context)
  print(say('init.organisation', { name: first.organisation }))
  print(say('init.link', { admin: answers.admin, link: first.link }))
  print(say('init.next'))
  return 0
}

/**
 * `init`: what is absent is asked for on a terminal, else refused by name. May be run again: until the first link is used
 * it is taken back for a new one, and once the node has a member nothing of it changes but its schema, as by `migrate`.
 */
export const init = async (words: string[], options: Options, context: Context): Promise<number> => {
  if (words.length > 0) return context.bad('init')
  const { data } = readConfig()
  if (wasDemonstration(data)) {
    context.complain(context.say('failed', { detail: context.say('unsafe.was-demonstration', { given: data }) }))
    return 2
  }
  const settled = readNodeFile(data)
  const terminal = openTerminal()
  try {
    const { country = process.env.COUNTRY ?? settled.country, organisation, kind, admin } = options
    const given = { country, organisation, kind, admin, address: process.env.ORIGIN || settled.baseUrl }
    const answers = await settleAnswers(given, context, terminal?.ask)
    if (answers) return await makeNode(answers, context)
    context.complain(context.say('try-help'))
    return 2
  } finally {
    terminal?.close()
  }
}
