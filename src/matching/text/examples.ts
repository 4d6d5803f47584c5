// SPDX-License-Identifier: Apache-2.0
/** Lines that show what the matcher reads and what it leaves alone. Tests run them; a reader may begin with them. */

/** A line and the ids found in it, in any order. */
export const found: [line: string, ids: string][] = [
  // Names, however they are spelt, turned, declined or written.
  ['Acetic anhydride, 200 L drum', 'acetic-anhydride'],
  ['ANHYDRIDE, ACETIC tech. grade', 'acetic-anhydride'],
  ['1.4 Butane diol 25 kg', '1-4-butanediol'],
  ['Butane-1,4-diol', '1-4-butanediol'],
  ['γ‑butyrolactone, 10 g', 'gamma-butyrolactone'],
  ['Δ8-THC', 'tetrahydrocannabinol-delta-8-isomer'],
  ['p-methylmethcathinone', 'mephedrone'],
  ['ethyl 3-(1,3-benzodioxol-5-yl)-2-methyloxirane-2-carboxylate', '3-4-mdp-2-p-ethyl-glycidate'],
  ['продам уксусного ангидрида 20 л', 'acetic-anhydride'],
  ['硫酸25kg', 'sulphuric-acid'],
  ['订单桌子61197-73-7', 'loprazolam'],
  ['乙酸酐', 'acetic-anhydride'],
  ['무수초산 20 kg', 'acetic-anhydride'],
  ['ضبط الكوكايين في الميناء', 'cocaine'],
  ['1 kg Codeinphosphat', 'codeine'],
  ['morphine sulphate pentahydrate', 'morphine'],
  // Numbers.
  ['chem 108‑88‑3 EU stock', 'toluene'],
  ['CAS 6 7 - 6 4 - 1', 'acetone'],
  ['InChIKey=YQEZLKZALYSWHR-ZDUSSCGKSA-N', 'esketamine'],
  ['ТН ВЭД 2915.24', 'acetic-anhydride'],
  // Misspellings and disguises.
  ['order fentanly from china', 'fentanyl'],
  ['1 kg potasium permanganate drum', 'potassium-permanganate'],
  ['k3tam1ne', 'ketamine'],
  ['acetik anhydride for sale', 'acetic-anhydride'],
  ['ephredine bulk price list', 'ephedrine'],
  ['mettamphettammine', 'metamfetamine'],
  ['f e n t a n y l', 'fentanyl'],
  ['кеtаmіnе', 'ketamine'],
  ['𝗠𝗗𝗠𝗔 5g', 'mdma'],
  ['c*caine', 'cocaine'],
  // An abbreviation beside its amount; machines in the plural.
  ['200 L of P-2-P', '1-phenyl-2-propanone'],
  ['two tablet presses', 'tablet-press-single'],
  ['presses à comprimés rotatives', 'tablet-press-rotary'],
  // Street names with a line that speaks for them.
  ['speed 1g £60 / 3.5g £180 dm', 'amfetamine'],
  ['just landed molly, 100g bulk price, crypto only', 'mdma'],
  ['100x LSD 220ug "Hofmann" blotter', 'lysergide'],
  ['perico 0.5g 30 eur Madrid centro', 'cocaine'],
  ['10g Black Afghan Hash', 'cannabis-resin'],
  ['🍃 kush 3.5g', 'cannabis'],
  // A proper name of one thing that is slang for another, and slang that means nothing else.
  ['ضبط حبوب الكبتاجون في الميناء', 'fenetylline'],
  ['Zauberpilze 25 kg', 'psilocybe-mushrooms'],
  // Pasted with spaces around every hyphen, as word processors and scanners do.
  ['N - phenyl - N - [1 - (2 - phenylethyl)piperidin - 4 - yl]propanamide', 'fentanyl'],
  ['3,4 - (methylenedioxy)benzaldehyde 5 kg', 'piperonal'],
]

/** Lines in which nothing may be found. */
export const quiet: string[] = [
  'Order CH19-DOL0D0-820389, 2 pcs',
  'P2P lending, 5 % interest',
  'QU66-3FF19Q-805568',
  // Everyday words.
  'The heroine dies in the last act of the opera.',
  'speed sensor ABS front left',
  'coke can 330 ml x 24',
  'crystal vase, hand cut',
  'weed killer 5 L',
  'snow boots 5 kg parcel',
  'Los niños juegan en la hierba del parque.',
  'Rosa Badesalz 250 ml',
  'Brown sugar 500 g €2',
  'butterfly weed seeds, 2 g, $3',
  'Modern template for a security plugin',
  'Best son-in-law mug',
  // Other chemicals.
  'petroleum ether 60-80, 2.5 L',
  '4-hydroxyphenylacetic acid 100 g',
  'methyl ethyl ketone peroxide',
  'toluene diisocyanate 200 kg',
  'piperidine-4-carboxylic acid',
  'trifluoroacetic anhydride',
  'diphenyl ether',
  '4-bromo-toluene',
  // What is denied.
  'acetone-free nail polish remover',
  'free from acetone, toluene and MEK',
  'sirop pour la toux sans codéine',
  'CBD oil, 0.0% THC',
  // Numbers that look like others.
  'ISBN 978-3-16-148410-0',
  'tel. 555-12-3',
  'invoice 2025-12-3 of 12.11.2025',
]
