// SPDX-License-Identifier: Apache-2.0
/**
 * Firms and what they were in it. A firm is told by its legal form (`Ltd`, `GmbH`, `SARL`), never a person: a person is
 * added by hand, with the reason why. A firm whose part nobody tells stays out.
 */
import type { PARTY_ROLES } from '../codes.ts'
import type { Countries, Mention } from './countries.ts'
import { type Hit, isCapital, type Page, phrases, type Span, table } from './text.ts'

type Role = (typeof PARTY_ROLES)[number]

export interface Firm {
  name: string
  first: number
  past: number
  span: Span
}
export interface Party {
  role: Role
  name: string
  country?: string
  span: Span
}

const FORMS = phrases(
  table(`
law: Ltd; Limited; LLC; L.L.C.; Inc; Incorporated; Corp; Corporation; GmbH; AG; BV; B.V.; NV; N.V.; SA; S.A.; SAS; S.A.S.; SARL; S.A.R.L.; SRL; S.R.L.; S.r.l.; SL; S.L.; SpA; S.p.A.; PLC; Pte; Pvt; Pty; Co; KG; Oy; AB; A/S; ApS; OOO; ООО; FZE; FZCO; FZ-LLC; Sdn Bhd; S.A. de C.V.; SA de CV; S.A.S; d.o.o.; s.r.o.; Sp. z o.o.; EURL; SNC; Kft; OÜ; SIA; UAB; AS; Lda; Ltda; S.A.L.; SAL; Pty Ltd; Pvt Ltd; Co Ltd; GmbH & Co KG
trade: Trading; Company; Group; Industries; Chemicals; Chemical; Pharma; Pharmaceuticals; Logistics; Enterprises; Holding; Import-Export; Laboratories; Chimie; Shipping; Freight; Cargo; Exports; Imports; International; Transport; Transports; Química; Laboratoires; Solutions; Supply; Supplies; Distribution; Comercial; Express
`), // biome-ignore format: a table
)

const ROLES = phrases(
  table(`
exporter: exporter; exported by; exporting company; exporting firm; exportateur; exporte par; exportador; exportado por; экспортер; المصدر
manufacturer: manufacturer; manufactured by; produced by; made by; fabricant; fabrique par; fabriquee par; fabriques par; produit par; fabricante; fabricado por; изготовитель; производитель
broker: broker; brokered by; courtier; intermediario; брокер
freight-forwarder: freight forwarder; forwarder; forwarding agent; forwarded by; transitaire; commissionnaire; экспедитор
consignor: consignor; shipper; sender; shipped by; sent by; dispatched by; expediteur; expedie par; expediee par; expedies par; envoye par; envoyee par; envoyes par; remitente; enviado por; expedidor; отправитель; отправителем; المرسل
consignee: consignee; consigned to; addressed to; addressee; recipient; destined for the company; destinataire; adresse a; adressee a; adresses a; destine a; destinee a; destinatario; consignatario; dirigido a; destinado a la empresa; получатель; получателем; المرسل إليه
importer: importer; imported by; importing company; importateur; importe par; importador; importado por; импортер; المستورد
buyer: buyer; ordered by; purchased by; bought by; purchaser; acheteur; achete par; commande par; commandee par; comprador; comprado por; покупатель; المشتري
payer: payer; paid by; payeur; paye par; payee par; pagado por; плательщик
carrier: carrier; carried by; transported by; transporteur; transporte par; transportee par; transportista; transportado por; перевозчик; الناقل
owner: owner; owned by; proprietaire; propriete de; appartenant a; propietario; propiedad de; belonging to; владелец
end-user: end user; utilisateur final; usuario final; конечный пользователь
`),
) // biome-ignore format: a table

/** `Exported from China by`. */
const PASSIVES = phrases(
  table(`
exporter: exported; exporte; exportee; exportes; exportado
importer: imported; importe; importee; importes; importado
manufacturer: manufactured; produced; fabrique; fabriquee; fabriques; fabricado
consignor: shipped; sent; dispatched; expedie; expediee; expedies; envoye; envoyee; envoyes; enviado
buyer: ordered; purchased; bought; commande; commandee; commandes; achete; achetee; achetes; comprado
carrier: transported; carried; transporte; transportee; transportes; transportado
`),
)

