// SPDX-License-Identifier: Apache-2.0
/**
 * Words that say what a line is about. They are looked for together with the names; certainty.ts says what each
 * category is worth. A word belongs to one category; plural endings are found without being written here.
 */
export type Topic =
  | 'sale'
  | 'quality'
  | 'form'
  | 'dose'
  | 'use'
  | 'drug'
  | 'plant'
  | 'medicine'
  | 'chemical'
  | 'trade'
  | 'machine'
  | 'pills'
  | 'goods'
  | 'without'
  | 'cas'
  | 'tariff'

export const vocabulary: Record<Topic, string> = {
  sale: `vendor; vendors; escrow; stealth; stealth shipping; FE; finalize early; finalise early; reship; re-ship; NDD; next day delivery; tracked
    shipping; free shipping; worldwide shipping; fast shipping; discreet; discreet shipping; discreet packaging; wickr; telegram; threema; signal app; darknet; dark web;
    darkweb; deep web; bitcoin; btc; monero; xmr; crypto; per gram; price per gram; wholesale; bulk; bulk discount; free sample; sample; samples; for sale; buy; buy
    online; order now; uk to uk; eu to eu; us to us; USA domestic; domestic; UK only; EU only; 1st class; first class post; special delivery; plug; dealer; MOQ; safe delivery; customs clearance; pass customs; 100% pass; refund; promo; listing;
    acheter; vente; livraison discrète; livraison; échantillon; prix; en gros; kaufen; versand; verkauf; diskret; Muster; Preis; comprar;
    venta; envío discreto; envío; muestra; precio; al por mayor; купить; продажа; доставка; закладка; закладки; клад; оптом; цена; 购买; 出售; 现货; 包邮; 批发; 价格; للبيع; شراء; سعر; توصيل`,
  quality: `uncut; pure; purity; lab tested; lab-tested; tested; high quality; top quality; best quality; premium quality; HQ; high purity; A+; A++; A+++; AA+; AAA; AAA+; AAAA; AAAAA; AAAAA+; top shelf; fire; potent; strong; clean; raw; unwashed;
    washed; re-x; recrystallized; import; imported; pharma grade; pharmaceutical grade; research chemical; research chemicals; RC; street grade; Bolivian; Colombian; Peruvian; Columbian; Afghan; Afghani; Moroccan; Dutch; Holland; Mexican;
    pur; pureté; qualité; coupé; rein; Reinheit; Qualität; puro; pureza; calidad; чистота; качество; чистый; 纯度; 高纯; نقي; جودة`,
  form: `powder; crystal; crystals; crystalline; crystallized; rock; rocks; shard; shards; chunk; chunks; paste; solution; liquid; oil; flakes; wax; shatter; resin;
    poudre; cristaux; Pulver; Kristall; Kristalle; polvo; cristales; порошок; кристалл; кристаллы; 粉末; 晶体; 液体; مسحوق; بودرة`,
  dose: `blotter; blotters; tab; tabs; pellet; pellets; hit; hits; strip; strips; bar; bars; eighth; 8ball; 8-ball; eight ball; half ounce; half oz; ounce; ounces; QP; HP; kilo; kilos; key; keys; brick; bricks; bindle; baggie; baggies; stamp; dime bag; line; lines; microdose; microdots; trips; gel tabs; gel tab; vape cart; vape carts; cart; carts; gummies; edibles;
    buvard; buvards; Trip; Tütchen; таблетка; табл; дозы; доза`,
  pills: `pill; pills; tablet; tablets; capsule; capsules; caps; blister; blisters; comprimé; comprimés; gélule; gélules; plaquette; Tablette; Tabletten; Kapseln; Pille; Pillen; comprimido; comprimidos; pastilla; pastillas; cápsulas; pastilha;
    таблетки; таблеток; капсулы; 片; 胶囊; 片剂; حبوب; حبة; اقراص; كبسولات; ampoule; ampoules; ampule; vial; vials; patch; patches; lozenge; syrup; injection; injectable`,
  use: `high; getting high; get high; got high; stoned; smoke; smoked; smoking; snort; snorted; snorting; sniff; inject; injected; injecting; shoot up; shooting up; shot up; IV; IVing; boof; plugged; plugging; dose; dosed; dosing; doses; dosage; trip; tripping; tripped; overdose; overdosed; OD; ODed; OD'd; withdrawal; withdrawals; WD; WDs; detox;
    rehab; sober; clean time; relapse; relapsed; taper; tapering; tolerance; addict; addicts; addicted; addiction; junkie; junkies; nod; nodding; nodded; rush; buzz; hangover; comedown; come down; crash; binge; redose; potentiate; potentiator; euphoria; euphoric; sedation;
    recreational; psychedelic; psychedelics; opiate; opiates; opioid; opioids; benzo; benzos; benzodiazepine; stims; stimulant; stimulants; dissociative; drug; drugs; narcotic; narcotics; dope sick; dopesick; cotton fever; naloxone; narcan; MAT; methadone clinic; cold water extraction; CWE; cop; copped; copping; D-boy; stash; bump; bumps; rail; rails; needle; needles; rig; rigs; syringe; syringes;
    defonce; défonce; overdose; sevrage; drogue; drogues; Droge; Drogen; Rausch; Entzug; droga; drogas; colocado; наркотик; наркотики; ломка; 毒品; 吸毒; مخدرات`,
  drug: `fentanyls; nitazene; nitazenes; cathinones; synthetic cannabinoid; synthetic cannabinoids; cannabinoid; cannabinoids; designer drug; designer drugs; legal high; legal highs; entactogen; empathogen; hallucinogen; hallucinogens`,
  plant: `bud; buds; strain; strains; indica; sativa; hybrid; outdoor; indoor; hydroponic; greenhouse; dank; trim; shake; nug; nugs; joint; joints; preroll; prerolls; pre-roll; pre-rolls; THC; top shelf; smalls; dried flower; flowers; haschisch; weed; hash; kush; haze; ganja`,
  medicine: `pharma; pharmacy; pharmaceutical; prescription; prescribed; script; scripts; refill; patient; doctor; Rx; generic; sandoz; mylan; pfizer; roche; teva; actavis; purdue; mallinckrodt; ordonnance; Rezept; receta; рецепт; ampul; extended release; instant release; ER; IR; XR`,
  chemical: `reagent; ACS; ACS reagent; analytical; HPLC; HPLC grade; technical grade; tech grade; anhydrous; fuming; glacial; solvent; solvents; chemical; chemicals; purum; puriss; p.a.; drum; drums; IBC; jerrycan; jerrican; carboy; barrel; barrels; cylinder; bottle; reference standard; standard; analyte; assay; titration; ppm; UN No; UN number; CAS No; EC No; MSDS; SDS; precursor; precursors; intermediate; intermediates; synthesis; hydrochloride; HCl; sulfate; sulphate; freebase; free base; salt; lot; batch; anhydride; acid;
    réactif; solvant; fût; fûts; technique; wasserfrei; Lösungsmittel; Fass; Fässer; Chemikalie; chemisch; reactivo; disolvente; bidón; tambor; anhidro; реактив; растворитель; бочка; ЧДА; ХЧ; канистра; 试剂; 分析纯; 桶; 化学; 工业级; مذيب; برميل; كيميائي`,
  trade: `invoice; purchase order; PO; consignment; customs; declaration; shipment; freight; import; export; incoterms; FOB; CIF; facture; commande; Rechnung; Bestellung; factura; pedido; aduana; накладная; таможня; 发票; 订单; فاتورة; جمارك`,
  machine: `machine; machinery; press; equipment; automatic; semi-automatic; semi automatic; manual; electric; stainless; stainless steel; industrial; laboratory; lab; lab scale; pharmaceutical machinery; GMP; pharma machine; tooling; punch; punches; die; dies; tablet; tablets; tableting; pill; pills; capsule; rotary; single punch; station; stations; powder; kW; rpm; 220V; 110V; spare part; spare parts; litre; liter; borosilicate; glassware; jacketed; distillation; distilling; rotovap; reactor; extraction; chemistry; flask; joint 24/40; 24/40; 29/42; 34/45; 45/50; machine à comprimés; comprimés; laboratoire; Labor; Maschine; Tablettenpresse; laboratorio; máquina; станок; лабораторный; таблеточный; пресс; 机; 设备; 实验室; 压片; ماكينة; مختبر`,
  goods: `shirt; t-shirt; tshirt; tee; hoodie; sweater; dress; shoes; sneakers; boots; jacket; jeans; socks; hat; cap; mug; poster; vinyl; CD; DVD; Blu-ray; book; paperback; hardcover; novel; comic; toy; toys; lego; doll; puzzle; game; games; video game; xbox; playstation; nintendo; PS4; PS5; phone; iphone; samsung; galaxy; case; cover; charger; cable; usb; laptop; keyboard; mouse; monitor; camera; lens; tv; speaker; headphones; earbuds; watch; ring; necklace; bracelet; earrings; pendant; jewelry; jewellery; sterling; silver; gold plated; bag; backpack; handbag; purse; wallet; sofa; chair; table; lamp; light; lights; LED; chandelier; curtain; rug; carpet; pillow; blanket; bedding; vase; wine; wine glasses; candle; perfume; cologne; eau de toilette; eau de parfum; lipstick; makeup; mascara; nail polish; shampoo; conditioner; soap; lotion; sunscreen; deodorant; car; truck; bike; bicycle; motorcycle; tire; tyre; wheel; brake; sensor; engine; gearbox; filter; kitchen; cookware; pan; blender; toaster; coffee maker; fridge; dog; cat food; dog food; pet; aquarium; garden; seeds mix; fertilizer; weed killer; weedkiller; lawn; hose; fishing; lure; tent; camping; skate; skateboard; snowboard; surf; yoga; guitar; piano; drum kit; sticker; stickers; decal; keychain; ornament; gift; christmas; halloween; birthday; party; baby; kids; boys; girls; womens; mens; women; men; wifi; bluetooth; software; api; library; plugin; javascript; typescript; css; html; json; npm; react; node; framework; config; module; parser; package; command line; server; client; database; http;
    robe; chaussures; livre; jouet; montre; lampe; Kleid; Schuhe; Buch; Spielzeug; Uhr; Lampe; zapatos; libro; juguete; reloj; vestido; камуфляж; книга; игрушка; часы; обувь; 手机; 玩具; 衣服; 鞋; حذاء; كتاب; ساعة`,
  without: `free; free of; free from; without; does not contain; contains no; no; not; non; zero; sans; exempt de; ne contient pas; ohne; frei von; frei; enthält kein; enthält keine; keine; sin; libre de; no contiene; exento de; без; не содержит; 不含; 无; خال من; بدون; خالي من; alternative to; substitute for; replaces; remover`,
  cas: `CAS; CAS No; CAS number; CAS RN; CASRN; CAS-Nr; CAS-Nummer; no CAS; n° CAS; numéro CAS; número CAS; CAS号; номер CAS`,
  tariff: `HS; HS code; HSN; HTS; HTSUS; tariff; tariff code; customs code; commodity code; customs tariff; schedule B; TARIC; CN code; SH; code SH; code douanier; position tarifaire; nomenclature; NC8; Zolltarifnummer; Warennummer; Warentarifnummer; Zolltarif; arancel; partida arancelaria; fracción arancelaria; código arancelario; código SA; NCM; ТН ВЭД; ТНВЭД; код ТН ВЭД; код товара; 海关编码; HS编码; 商品编码; 税则号; البند الجمركي; رمز النظام المنسق; HS-code`,
}
