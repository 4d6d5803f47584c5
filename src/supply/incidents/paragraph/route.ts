// SPDX-License-Identifier: Apache-2.0
/** By which countries the goods went. A country that nothing is said about is no leg. */
import type { LEG_ROLES } from '../codes.ts'
import { type Countries, type Mention, originsIn } from './countries.ts'
import { type Page, phrases, type Span, table } from './text.ts'

type Role = (typeof LEG_ROLES)[number]

export interface Leg {
  role: Role
  country: string
  place: string
  span: Span
}

/** Read as they stand. */
const SURE = table(`
origin: ships from; shipping from; delivery from; delivered from; venait de; venait du; venait des; venait d; venaient de; venaient du; provenait de; provenait du; provenait des; provenait d; provenaient de; venia de; provenia de; originating in; originating from; originated in; originated from; origin in; coming from; arriving from; arrived from; arriving in from; came from; shipped from; sent from; exported from; imported from; mailed from; posted from; dispatched from; smuggled from; en provenance de; en provenance du; en provenance des; en provenance d; provenant de; provenant du; provenant des; provenant d; originaire de; originaire du; originaire des; originaire d; venant de; venant du; venant des; venant d; expedie de; expedie du; expedie des; expedie depuis; expedies de; expedies depuis; expediee de; expediee depuis; expediees depuis; envoye de; envoye du; envoye depuis; envoyee de; envoyee depuis; importe de; importe du; importee de; arrive de; arrivant de; arrivant du; depuis; procedente de; procedente del; procedentes de; proveniente de; provenientes de; proveniente del; desde; enviado desde; прибывший из; прибывшего из; поступивший из; следовавший из; следовавшего из; следовавшей из; следовавшем из; отправленной из; отправленный из; доставленный из; قادم من; قادمة من; القادم من; القادمة من; واردة من
departure: departed from; departed; sailed from; loaded in; loaded at; loaded from; flight from; flown from; flying from; vol en provenance de; vol en provenance du; vol en provenance des; vuelo procedente de; charge a; charge au; charge en; chargee a; parti de; parti du; partie de; embarque a; cargado en; embarcado en; рейсом из
transit: via; transiting; transiting through; transiting via; transited; transited through; in transit through; in transit via; transit through; passing through; routed through; routed via; par; transit par; transitant par; transite par; en transit par; en transit via; passant par; en passant par; a traves de; transitando por; pasando por; через; транзитом через; عبر; مرورا ب
transhipment: transhipped in; transhipped at; transshipped in; transshipped at; transhipped through; transhipment in; transhipment at; transshipment in; transborde a; transborde au; transborde en; transbordee a; transbordement a; transbordement au; transbordement en; transbordado en
destination: travelling to; traveling to; on the way to; se rendant en; se rendant au; se rendant aux; se rendant a; se dirigeait vers; allant en; allant au; allant a; se dirigia a; bound for; destined for; destined to; en route to; on its way to; on their way to; heading for; heading to; headed for; headed to; shipped to; sent to; exported to; posted to; mailed to; smuggled to; smuggled into; final destination; a destination de; a destination du; a destination des; a destination d; destine a; destine au; destine aux; destinee a; destinee au; destinee aux; destines a; destines au; destines aux; destinees a; destinees au; en route vers; en route pour; vers; con destino a; con destino al; con destino en; destinado a; destinados a; hacia; rumbo a; направлявшийся в; направлявшегося в; направлявшемся в; направлявшейся в; направлялся в; направлялась в; направлялось в; следовавший в; متجه إلى; متجهة إلى; المتجهة إلى; متوجهة إلى; كانت متجهة إلى; في طريقها إلى
intended-market: intended for; intended for sale in; intended for the market of; for the market in; destine au marche de; destines au marche de; para el mercado de
`) // biome-ignore format: a table