/** Before a firm's name, not of it. */
const NOT_A_NAME = new Set(
  `the a an by to from of for and with at in on is was firm company le la les l un une des du de et par a au chez societe entreprise el empresa una y por consignee consignor exporter importer shipper sender buyer seller broker carrier owner manufacturer forwarder
  customs police container expediteur destinataire exportateur importateur fabricant acheteur transporteur transitaire notify party end user supplier fournisseur vendor vendeur
  recipient addressee payer declared documents they it we name nom invoice account both while when after authorities remitente exportador importador destinatario freight отправитель получатель экспортер импортер компания`.split(
    /\s+/,
  ),
)
const INSIDE = new Set('and et de of du la y del des und fur'.split(' '))
const MOST_WORDS = 7
const near = (gap: string) => /^(?: ?[&+/-]? ?|\. ?|['’]|, ?)$/.test(gap)

const quoted = /(?:ООО|ЗАО|ОАО|АО|ТОО|ИП)\s?[«"“]([^«»"“”\n]{2,60})[»"”]/gu

/** Names of firms, by their legal form; with a word of trade alone only where a role stands by (see `partiesOf`). */
export const firmsIn = (page: Page): (Firm & { byTrade: boolean })[] => {
  const { text, words } = page
  const firms: (Firm & { byTrade: boolean })[] = []
  const gapAfter = (at: number) => text.slice(words[at]!.end, words[at + 1]?.start ?? text.length)
  const shouted = text === text.toUpperCase()
  for (let at = 1; at < words.length; at++) {
    let form = FORMS.at(page, at)
    if (
      !form ||
      !isCapital(words[at]!.raw) ||
      (/^(?:sa|as|ab|ag|sl|co|sal|sas|sia)$/.test(words[at]!.key) &&
        words[at]!.raw.length > 1 &&
        words[at]!.raw === words[at]!.raw.toLowerCase())
    )
      continue
    if (shouted && (form.value === 'trade' || /^(?:as|ab|co|sa)$/.test(words[at]!.key))) continue
    if (!near(gapAfter(at - 1))) continue
    let from = at
    while (from > 0 && at - from < MOST_WORDS) {
      const word = words[from - 1]!
      const gap = gapAfter(from - 1)
      const comma = gap.includes(',')
      if (!near(gap) || (comma && from !== at) || (gap.startsWith('.') && word.raw.length > 1)) break
      if ((isCapital(word.raw) || /^\d/.test(word.raw)) && !NOT_A_NAME.has(word.key)) from--
      else if (
        from < at &&
        INSIDE.has(word.key) &&
        from > 1 &&
        isCapital(words[from - 2]!.raw) &&
        !NOT_A_NAME.has(words[from - 2]!.key) &&
        /^ $/.test(gapAfter(from - 2))
      )
        from -= 2
      else break
    }
    // `18000 KG` is a weight, not a partnership.
    if (from === at || /^\d/.test(words[at - 1]!.raw)) continue
    let byTrade = form.value === 'trade'
    let past = form.past
    // `Co., Ltd`, `Trading S.A. de C.V.`
    for (;;) {
      const gap = past < words.length ? gapAfter(past - 1) : ''
      const next =
        past < words.length && /^(?: ?[&-]? ?|\.? |,? |\.,? |, )$/.test(gap) ? FORMS.at(page, past) : undefined
      if (!next || !isCapital(words[past]!.raw)) break
      if (next.value === 'law') byTrade = false
      form = next
      past = next.past
    }
    const end = words[past - 1]!.end
    const dotted =
      text[end] === '.' &&
      (/\.[\p{L}]$/u.test(text.slice(0, end).slice(-2)) || /^\.[,)\s]*(?:[a-z,(]|$)/u.test(text.slice(end, end + 4))) &&
      words[past - 1]!.raw.length === 1
    const span: Span = [words[from]!.start, dotted ? end + 1 : end]
    firms.push({ name: text.slice(...span).replace(/\s+/g, ' '), first: from, past, span, byTrade })
    at = past - 1
  }
  for (const match of text.matchAll(quoted)) {
    const span: Span = [match.index, match.index + match[0].length]
    if (!firms.some((firm) => firm.span[0] < span[1] && span[0] < firm.span[1]))
      firms.push({ name: match[0], first: page.wordAt(span[0]), past: page.wordAt(span[1]), span, byTrade: false })
  }
  return firms.sort((a, b) => a.first - b.first)
}

const BEFORE =
  /^(?:\s|[:,("«“–-]|\b(?:the|is|was|by|to|firm|company|named|called|name|a|an|la|le|l|est|société|societe|entreprise|empresa|una|la empresa|of record|declared|on paper|au nom de|nom)\b['’]?|\p{L}+n\s(?:company|firm)){0,8}$/iu
const AFTER =
  /^[\s,(]{0,3}(?:\b(?:as|the|is|was|acted as|acting as|named as|declared as|listed as|le|la|l|en tant que|comme|est|was the|is the)\b['’]?\s?){0,3}(?:declared\s)?$/iu
const COUNTRY =
  /^[\s,.("«»–-]{0,3}(?:\b(?:of|in|based in|located in|from|de|en|à|au|aux|du|basée? (?:en|au|à|aux)|à|con sede en|из)\b\s?)?(?:\s?(?:the|l['’]|la)\s?)?$/iu
const KIND_OF_FIRM = new Set(
  'company firm exporter importer manufacturer supplier trader broker carrier societe entreprise exportateur importateur fabricant empresa forwarder consignee consignor'.split(
    ' ',
  ),
)

const roleOf = (
  page: Page,
  firm: Firm,
  before: number,
  next: number,
  hits: readonly Hit<string>[],
  passives: readonly Hit<string>[],
): Role | undefined => {
  const { text } = page
  const sentence = page.sentenceAt(firm.span[0])
  const own = hits.filter(({ start }) => page.sentenceAt(start) === sentence || firm.span[0] - start < 20)
  const ahead = own.findLast(({ start, end }) => start >= before && end <= firm.span[0])
  if (ahead && firm.span[0] - ahead.end <= 40 && BEFORE.test(text.slice(ahead.end, firm.span[0])))
    return ahead.value as Role
  if (
    /(?<!\p{L})(?:by|par|por)\s(?:the\s|la\s)?(?:company\s|firm\s|soci[ée]t[ée]\s)?$/iu.test(
      text.slice(Math.max(0, firm.span[0] - 20), firm.span[0]),
    )
  ) {
    const done = passives.findLast(
      ({ start, end }) => start >= before && end <= firm.span[0] && firm.span[0] - end < 60,
    )
    if (done && page.sentenceAt(done.start) === sentence) return done.value as Role
  }
  // `A Ltd, consigned to B Ltd`: what ends so says what the next one was, and nothing of the one before it.
  const behind = own.find(
    ({ start, end }) =>
      start >= firm.span[1] && end <= next && !/\P{L}(?:by|to|par|por|a|à|de)$/iu.test(text.slice(start, end)),
  )
  return behind && AFTER.test(text.slice(firm.span[1], behind.start)) ? (behind.value as Role) : undefined
}

/**
 * Each firm that has a part, with its country where that stands beside it; the mentions of countries used up so; and the
 * firms whose part nobody tells: a person says what they were.
 */
export const partiesOf = (
  page: Page,
  firms: readonly (Firm & { byTrade: boolean })[],
  countries: Countries,
  mentions: readonly Mention[],
): { parties: Party[]; used: Set<Mention>; unplaced: Firm[] } => {
  const hits = ROLES.all(page)
  const passives = PASSIVES.all(page)
  const parties: Party[] = []
  const used = new Set<Mention>()
  firms.forEach((firm, at) => {
    const role = roleOf(
      page,
      firm,
      firms[at - 1]?.span[1] ?? 0,
      firms[at + 1]?.span[0] ?? page.text.length,
      hits.filter(({ start }) => Math.abs(start - firm.span[0]) < 300),
      passives.filter(({ start }) => Math.abs(start - firm.span[0]) < 100),
    )
    const beside = mentions.find(({ from }) => {
      const start = page.words[from]!.start
      return start >= firm.span[1] && start - firm.span[1] < 25 && COUNTRY.test(page.text.slice(firm.span[1], start))
    })
    if (beside) used.add(beside)
    if (!role) return
    let country = beside?.value
    for (let word = Math.max(0, firm.first - 4); country === undefined && word < firm.first; word++) {
      const of = countries.demonyms.at(page, word)
      const stands =
        of &&
        (of.past >= firm.first ||
          KIND_OF_FIRM.has(page.words[of.past]?.key ?? '') ||
          (KIND_OF_FIRM.has(page.words[word - 1]?.key ?? '') && of.past === firm.first))
      if (stands) country = of.value
    }
    if (!parties.some((party) => party.role === role && party.name === firm.name))
      parties.push({ role, name: firm.name, ...(country && { country }), span: firm.span })
  })
  const placed = new Set(parties.map(({ name }) => name))
  return { parties, used, unplaced: firms.filter(({ name, byTrade }) => !byTrade && !placed.has(name)) }
}
