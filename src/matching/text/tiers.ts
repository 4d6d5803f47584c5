// SPDX-License-Identifier: Apache-2.0
import type { NameKind } from '../reference.ts'

/**
 * How much a name says by itself.
 * - `sure`: means the substance and hardly anything else (`isotonitazene`, `acetic anhydride`)
 * - `code`: letters and digits (`JWH-018`, `2C-B`, `U-47700`): sure enough where written as such
 * - `capitals`: a short abbreviation (`MDMA`, `MEK`), told from a word by its capitals or by the line
 * - `brand`: a trade name that is no word of a language
 * - `slang`: a street name that is no word of a language (`ganja`, `shabu`)
 * - `everyday`: also an ordinary word or phrase (`speed`, `Soma`, `angel dust`): needs the line's support
 */
export type Tier = 'sure' | 'code' | 'capitals' | 'brand' | 'slang' | 'everyday'

/** Street names of several words or of an uncommon shape that mean nothing else. */
const plainSlang = new Set(
  `crystal meth; percs; roxies; xans; xannies; fentanyl pills; shabu; yaba; crack cocaine; krokodil; flakka; sizzurp; sinsemilla; quaaludes; roofies; tucibi; tusi; heroin #4; black tar heroin; kief; magic mushrooms; purple drank; butane hash oil; hash oil; hashish oil; cannabis oil; rick simpson oil; coca paste; liquid ecstasy; hillbilly heroin;
  hospital heroin; hitler speed; peruvian flake; bolivian flake; lysergic acid; heroin no. 4; ya ba; poppy pods; poppy heads; ma huang; sassafras oil; ocotea oil;
  brown camphor oil; nose candy; xanax bars; black tar heroin; shatter hash; date rape drug; mexican valium; super valium; kiddy coke; base speed; bathtub speed; abu hilalain;
  liquid x; wobbly eggs; purple heroin; oxycotton; marijuana; cannabis; ganja; hashish; reefer madness; meow meow; m-cat; legal x; legal e; street blues`
    .split(';')
    .map((name) => name.trim()),
)

/** Words of a language that no word list gives, or that a chemist uses for other things too. */
const everydayNames = new Set(
  `iodide; heroine; héroïne; heroína; herbe; verde; hierba; yerba; extas; extase; badesalz; sels de bain; белый; колёса; колеса; пластик; трава; ácido; мука; скорость; соль; neige; schnee; ether; éther; äther; eter; éter; эфир; base; white; ice; control; spectrum; venus; nexus; solaris; pandora; soma; lorax; luminal; frontal; madar; bonsai; norco; versed; planum; innovar; control; concerta; fitton;
  exagon; vilan; depas; medinal; eve; adam; emma; molly; mandy; gina; lucy; tina; charlie; billy; bernie; jeff; tony; toni; apache; control; crystal; cristal; glass; skunk; shatter; wax; incense; spice; battery acid;
  gas; iso; iodine; jod; yodo; йод; chameleon mineral; love drug; magic; costo; maría; maria; merca; caballo; teile; gras; pep; taz; hielo; cristal; nieve; blanca; blow; genie;
  phosphorus; qat; soda; heliotrope; muriatic; sub; dots; bars; tabs; trips; pins; dance; ds; smiles; performax; flux; clam; sass; eth; gear; cat; tik; goob; sherm; hydro; taxi; reds; blues; eggs; jellies;
  drone; bubbles; top cat; plant food; bath salts; gravel; explosion; top shelf; death; juice; done; syrup; lean; cody; horse; brown; mud; junk; diesel; smack; chiva; monkey; dust; hog; ozone; wet; rock; snow; flake; rocket fuel; embalming fluid; jackpot; goodfella; china white; china girl; dance fever; tango and cash;
  pink; pinky; perico; paco; yayo; zombies; ladders; planks; footballs; school bus; bees; toonies; emma; croc; crocodile; cactus; buttons; mescal; karma; haze; kush; bud; buds; pot; grass; herb; joint; weed; hash; black; chocolate; pollen; polen; dab; dabs; honey oil; 420; mary jane; hop; gum; dream; o; chalk; crank; speed; uppers; base; whizz; goey; vitamin r; skippy; rits; frenzy; euphoria; fire`
    .split(';')
    .map((name) => name.trim()),
)

/** Abbreviations that stand for nothing else, in capitals or not. */
const famous = new Set(
  `mdma mda mdea mdpv ghb gbl bdo lsd dmt thc xtc anpp npp pmk bmk apaan apaa mapa mxe bzp tfmpp mcpp hhc thcp kmno4 h2so4 kcl mibk mdphp mdpihp mdai 2fdck dxm mdp2p
  apvp aphp apihp αpvp αphp αpihp αpvt pihp pvp mek 4anpp 4ap ac2o mtbe bromazolam fubinaca mbdb bhb thcv hhcp thco ket keta weed meth fent haschisch beuh лсд мдма`.split(
    /\s+/,
  ),
)

/** Short slang with hardly another meaning, though too short to be sure of. */
const shortSlang = new Set(
  'oxy oxys bupe dope perc percs bth ecp roxy xans xan vics addy kpin kpins oxies hydros bupes crack'.split(' '),
)

