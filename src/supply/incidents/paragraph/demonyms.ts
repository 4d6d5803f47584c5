// SPDX-License-Identifier: Apache-2.0
/**
 * Words for what is of a country, in English, French and Spanish, and names that `Intl.DisplayNames` does not have.
 * The curators' own, from memory. An empty code: a name that holds a country's but is none.
 */
import { table } from './text.ts'

/** ISO 3166-1 alpha-2: what is of it. Where one word fits two countries it is left out. */
export const DEMONYMS = table(`
AF: afghan; afghane; afghanes; afghans; afgano; afgana
AL: albanian; albanais; albanaise; albanaises; albanesa
DZ: algerian; algerien; algerienne; algeriennes; algeriens; argelina
AR: argentine; argentinian; argentin; argentines; argentins; argentina
AM: armenian; armenien; armenienne
AU: australian; australien; australienne; australiens; australiennes; australiana
AT: austrian; autrichien; autrichienne; autrichiens; autrichiennes; austriaca
AZ: azerbaijani; azerbaidjanais; azerbaidjanaise
BD: bangladeshi; bangladais; bangladaise
BY: belarusian; bielorusse
BE: belgian; belge; belges; belga; belgas
BJ: beninese; beninois; beninoise
BO: bolivian; bolivien; bolivienne; boliviana
BA: bosnian; bosnien; bosnienne
BR: brazilian; bresilien; bresilienne; bresiliens; bresiliennes; brasilena
BG: bulgarian; bulgare; bulgares; bulgara
BF: burkinabe
KH: cambodian; cambodgien; cambodgienne
CM: cameroonian; camerounais; camerounaise
CA: canadian; canadien; canadienne; canadiens; canadiennes; canadiense
CL: chilean; chilien; chilienne; chilena
CN: chinese; chinois; chinoise; chinoises
CO: colombian; colombien; colombienne; colombiens; colombiennes; colombiana; colombianas
CR: costa rican; costaricien; costaricienne
HR: croatian; croate; croates
CU: cuban; cubain; cubaine
CY: cypriot; chypriote
CZ: czech; tcheque; tcheques; checa
DK: danish; danois; danoise; danoises; danesa
EC: ecuadorian; ecuadorean; equatorien; equatorienne; equatoriens; ecuatoriana
EG: egyptian; egyptien; egyptienne; egyptiens; egipcia
EE: estonian; estonien; estonienne
FI: finnish; finlandais; finlandaise
FR: french; francais; francaise; francaises; francesa; francesas
GE: georgian; georgien; georgienne
DE: german; allemand; allemande; allemandes; allemands; alemana; alemanas
GH: ghanaian; ghaneen; ghaneenne
GR: greek; grec; grecque; grecques; griega
GT: guatemalan; guatemalteque; guatemalteca
HN: honduran; hondurien; hondurienne
HK: hong kong
HU: hungarian; hongrois; hongroise; hungara
IS: icelandic; islandais; islandaise
IN: indian; indien; indienne; indiens; indiennes
ID: indonesian; indonesien; indonesienne
IR: iranian; iranien; iranienne; iraniens; irani
IQ: iraqi; irakien; irakienne
IE: irish; irlandais; irlandaise
IL: israeli; israelien; israelienne
IT: italian; italien; italienne; italiens; italiennes; italiana
CI: ivorian; ivoirien; ivoirienne; ivoiriennes
JM: jamaican; jamaicain; jamaicaine
JP: japanese; japonais; japonaise; japonesa
JO: jordanian; jordanien; jordanienne
KZ: kazakh; kazakhstani; kazakhe
KE: kenyan; kenyane
KW: kuwaiti; koweitien; koweitienne
KG: kyrgyz; kirghize
LA: lao; laotian; laotien; laotienne
LV: latvian; letton; lettone
LB: lebanese; libanais; libanaise; libanaises
LT: lithuanian; lituanien; lituanienne
LU: luxembourgish; luxembourgeois; luxembourgeoise
MY: malaysian; malaisien; malaisienne
ML: malian; malien; malienne
MT: maltese; maltais; maltaise
MX: mexican; mexicain; mexicaine; mexicains; mexicaines; mexicana; mexicanas
MD: moldovan; moldave
MN: mongolian; mongol; mongole
MA: moroccan; marocain; marocaine; marocaines; marocains; marroqui
MM: burmese; birman; birmane
NP: nepalese; nepalais; nepalaise
NL: dutch; neerlandais; neerlandaise; neerlandaises; hollandais; hollandaise; holandesa; neerlandesa
NZ: new zealand; neo zelandais; neo zelandaise
NI: nicaraguan; nicaraguayen
NE: nigerien; nigerienne
NG: nigerian; nigeriane; nigerianes
NO: norwegian; norvegien; norvegienne
OM: omani; omanais; omanaise
PK: pakistani; pakistanais; pakistanaise
PA: panamanian; panameen; panameenne; panamena
PY: paraguayan; paraguayen; paraguayenne; paraguaya
PE: peruvian; peruvien; peruvienne; peruana
PH: philippine; filipino; philippin
PL: polish; polonais; polonaise; polonaises; polaca
PT: portuguese; portugais; portugaise; portugaises; portuguesa
QA: qatari; qatarien; qatarienne
RO: romanian; roumain; roumaine; roumaines
RU: russian; russe; russes; rusa
SA: saudi; saudi arabian; saoudien; saoudienne; saoudiennes
SN: senegalese; senegalais; senegalaise; senegalaises
RS: serbian; serbe; serbes
SG: singaporean; singapourien
SK: slovak; slovaque
SI: slovenian; slovene
ZA: south african; sud africain; sud africaine; sudafricana
KR: south korean; sud coreen; sud coreenne
ES: spanish; espagnol; espagnole; espagnoles; espagnols; espanola
LK: sri lankan; sri lankais
SE: swedish; suedois; suedoise; suedoises; sueca
CH: swiss; suisse; suisses; suiza
SY: syrian; syrien; syrienne; syriens; siria
TW: taiwanese; taiwanais; taiwanaise
TJ: tajik; tadjik; tadjike
TZ: tanzanian; tanzanien; tanzanienne
TH: thai; thailandais; thailandaise
TG: togolese; togolais; togolaise
TN: tunisian; tunisien; tunisienne; tunisiennes
TR: turkish; turc; turque; turques; turca
UA: ukrainian; ukrainien; ukrainienne
AE: emirati; emirien; emirienne
GB: british; britannique; britanniques; english; scottish; welsh; britanica
US: american; americain; americaine; americaines; us; estadounidense
UY: uruguayan; uruguayen; uruguaya
UZ: uzbek; ouzbek; ouzbeke
VE: venezuelan; venezuelien; venezuelienne; venezolana
VN: vietnamese; vietnamien; vietnamienne
YE: yemeni; yemenite
ZZ: orvanian; orvanais; orvanaise; orvanaises
`)

