// SPDX-License-Identifier: Apache-2.0
/** What kind of incident a paragraph tells of, how urgent it says it is, and how goods moved: by its words. */
import type { Kind, MODES, Urgency } from '../codes.ts'
import { type Hit, type Page, phrases, table } from './text.ts'

/** Whole words in English, French, Spanish, Russian and Arabic. */
const KIND_ROWS = table(`
seizure: seized; seizes; seizure; seizures; seize; confiscated; confiscation; intercepted; intercepts; interception; impounded; saisi; saisie; saisies; saisis; saisissent; saisit; saisir; ont saisi; intercepte; interceptes; interceptee; interceptees; confisque; confisquee; incauto; incautaron; incautacion; incautado; incautados; incautadas; incautada; decomiso; decomisaron; decomisado; decomisados; intervino; intervenidos; изъято; изъяли; изъяла; изъял; изъятие; изъяты; задержано; ضبطت; ضبط; تم ضبط; مصادرة; صادرت
suspicious-shipment: suspicious shipment; suspicious shipments; suspect shipment; suspicious consignment; suspicious order; envoi suspect; expedition suspecte; cargaison suspecte; commande suspecte; envio sospechoso; cargamento sospechoso; подозрительный груз; شحنة مشبوهة
stopped-shipment: stopped shipment; shipment was stopped; shipment stopped; shipment was suspended; suspended the shipment; stopped the shipment; stopped a shipment; stopped a; stopped an; stopped the; stopped a suspicious shipment; stopped the export; stopped the import; stopped at; was stopped; consignment stopped; consignment was stopped; stopped the consignment; stopped a consignment; shipment was halted; halted; envoi arrete; envoi bloque; expedition bloquee; expedition arretee; bloque un envoi; bloque l envoi; suspendu l envoi; suspendu l expedition; suspendu l exportation; cargaison bloquee; a ete bloquee; a ete bloque; envio detenido; envio retenido; detuvo un envio; detuvo el envio; retuvo un envio; задержан груз; груз остановлен; груз задержан; أوقفت شحنة
online-offer: online vendor; online offer; online seller; online listing; online shop; offered online; offers online; listing; listings; marketplace; advertised; advertises; advertisement; for sale on; offered for sale; darknet; dark web; website offers; offre en ligne; vendeur en ligne; annonce en ligne; propose a la vente; mis en vente; mise en vente; en vente sur; site propose; oferta en linea; vendedor en linea; anuncio; ofrece en linea; ofrecido en internet; объявление о продаже; интернет магазин; عرض عبر الإنترنت
intoxications: intoxications; intoxication; overdoses; overdose; overdosed; poisonings; poisoning; poisoned; fatal overdoses; overdose deaths; surdoses; surdose; deces par surdose; intoxicaciones; intoxicacion; sobredosis; intoxicados; отравления; отравление; передозировки; передозировка; отравлений; حالات تسمم; تسمم; جرعات زائدة
theft-loss: loss of; losses of; perte de; pertes de; perdida de; theft; stolen; stole; thefts; robbery; burglary; went missing; missing from; unexplained loss; vol de; vol d; vole; volee; voles; volees; derobe; derobes; derobee; cambriolage; disparu; disparition; disparus; disparition de; robo; robados; robado; robaron; robadas; hurto; хищение; украдено; похищено; кража; سرقة; سرقت
diversion: diversion; diverted; detournement; detourne; detournee; detournes; desvio; desviados; desviado; утечка; تسريب; تحويل مسار
attempted-diversion: attempted diversion; diversion attempt; attempt at diversion; attempt to divert; attempted to divert; tried to divert; tentative de detournement; tente de detourner; intento de desvio; intentaron desviar; попытка утечки; محاولة تسريب; محاولة تحويل
clandestine-laboratory: clandestine laboratory; clandestine laboratories; clandestine lab; clandestine labs; illicit laboratory; illegal laboratory; drug laboratory; drug lab; illicit lab; illegal lab; production site; production facility; laboratory producing; laboratory making; laboratory for the production; laboratory for the manufacture; lab producing; lab making; laboratoire de production; laboratoire de synthese; laboratoire de fabrication; laboratorio de produccion; lab dismantled; laboratory dismantled; dismantled a laboratory; dismantled laboratory; kitchen laboratory; methamphetamine laboratory; amphetamine laboratory; synthetic drug laboratory; laboratoire clandestin; laboratoires clandestins; laboratoire illicite; laboratoire illegal; labo clandestin; site de production; laboratorio clandestino; laboratorios clandestinos; laboratorio ilegal; подпольная лаборатория; подпольную лабораторию; подпольной лаборатории; нарколаборатория; нарколабораторию; مختبر سري; معمل سري
dump-site: dump site; dumpsite; dumping site; chemical waste was dumped; chemical waste dumped; waste dump; dumped chemical waste; dumped waste; illegally dumped; dumped in; dumped near; dechets de laboratoire; depot sauvage; depot de dechets; decharge sauvage; dechets chimiques abandonnes; abandon de dechets; vertedero; residuos quimicos abandonados; vertido ilegal; свалка; свалка химических отходов; مكب نفايات
first-identification: first identification; first detection; first time in; identified for the first time; detected for the first time; first identified; first report of; premiere identification; premiere detection; identifie pour la premiere fois; identifiee pour la premiere fois; detecte pour la premiere fois; detectee pour la premiere fois; primera identificacion; primera deteccion; identificado por primera vez; identificada por primera vez; detectado por primera vez; впервые обнаружено; впервые выявлено; впервые идентифицирован; впервые идентифицировано; لأول مرة; أول تحديد
`) // biome-ignore format: a table