/** Street names of other languages that mean nothing else. */
const ownSlang = new Set(
  `beuh; teuteu; zetla; farlopa; porros; marihuana; marijuana; cocaína; hachís; hasch; haschisch; crystal meth; ecsta; keta; kéta; rabla; amphé; amphet;
  меф; мефедрон; мяу; марихуана; гашиш; анаша; кокс; кокаин; герыч; экстази; лсд; мдма; метадон; а-пвп; соль (наркотик); скорость а-пвп; трамал; 冰毒; 麻古; 摇头丸; k粉; 海洛因; 大麻; 溜冰; شبو; حشيش; كبتاجون; كوكايين; هيروين; بانجو; ترامادول; كيتامين;
  amphètes; amphés; beuher; drepou; dreupou; ecsta; ecstas; kecra; kéfla; kétch; kétru; méphé; métaph; moskontin; ouinj; oinje; psilocybes; psilos; rabouin; schnouf; schnouffe; skénans; tarpé; teush; teushi; toncar; toncard; weedos; zamal; zipette; pakalolo; qarqoubi; kerkoubi; micropointe; micropointes; micro-pointe; spé-k; reniflette; prégab; cristaux de mdma; bonbonne de protoxyde;
  clonitas; cripi; crippy; cripy; criloco; espid; farlopilla; fentalla; macoña; mefre; micropunto; micropuntos; tripis; trankimacín; trankis; tusibí; tusibi; frula; ketacaine; cristal meta; meta cristal; cristales de mdma; cristal mdma;
  bubatz; amphe; amphetaminpaste; crackstein; crack-steine; dancingpille; diazis; ecstasy-pillen; fentapflaster; fentas; flunies; grasblüten; hascheis; haschischplatte; haschkekse; haschplatte; k.o.-tropfen; k.-o.-tropfen; ko-tropfen; knockout-tropfen; koksbrocken; koksi; kokslines; koksnase; lachgasflasche; lachgaskartuschen; marihuanablüten; mephe; mohnkapseln; mohnstroh; panzerschokolade; partypille; pferdebetäubungsmittel; psilopilze; psilotrüffel; rohopium; s-keta; speedpaste; stuka-tabletten; thc-vape; tramal-tropfen; valoron-tropfen; weckamin; xanax-riegel; xannys; zauberpilz; zauberpilze; zaubertrüffel; crystal meta;
  amfetaminepasta; basecoke; drie-mmc; ketamientje; nederhasj; peppoeder; tripzegel; lsd-zegel; wietje; poezenpoeder; amfetka; fetka; haszyk; ketamka; mefcia; mefik; mefuś; microponto; micropontos; emedê; emmedì; ketello; micropunta; micropunte; shaboo; metanfe; superk;
  алпра; ганджубас; гашик; гердос; кетаминчик; коксик; ксанакс; марафет; мариванна; мдмашка; мефедрончик; мефчик; псилоцибы; псилоцибе; прегабалинчик; сибазончик; субутекс; субутик; трамадолыч; терпинкод; ханка; черняшка; шмаль; электроширка; рогипы; оксибутират; фенамин; метамф; анашка; ганжубас; кетик; спайсы; скорость а-пвп;
  الكبتاجون; كبتاجون ابو هلالين; ابو هلالين; الشابو; القرقوبي; قرقوبي; ترامدول; طرامادول; التامول; تامول; ترامكس; ماروانا; ماريغوانا; الهروين; الكراك; الكرستال; الكريستال; أبتريل; ابتريل; ايكستاسي; 四号海洛因; 霹雳可卡因; 迷奸药; 约会迷奸药; 上头电子烟; 麻果; k仔; 摇头水; 开心水`
    .split(';')
    .map((name) => name.trim()),
)

/** Longer names are no abbreviation, no code and no word of the lists above. */
const LONG = 32

const caseless = /[\u0590-\u06ff\u0900-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/
const simple = /^[a-z0-9]+$/i
const squeezed = (name: string) => (simple.test(name) ? name : name.replace(/[^\p{L}\p{N}]+/gu, ''))

/** `lower` is the name in small letters, `isEveryday` whether it is also a word. */
export const tierOf = (name: string, lower: string, kind: NameKind, isEveryday: boolean, language = 'en'): Tier => {
  if (name.length > LONG && !isEveryday && kind !== 'street' && kind !== 'trade') return 'sure'
  const bare = squeezed(name)
  const squeezedLower = bare.length === name.length ? lower : bare.toLowerCase()
  if (famous.has(squeezedLower)) return 'code'
  if (squeezedLower === 'p2p') return 'capitals'
  if (everydayNames.has(lower) || (bare.length === 2 && /\d/.test(bare))) return 'everyday'
  if (plainSlang.has(lower)) return 'sure'
  if (shortSlang.has(lower)) return 'slang'
  const short =
    bare.length <= 5 &&
    (kind === 'abbreviation' || kind === 'code' || (bare === bare.toUpperCase() && kind !== 'trade'))
  if (isEveryday && kind !== 'inn' && kind !== 'iupac' && !short) return 'everyday'
  if (kind === 'street' && language !== 'en' && ownSlang.has(lower)) return 'brand'
  if (caseless.test(bare)) return kind === 'street' ? 'slang' : bare.length > 2 || kind === 'inn' ? 'sure' : 'brand'
  if (bare.length <= 12 && /\d/.test(bare) && !/\p{L}{6}/u.test(bare))
    return bare.length < 4 && !/^[2-6]-?\p{L}-?\p{L}$/u.test(name) ? 'capitals' : 'code'
  if (kind === 'street' && language !== 'en') return ownSlang.has(lower) ? 'brand' : 'everyday'
  if (kind === 'street') return /\s/.test(name) || bare.length < 5 ? 'everyday' : 'slang'
  if (bare.length <= 5 && (kind === 'abbreviation' || kind === 'code' || bare === bare.toUpperCase())) return 'capitals'
  if (kind === 'trade') return bare.length < 5 ? 'everyday' : 'brand'
  if (bare.length <= 4) return bare.length === 4 && bare !== bare.toUpperCase() ? 'brand' : 'capitals'
  return 'sure'
}