/** Read in a sentence about transport. */
const WITH_TRANSPORT = table(`
origin: from; out of; de; du; des; d; из; من
destination: to; a; aux; au; a la; إلى; الى; в; na
`)
/** Read before a colon: `Origin: China`. */
const LABELS = table(`
origin: origin; country of origin; place of origin; origine; pays d origine; origen; pais de origen; provenance; страна происхождения; происхождение; بلد المنشأ; المنشأ
departure: port of loading; place of departure; departure; port de chargement; depart; pol; from; puerto de carga; порт погрузки
transit: transit; transit country; pays de transit; pais de transito; via; транзит; بلد العبور
transhipment: transhipment; transhipment port; transbordement
destination: destination; country of destination; port of discharge; pays de destination; destino; pais de destino; pod; to; страна назначения; назначение; الوجهة; بلد المقصد
`)
const TRANSPORT = new Set(
  `shipped ship shipment shipments sent arrived arriving consignment container containers flight parcel parcels package vessel exported imported export import cargo truck lorry loaded departed goods travelling traveling
  transported transport travel travelled sea carried freight mail mailed posted delivery bound transit via route train smuggled air moved moving expedie expediee expedies expedition envoi envoye colis conteneur navire vol camion cargaison marchandise marchandises fret transportee
  transporte transportait acheminee achemine carga cargamento contenedor envio vuelo barco camion mercancia груз контейнер контейнере посылка посылке рейс рейсом шел следовал следовала شحنة شحن حاوية طرد رحلة سفينة`.split(
    /\s+/,
  ),
)
/** `Officers from France`, `according to China`: no transport. */
const PEOPLE = new Set(
  `officers officer police experts colleagues authorities customs team information intelligence request citizens nationals men man women people persons passengers company firm firms report according linked due thanks related compared similar belonging known letter notified informed reply
  ressortissants douane autorites renseignement renseignements information informations entreprise societe selon grace agents`.split(
    /\s+/,
  ),
)
const FRENCH_TO = /(?:vers|destination|jusqu)/iu
export const FILLERS = new Set(
  'the port ports of city airport international le la les l de du des d aeroport ville el los las puerto aeropuerto портa порта порт аэропорта ميناء مطار'.split(
    ' ',
  ),
)

const sure = phrases(SURE)
const withTransport = phrases(WITH_TRANSPORT)
const labels = phrases(LABELS)
const routeLabel = phrases([[true, 'route'], [true, 'routing'], [true, 'itineraire'], [true, 'ruta'], [true, 'маршрут']] as const) // biome-ignore format: a table

type Cues = ReadonlyMap<number, { role: Role; kind: 'sure' | 'transport' | 'label'; first: number }>

/** What is said just before each word. A longer phrase wins over a shorter one with the same end. */
const cuesIn = (page: Page): Cues => {
  const cues = new Map<number, { role: Role; kind: 'sure' | 'transport' | 'label'; first: number }>()
  const note = (kind: 'sure' | 'transport' | 'label', finder: ReturnType<typeof phrases<string>>) => {
    for (let at = 0; at < page.words.length; at++) {
      const hit = finder.at(page, at)
      if (!hit || (kind === 'label' && !/^\s{0,3}[:=]/.test(page.text.slice(hit.end, hit.end + 4)))) continue
      const known = cues.get(hit.past)
      if (!known || known.first > hit.first || kind === 'label')
        cues.set(hit.past, { role: hit.value as Role, kind, first: hit.first })
    }
  }
  note('sure', sure)
  note('transport', withTransport)
  note('label', labels)
  return cues
}

/** How many words such as `the port of` may stand between. */
export const COUNTED = 6

/** The cue before a mention, over words such as `the port of`. */
const cueBefore = (page: Page, cues: Cues, mention: Mention) => {
  for (let at = mention.from; at > mention.from - COUNTED && at > 0; at--) {
    const before = page.words[at - 1]!
    if (at < mention.from || !/[.;!?\n]/.test(page.text.slice(before.end, page.words[at]!.start))) {
      const cue = cues.get(at)
      if (cue) return cue
    }
    if (!FILLERS.has(before.key)) return undefined
  }
  return undefined
}

