// SPDX-License-Identifier: Apache-2.0
/**
 * How the pieces of systematic names sound in several languages (see `soundOf` in pieces.ts), and which pieces each
 * stands for. `(2)` is a locant that the group implies; `!` marks a group that is written behind its own locant;
 * nothing behind `=` says nothing about the structure.
 */
export const soundsOfPieces = `
  met eth=et et prop but pent eks=heks heks ept=hept hept okt non dek undek dodek tetradek eksadek=heksadek oktadek
  metil=met! etil=et! propil=prop! butil=but! pentil=pent! amil=pent! eksil=heks! epthil=hept!
  il= ilen=ilen iliden=iliden an= en in idin ol on al tion=tion am=am amin=am imin oksim azan=am azane=am
  metilamin=met,am etilamin=et,am propilamin=prop,am isopropilamin=isoprop,am butilamin=but,am benzilamin=fen,met,am fenilamin=fen,am
  amid=oil,am anilid=oil,am,fen anilin=fen,am anil=fen,am karboksamid=karboksil,am
  oat oik=oat anoik=oat anoat=oat oil anoil=oil ilik=oat
  akid= saur= sauren= kislot= kislota= ester= kloridrat= idroklorid= kloridrat=
  okso=on keto=on oksi idroksi=ol! gidroksi=ol! idrosi=ol! metoksi=metoksi! metosi=metoksi! etoksi=etoksi! etosi=etoksi! propoksi=propoksi! isopropoksi=isopropoksi! butoksi=butoksi! benziloksi=fen,met,oksi fenoksi=fen,oksi
  klor=klor! brom=brom! fluor=fluor! ftor=fluor! iod=iod! nitro=nitro! kian=kian karbonitril nitril azid tio merkapto sulf sulfonil sulfanil=tio
  trifluormetil=trifluormetil! trifluorometil=trifluormetil! triftormetil=trifluormetil!
  fen fenil=fen benzen=fen benzol=fen benz benzil=fen,met tolil=fen,met! toluen=fen,met! toluol=fen,met! fenetil=(2),fen,et feniletil=fen,et fenpropil=fen,prop
  amfetamin=(2),fen,prop,am anfetamin=(2),fen,prop,am katinon=(2),fen,prop,on,am metkatinon=(2),fen,prop,on,am,met etkatinon=(2),fen,prop,on,am,et metamfetamin=(2),fen,prop,am,met metanfetamin=(2),fen,prop,am,met fenetilamin=(2),fen,et,am triptamin=(3),(2),indol,et,am
  aketofenon=fen,et,on propiofenon=fen,prop,on butirofenon=fen,but,on valerofenon=fen,pent,on pentanofenon=fen,pent,on eksanofenon=fen,heks,on isoeksanofenon=(4),fen,pent,on,met
  benzidril=fen,fen,met difenilmetil=fen,fen,met kumil=(2),fen,prop stiril kinamil kinamoil naftil=naftalen naftalen naftalenil=naftalen naftalin=naftalen naftoil=naftalen,karbonil naftilmetanon=naftalen,karbonil benzoil=fen,karbonil benzoiloksi=benzoat benzoat benzoik=benzoat
  isopropil=isoprop isobutil=(2),met,prop sekbutil=sekbut tertbutil=tbut isopentil=(3),met,but isoamil=(3),met,but alil neopentil vinil=et,en isopropan=isoprop
  kikloprop kiklobut kiklopent kikloeks=kikloheks kiklo siklo=kiklo ziklo=kiklo zikloeks=kikloheks kikloept kiklookt ziklopropil=kikloprop
  formil aketil=et,oil aketil=et,oil azetil=et,oil aketat=et,oat azetat=et,oat aketoksi=et,oat aketamid=et,oil,am aketanilid=et,oil,am,fen aketik=et,oat aketo=et,oil aketoaket=et,oil,et,on aketon=(2),prop,on aketonitril=et,nitril fenilaketon=(2),fen,prop,on
  propionil=prop,oil propioniloksi=prop,oat propionat=prop,oat propionik=prop,oat propionamid=prop,oil,am propionanilid=prop,oil,am,fen propioanilid=prop,oil,am,fen akril=akril akriloil=akril butiril=but,oil butirat=but,oat butirik=but,oat butiramid=but,oil,am butiranilid=but,oil,am,fen isobutiril=(2),met,prop,oil isobutiramid=(2),met,prop,oil,am isobutirat=(2),met,prop,oat valeril=pent,oil valeramid=pent,oil,am valerat=pent,oat isovaleril=(3),met,but,oil kroton metakril
  karboksil karboksilik=karboksil karboksilat=karboksil karboksi=karboksil karbonil metanon=karbonil metoksikarbonil=met,karboksil etoksikarbonil=et,karboksil karbometoksi=met,karboksil karbetoksi=et,karboksil karboetoksi=et,karboksil karbamat karbamoil=karbamoil karbald karbaldeid=karbald aldeid=al urea guanidin idrazin
  piperonil metilendioksi=piperon metilendiosi=piperon etilendioksi benzodioksol benzodioksolil=benzodioksol dioksolan dioksan benzofuran benzofuranil=benzofuran tiofen tienil=tiofen furan furil=furan furanil=furan furoil=furan,karbonil furamid=furan,karboksil,am tetraidrofuran tetraidrofuranil=tetraidrofuran oksolan=tetraidrofuran
  piperidin piperidinil=piperidin piperidil=piperidin pipekolin piridon pirolidin pirolidinil=pirolidin pirolidil=pirolidin pirol pirazol pirazin piperazin piperazinil=piperazin morfolin morfolino=(4),morfolin morfolinil=morfolin tiomorfolin azetidin aziridin azepan azepin
  indol indolil=indol indolin indazol indazolil=indazol imidazol imidazolil=imidazol imidazolin benzimidazol benzimidazolil=benzimidazol benzoimidazol=benzimidazol benzotiazol oksazol oksazolin isoksazol tiazol triazol tetrazol tiadiazol oksadiazol oksazolidin
  piridin piridinil=piridin piridil=piridin pirimidin pirimidintrion=pirimidin,on,on,on diazinan=pirimidin kinolin kinolinil=kinolin kinolil=kinolin isokinolin kinazolin kinoksalin karbazol purin ksantin benzodiazepin diazepin tieno triazolo imidazo oksazolo pirazolo benzo furo pirano piran kromen ksanten antraken fenantren fluoren inden indan adamantan adamantil=adamantan adamant norbornan barbiturik=barbitur lakton benkil=fen,met valeranilid=pent,oil,am,fen alkool=ol karbonsaur=karboksil pivalamid pivaloil tiolan bufedron efedron fenol=fen,ol fenolik=fen,ol barbitur barbituratsaur=barbitur
  glikid glikidat=glikid glikidik=glikid oksiran isonipekotat=(4),piperidin,karboksil isonipekotik=(4),piperidin,karboksil nipekotat=(3),piperidin,karboksil valinat valin alaninat leukinat glikolat
  morfinan morfin kodein oripavin epoksi metano etano eteno deidro idro diidro=idro,idro tetraidro=idro,idro,idro,idro eksaidro=idro,idro,idro,idro,idro,idro oktaidro dekaidro tropan tropat ekgonin ergolin lisergamid tropin ketal glikol
  azabikiklo oksa aza dia tia diaza=aza,aza triaza kinuklidin nor omo des desoksi=desoksi deoksi=desoksi iso neo spiro
  fentanil fenidat aminoreks lsd pirovaleron=(4),fen,pent,on,pirolidin,met
`