/** Names beyond those of `Intl.DisplayNames`; two or three capitals count in capitals alone. */
export const OTHER_NAMES = table(`
US: United States of America; United States; USA; US; U.S.A.; États-Unis d'Amérique; EE UU; EEUU; EE. UU.; США
GB: Great Britain; Britain; England; Scotland; Wales; UK; U.K.; Grande-Bretagne; Angleterre; Écosse; Inglaterra
NL: Holland; Hollande; Holanda
SA: السعودية; بالسعودية; Kingdom of Saudi Arabia; KSA
AE: UAE; U.A.E.; EAU; Emirates; ОАЭ; الإمارات
CN: PRC; People's Republic of China; mainland China; КНР
KR: Republic of Korea; South Korea; Corée du Sud
RU: Russian Federation; Fédération de Russie; Federación de Rusia; России; Россию
TR: Turkey; Türkiye; Turquie
CZ: Czech Republic; République tchèque
CI: Ivory Coast
CD: DRC; DR Congo; Democratic Republic of the Congo; RDC; République démocratique du Congo
CG: Republic of the Congo
MM: Burma; Myanmar; Birmanie
LA: Lao PDR
SY: Syrian Arab Republic
IR: Islamic Republic of Iran
VN: Viet Nam
TZ: United Republic of Tanzania
MK: Macedonia
MD: Republic of Moldova
CV: Cabo Verde
PS: Palestine
BA: Bosnia; Bosnia and Herzegovina; Bosnie
HK: Hong Kong; Hongkong
MO: Macao; Macau
RE: La Réunion
TT: Trinidad; Trinidad and Tobago
ZZ: Orvane; Republic of Orvane; République d’Orvane; أورفان
: New Mexico; New Jersey; Gulf of Mexico; Gulf of Guinea; South China Sea; Panama Canal; Mexico City; Panama City; Kuwait City; Guatemala City; Ciudad de México; Ciudad de Panamá; Canal de Panama; Golfe de Guinée; Indian Ocean; American Express; Little India; Guinea pig; Turkey red; India ink; China white; China clay
`)

/** A first name, a city or a thing as well, in one of the languages: never read. */
export const NO_NAMES = new Set(
  'jersey reunion maurice dominique granada man santa|elena san|martin santa|lucia saint|martin martinique|bay barbuda dominica salvador|dali'.split(
    ' ',
  ),
)
