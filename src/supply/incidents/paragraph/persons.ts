// SPDX-License-Identifier: Apache-2.0
/**
 * Where a text seems to name a natural person: behind a title or what somebody was (`driver`), before an age, or by a given
 * name that many people bear. Somebody looks at each: too many cost a look, one too few costs a person. In Latin and Cyrillic
 * script alone, since others have no capitals to tell a name by.
 */
import { type Page, phrases, type Span, table, type Word } from './text.ts'

const TITLES = new Set(
  'mr mrs ms miss mx dr prof mme mlle monsieur madame mademoiselle sr sra senor senora don dona herr frau г гн госпожа господин гражданин гражданка гражданина гражданки'.split(
    ' ',
  ),
)
/** Of parties too, since `Consignee: John Example` names one; what a firm is called is taken before. */
const WHO = phrases(
  table(`
one: driver; courier; passenger; traveller; traveler; suspect; suspects; man; woman; person; citizen; national; captain; crew member; named; called; arrested; detained; identified as; alias; aka; a k a; known as; collected by; signed by; contact; contact person; brother; wife; husband; son; daughter
party: consignee; consignor; sender; recipient; addressee; addressed to; owner; owned by; buyer; seller; shipper; exporter; importer; broker; name; sent by; ordered by; paid by
un: chauffeur; conducteur; conductrice; passager; passagere; voyageur; suspecte; homme; femme; individu; ressortissant; ressortissante; capitaine; nomme; nommee; denomme; denommee; interpelle; interpellee; arrete; arretee; identifie comme; alias; dit; retire par; signe par; frere; epouse; epoux; fils; fille
partie: destinataire; expediteur; adresse a; proprietaire; acheteur; vendeur; nom; envoye par; commande par; paye par
uno: conductor; pasajero; pasajera; viajero; sospechoso; sospechosa; hombre; mujer; ciudadano; ciudadana; llamado; llamada; detenido; detenida; capitan; destinatario; remitente; nombre; propietario; comprador
один: водитель; водителя; пассажир; пассажира; мужчина; женщина; подозреваемый; задержан; отправитель; получатель
`), // biome-ignore format: a table
)
/** Between what somebody was and the name: `driver, identified as a Belgian national, Jan Peeters`. */
const BETWEEN =
  /^[\s:,(–—"«“-]{0,3}(?:(?:was|is|were|a|an|the|one|named|called|national|citizen|est|était|le|la|un|une|nommé|nommée|es|era|el|by|de|as)\s){0,4}$/iu
const AFTER =
  /^\s?[,(]?\s?(?:aged?\s|âgée?\s|de\s)?(?:\d{2}(?=\s?[,);]|\s?(?:years|yrs|ans|años|лет)|-year)|born\s|née?\s|nacid[oa]\s|d\.?o\.?b)/iu
/** Before and after names of places, ships and streets that are called after people. */
const THING_BEFORE = new Set(
  'rue avenue boulevard place quai port aeroport airport vessel ship mv mt navire street calle buque saint san santa hospital hopital rond mount lake lac'.split(
    ' ',
  ),
)
const THING_AFTER = new Set(
  'street avenue road boulevard square airport port harbour bay island islands city town hospital terminal quay laboratory university province state district region ltd limited inc'.split(
    ' ',
  ),
)
/** Capitals that begin no name. */
const NO_NAME = new Set(
  `the a an and or of in at on by for from to with he she they it his her their our we this that these those i le la les un une des du de et ou au aux il elle ils elles leur notre nous ce cette el los las una y en por para
  customs police border douane gendarmerie authority authorities agency ministry officers officer inspector container postal parcel national central international north south east west united republic kingdom
  january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
  janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche
  unknown none inconnu inconnue desconocido not non no yes seized saisi saisie found urgent priority`.split(/\s+/),
)
const PARTICLES = new Set('de da do dos del della di van von der den ten bin ben ibn al el la le du'.split(' '))
/** Borne by many, in many countries, and seldom a word or a place: a reminder, not a register. */
const GIVEN = new Set(
  `john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory patrick alexander peter simon martin philip
  mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela anna emma helen julia alice
  jean pierre michel andre philippe rene louis alain jacques bernard marcel daniel roger robert paul claude christian henri georges nicolas francois laurent julien olivier thierry pascal didier christophe stephane sebastien frederic guillaume antoine mathieu
  marie jeanne francoise monique catherine nathalie isabelle jacqueline anne sylvie martine nicole sophie celine aurelie camille lea chloe brigitte
  jose juan antonio francisco manuel carlos luis miguel jesus pedro angel alejandro javier rafael fernando jorge sergio pablo alberto diego andres ricardo eduardo maria carmen ana isabel dolores pilar teresa rosa cristina lucia
  hans klaus jurgen wolfgang heinz werner stefan thomas andreas uwe jan piet pieter willem hendrik giovanni giuseppe marco luca francesco paolo lars sven erik olaf
  mohammed muhammad mohamed mohammad ahmed ahmad ali hassan hussein hussain omar umar ibrahim ismail yusuf youssef khalid abdul abdullah abdel mustafa mehmet mahmoud karim rachid fatima aisha khadija amina zainab leila
  ivan sergei sergey dmitri dmitry alexei alexey vladimir nikolai andrei igor oleg yuri mikhail boris olga natalia tatiana elena irina svetlana иван сергей дмитрий алексей владимир николай андрей игорь олег юрий михаил борис ольга наталья татьяна елена ирина светлана
  rajesh suresh ramesh sanjay vijay anil sunil amit priya anita deepak chidi emeka ngozi kwame kofi amadou mamadou moussa ousmane ibrahima fatou aminata samuel emmanuel`.split(
    /\s+/,
  ),
)
const MOST = 20

const isName = (raw: string) =>
  /^[\p{Lu}\p{Lt}]/u.test(raw) && /^[\p{Script=Latin}\p{Script=Cyrillic}\p{M}]+$/u.test(raw)
const isInitial = (word: Word | undefined, text: string) =>
  word !== undefined && word.raw.length === 1 && isName(word.raw) && text[word.end] === '.'
const joins = (gap: string) => /^(?: |-|['’]|\. ?)$/.test(gap)

/** Words of a name from this one on: capitals, with particles between them. */
const runFrom = (page: Page, first: number, isNone: (at: number) => boolean): number => {
  const { words, text } = page
  let past = first
  for (let at = first; at < words.length && at - first < 5; at++) {
    const word = words[at]!
    if (at > first) {
      const gap = text.slice(words[at - 1]!.end, word.start)
      // A full stop joins after an initial alone.
      if (!joins(gap) || (gap.startsWith('.') && !isInitial(words[at - 1], text))) break
    }
    if (isNone(at)) break
    if (isName(word.raw) && !NO_NAME.has(word.key)) past = at + 1
    else if (!(at > first && PARTICLES.has(word.key))) break
  }
  return past
}

/**
 * Each place once, in order, twenty at most. `isTaken`: of a firm, a country, goods or a number.
 */
export const personsIn = (page: Page, isTaken: (span: Span) => boolean): Span[] => {
  const { words, text } = page
  const who = WHO.all(page)
  const whoEnds = new Map(who.map(({ past, end }) => [past, end]))
  const inWho = new Set(who.flatMap(({ first, past }) => Array.from({ length: past - first }, (_, n) => first + n)))
  const isTitle = (word: Word | undefined) =>
    word !== undefined && (TITLES.has(word.key) || (word.raw === 'M' && text[word.end] === '.'))
  const isNone = (at: number) => {
    const word = words[at]!
    return inWho.has(at) || isTitle(word) || isTaken([word.start, word.end])
  }
  const found: Span[] = []
  for (let at = 0; at < words.length && found.length < MOST; at++) {
    const word = words[at]!
    if (!isName(word.raw)) continue
    const before = words[at - 1]
    const titled = before !== undefined && isTitle(before) && /^\.?\s?$/.test(text.slice(before.end, word.start))
    const past = runFrom(page, at, isNone)
    if (past === at) continue
    const span: Span = [word.start, words[past - 1]!.end]
    const isThing =
      THING_BEFORE.has(before?.key ?? '') || [past - 1, past].some((each) => THING_AFTER.has(words[each]?.key ?? ''))
    const names = past - at
    const cued = () => {
      for (let back = at; back > Math.max(0, at - 5); back--) {
        const end = whoEnds.get(back)
        if (end !== undefined && BETWEEN.test(text.slice(end, word.start))) return true
      }
      return false
    }
    const isGiven = GIVEN.has(word.key) && (word.raw !== word.raw.toUpperCase() || text === text.toUpperCase())
    if (titled || (!isThing && names > 1 && (isGiven || AFTER.test(text.slice(span[1], span[1] + 24)) || cued())))
      found.push(span)
    at = past - 1
  }
  return found
}