const LISTED =
  /^\s{0,2}(?:,|;|\/|&|and|et|y|и|و|,\s?and|,\s?et|then|puis|,\s?then|,\s?puis)\s{0,2}(?:the\s|la\s|le\s|les\s|l['’]|then\s|puis\s)?$/iu
const ARROWS = /^\s{0,2}(?:\)\s?)?(?:→|->|–|—|-|>|\/|,|to|to the|vers|via|then|puis)\s{0,2}$/iu

const roleOf = (
  page: Page,
  cues: Cues,
  mention: Mention,
  before: { mention: Mention; role: Role } | undefined,
): Role | undefined => {
  const { text, words } = page
  const cue = cueBefore(page, cues, mention)
  const sentence = page.sentenceAt(mention.start)
  if (cue?.kind === 'sure' || cue?.kind === 'label') return cue.role
  if (cue) {
    const said = words
      .slice(Math.max(0, mention.from - 60), Math.min(words.length, mention.past + 30))
      .filter(({ start }) => page.sentenceAt(start) === sentence)
    const moves = said.some(({ key }) => TRANSPORT.has(key))
    const own = words[cue.first]!
    const short = /^(?:de|du|des|d|a|au|aux|в|na)$/.test(own.key)
    const paired =
      short &&
      (cue.role === 'origin'
        ? FRENCH_TO.test(text.slice(mention.end, mention.end + 40)) && page.sentenceAt(mention.end + 40) >= sentence
        : before?.role === 'origin' &&
          page.sentenceAt(before.mention.start) === sentence &&
          mention.start - before.mention.end < 60)
    const person = PEOPLE.has(words[cue.first - 1]?.key ?? '')
    if (!person && moves && (!short || paired)) return cue.role
    // `from China to Mexico` says enough by itself.
    if (
      !person &&
      cue.role === 'destination' &&
      !short &&
      before?.role === 'origin' &&
      mention.start - before.mention.end < 40
    )
      return cue.role
    return undefined
  }
  if (!before || page.sentenceAt(before.mention.start) !== sentence) return undefined
  return LISTED.test(text.slice(before.mention.end, words[mention.from]!.start).replace(/^\s?\)/, ''))
    ? before.role
    : undefined
}

/** `Route: China – Singapore – Mexico`: first, between, last. */
const listedRoute = (page: Page, mentions: readonly Mention[]): Map<Mention, Role> => {
  const roles = new Map<Mention, Role>()
  for (const label of routeLabel.all(page)) {
    if (!/^\s{0,2}:/.test(page.text.slice(label.end, label.end + 3))) continue
    const chain: Mention[] = []
    for (const mention of mentions) {
      const from = chain.at(-1)?.end ?? label.end
      const begin = page.words[mention.from]!.start
      if (begin < from) continue
      if (chain.length === 0 ? begin - from > 5 : !ARROWS.test(page.text.slice(from, begin))) break
      chain.push(mention)
    }
    if (chain.length > 1)
      for (const [at, mention] of chain.entries())
        roles.set(mention, at === 0 ? 'origin' : at === chain.length - 1 ? 'destination' : 'transit')
  }
  return roles
}

/** The legs in the order of the text, and the mentions that they used up. */
export const routeOf = (
  page: Page,
  countries: Countries,
  mentions: readonly Mention[],
): { legs: Leg[]; used: Set<Mention> } => {
  const cues = cuesIn(page)
  const listed = listedRoute(page, mentions)
  const legs: Leg[] = []
  const used = new Set<Mention>()
  let before: { mention: Mention; role: Role } | undefined
  for (const mention of mentions) {
    const role = listed.get(mention) ?? roleOf(page, cues, mention, before)
    before = role && { mention, role }
    if (!role) continue
    used.add(mention)
    const known = legs.find((leg) => leg.role === role && leg.country === mention.value)
    if (known) known.place ||= mention.place
    else
      legs.push({
        role,
        country: mention.value,
        place: mention.place,
        span: [page.words[mention.from]!.start, mention.end],
      })
  }
  for (const { value, start, end } of originsIn(page, countries))
    if (!legs.some(({ role, country }) => role === 'origin' && country === value))
      legs.push({ role: 'origin', country: value, place: '', span: [start, end] })
  return { legs, used }
}
