// SPDX-License-Identifier: Apache-2.0
/** Published advisories for other programs: a feed in RSS 2.0, each of them as CAP 1.2. Public, without an account. */
import { openMessages } from '#basis/messages.ts'
import { type CapAlert, type CapInfo, writeCap, writeRss } from '#interop/feeds/index.ts'
import { type Api, createApi } from '#platform/http/index.ts'
import { areaOf } from './areas.ts'
import { type AdvisoriesDesk, type AdvisoryText, LANGUAGES, type Language, type PublishedAdvisory } from './contract.ts'
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }

const messages = openMessages({ en, fr })

export interface FeedsPlan {
  /** Undefined where this process does not hold the supply wing. */
  desk: AdvisoriesDesk | undefined
  /** Name and origin of this node. */
  node: { name: string; origin: string }
  /** In the demonstration nothing is actual. */
  isDemonstration: boolean
}

/** Words of ours are there in two languages; around other languages stand the English ones. */
const wordsIn = (language: Language) => messages(language === 'fr' ? 'fr' : 'en')

const pageOf = (origin: string, language: string, id: string) => `${origin}/${language}/advisories/${id}`

/** The text in this language, else in English. */
const textIn = ({ texts }: PublishedAdvisory, language: Language): [Language, AdvisoryText] | undefined => {
  const found = ([language, 'en', 'fr'] as const).find((each) => texts[each])
  const text = found && texts[found]
  return found && text ? [found, text] : undefined
}

const infoOf = (advisory: PublishedAdvisory, language: Language, text: AdvisoryText, origin: string): CapInfo => ({
  language,
  event: wordsIn(language)('event', { substance: advisory.substance.name }),
  ...{ urgency: advisory.urgency, severity: advisory.severity, certainty: advisory.certainty },
  expires: new Date(advisory.expires),
  senderName: advisory.publisher,
  headline: text.headline,
  description: text.reviewed ? text.description : `${text.description}\n\n${wordsIn(language)('not-reviewed')}`,
  ...{ instruction: text.instruction, web: pageOf(origin, language, advisory.id) },
  areas: advisory.regions.map((code) => ({ description: areaOf(code).name[language === 'fr' ? 'fr' : 'en'], code })),
})

/** As CAP has it: one that was withdrawn is a cancellation, which names what it takes back. */
export const capOf = (advisory: PublishedAdvisory, { node, isDemonstration }: FeedsPlan): string => {
  const sender = new URL(node.origin).hostname
  const first = { sender, identifier: advisory.id, sent: new Date(advisory.published) }
  const gone = advisory.status === 'withdrawn'
  const alert: CapAlert = {
    ...first,
    ...(gone && { identifier: `${advisory.id}.withdrawn`, sent: new Date(advisory.ended ?? advisory.published) }),
    ...{ status: isDemonstration ? 'Exercise' : 'Actual', msgType: gone ? 'Cancel' : 'Alert' },
    ...(gone && { references: [first], note: advisory.reason ?? '' }),
    info: LANGUAGES.flatMap((language) => {
      const text = advisory.texts[language]
      return text ? [infoOf(advisory, language, text, node.origin)] : []
    }),
  }
  return writeCap(alert)
}

const rssOf = (advisories: readonly PublishedAdvisory[], language: Language, { node }: FeedsPlan): string => {
  const t = wordsIn(language)
  return writeRss({
    title: t('feed-title', { node: node.name }),
    link: `${node.origin}/${language}/advisories`,
    ...{ description: t('feed-description'), language, self: `${node.origin}/advisories.rss?language=${language}` },
    items: advisories.flatMap((advisory) => {
      const [found, text] = textIn(advisory, language) ?? []
      if (!found || !text) return []
      const ended = advisory.status === 'published' ? '' : `${wordsIn(found)(advisory.status)}: `
      return {
        title: `${ended}${text.headline}`,
        link: pageOf(node.origin, language, advisory.id),
        guid: `${advisory.id}.${advisory.status}`,
        description: [text.description, text.instruction].filter((part) => part !== '').join('\n\n'),
        published: new Date(advisory.published),
      }
    }),
  })
}

/** Its answers are for everybody; a minute is how long a proxy may keep them. */
const headers = (type: string) => ({ 'content-type': `${type}; charset=utf-8`, 'cache-control': 'public, max-age=60' })

export const advisoryFeeds = (plan: FeedsPlan): Api => {
  const api = createApi()
  const { desk } = plan
  if (!desk) return api
  api.get('/advisories.rss', async (c) => {
    const language = LANGUAGES.find((each) => each === c.req.query('language')) ?? 'en'
    return c.body(rssOf(await desk.list(), language, plan), 200, headers('application/rss+xml'))
  })
  api.get('/advisories/:id/cap.xml', async (c, next) => {
    const advisory = await desk.open(c.req.param('id'))
    return advisory ? c.body(capOf(advisory, plan), 200, headers('application/cap+xml')) : next()
  })
  return api
}