/** The more telling first: a seizure is told of nearly everything, a first identification of nothing else. */
const TELLING: readonly Kind[] = [
  'first-identification',
  'dump-site',
  'clandestine-laboratory',
  'attempted-diversion',
  'theft-loss',
]

const KINDS = phrases(KIND_ROWS)
const NEGATIONS = new Set(
  'no not non aucun aucune pas sans without never jamais ningun ninguna sin без нет не'.split(' '),
)

/** What officers say of goods where they say no more: weaker than any word above. */
const FOUND = phrases(
  table(
    'seizure: found; discovered; recovered; detected; uncovered; concealed; hidden; decouvert; decouverte; decouverts; decouvertes; trouve; trouvee; trouves; trouvees; dissimule; dissimulee; dissimules; dissimulees; caches; cachees; hallado; hallados; hallaron; encontrado; encontrados; encontraron; descubierto; descubiertos; oculto; ocultos; обнаружено; обнаружили; обнаружены; найдено; عثر; العثور',
  ),
) // biome-ignore format: a table

/** Words that say goods were found, but where that is denied: `no`, `nothing was`, `was not`. */
export const foundWords = (page: Page): Hit<string>[] =>
  FOUND.all(page).filter(
    ({ first }) => ![1, 2, 3].some((back) => NEGATIONS.has(page.words[first - back]?.key ?? '') && first - back >= 0),
  )

/** Every word that tells of a kind, but where it is denied. */
export const kindWords = (page: Page): Hit<string>[] =>
  KINDS.all(page).filter(({ first }) => !NEGATIONS.has(page.words[first - 1]?.key ?? ''))

/** The most telling one; of the others the one told first. */
export const kindOf = (hits: readonly Hit<string>[]): Hit<string> | undefined =>
  TELLING.map((kind) => hits.find(({ value }) => value === kind)).find((hit) => hit !== undefined) ?? hits[0]

const URGENCY = phrases(
  table(`
flash: flash
immediate: urgent; urgently; very urgent; urgente; urgence; immediate attention; immediate action; immediate response; urgency immediate; action immediate; attention immediate; reponse immediate; sans delai; without delay; urgencia; inmediata atencion; срочно; срочное; عاجل; بشكل عاجل
priority: priority; prioritaire; priorite; prioridad; prioritario; приоритет; أولوية
routine: routine; for information only; pour information; para informacion; к сведению; للعلم
`),
) // biome-ignore format: a table
const RANK: readonly Urgency[] = ['flash', 'immediate', 'priority', 'routine']
/** `Not a priority`, and places: la place de l'Urgence, the flash point of a solvent, in the emergency room. */
const NOT_URGENT = new Set([...NEGATIONS, 'a', 'salle', 'service', 'services'])
const NOT_THE_WORD = new Set(
  'point control check inspection controle inspections checks controls chromatography drive'.split(' '),
)

export const urgencyOf = (page: Page): Hit<string> | undefined => {
  const { words } = page
  const hits = URGENCY.all(page).filter(
    ({ value, first, past }) =>
      !NOT_THE_WORD.has(words[past]?.key ?? '') &&
      !NOT_URGENT.has(words[first - 1]?.key ?? '') &&
      !(NEGATIONS.has(words[first - 2]?.key ?? '') && value !== 'routine'),
  )
  return RANK.map((urgency) => hits.find(({ value }) => value === urgency)).find((hit) => hit !== undefined)
}

export type Mode = keyof typeof MODES

const MODE = phrases(
  table(`
1: vessel; dhow; boutre; ship; container; containers; sea; by sea; maritime; boat; sailed; bill of lading; navire; bateau; conteneur; conteneurs; voie maritime; connaissement; buque; barco; contenedor; contenedores; судно; контейнер; контейнере; контейнеров; سفينة; حاوية
port: port; seaport; puerto; порту; порт; ميناء
2: train; rail; railway; wagon; wagons; ferroviaire; tren; ferrocarril; поезд; поезде; вагон; قطار
3: truck; trucks; lorry; lorries; van; trailer; by road; semi trailer; car; camion; camions; camionnette; poids lourd; fourgon; remorque; semi remorque; voiture; camioneta; furgoneta; грузовик; грузовике; автомобиль; автомобиле; شاحنة; شاحنات; سيارة
4: flight; airport; aircraft; air cargo; airfreight; air freight; air waybill; awb; by air; plane; airline; vol; aeroport; avion; fret aerien; lettre de transport aerien; lta; vuelo; aeropuerto; carga aerea; рейс; рейсом; рейса; аэропорту; аэропорт; самолет; самолете; مطار; طائرة
5: parcel; parcels; postal; by mail; in the mail; mailed; by post; posted; package; letter; express mail; courier; colis; postale; la poste; par la poste; courrier; colis postal; paquete; paquetes; correo; postal; посылка; посылке; посылку; почта; почтой; طرد; بريد
8: barge; peniche; inland waterway; barcaza; баржа
`),
) // biome-ignore format: a table

/** The one way goods moved; a parcel in an airport is mail. Undefined where several are told. */
export const modeOf = (page: Page): Mode | undefined => {
  const modes = new Set<Mode | 'port'>(
    MODE.all(page)
      // `Container truck`, `air conditioner`: words of two modes side by side say neither. `vol` is also a theft.
      .filter(
        ({ first, past }) => !(page.words[first]?.key === 'vol' && /^(?:de|d|a)$/.test(page.words[past]?.key ?? '')),
      )
      .map(({ value }) => value as Mode | 'port'),
  )
  if (modes.has('5')) for (const carried of ['4', '3', 'port'] as const) modes.delete(carried)
  // A port says by sea where nothing else says otherwise.
  if (modes.delete('port')) modes.add('1')
  const [mode] = modes
  return modes.size === 1 && mode !== 'port' ? mode : undefined
}
