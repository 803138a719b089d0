type Words = readonly [string, ...string[]];

/** Words from which names, streets and descriptions of made-up organisations are put together in one language. */
export type Vocabulary = {
  readonly syllables: readonly [Words, Words, Words];
  readonly subjects: Words;
  readonly forms: Words;
  readonly civilForms: Words;
  readonly streets: Words;
  readonly openings: Words;
  readonly middles: Words;
  readonly closings: Words;
};

export const hungarian: Vocabulary = {
  syllables: [
    ['Vár', 'Kör', 'Ti', 'Ma', 'Sze', 'Ny', 'Bé', 'Haj', 'Csa', 'Gyu', 'Or', 'Zsó', 'Má', 'Kis', 'Fehér', 'Ká', 'Dé', 'Er', 'Fő', 'Lő'],
    ['ro', 'ti', 'bé', 'lő', 'ná', 'szi', 'gő', 'tú', 'ven', 'dor', 'mi', 'kő', 'zsa', 'pá', 'fé', 'rű', 'csi', 'ha', 'ló', 'te'],
    ['sol', 'tech', 'vill', 'therm', 'vár', 'ker', 'mat', 'gép', 'lak', 'plan', 'hő', 'bau', 'nova', 'pont', 'form', 'trade'],
  ],
  subjects: [
    'Energia',
    'Napelem',
    'Hőtechnika',
    'Villamosipari',
    'Épületgépész',
    'Mérnökiroda',
    'Biomassza',
    'Távhő',
    'Energetikai Tanácsadó',
    'Gépgyártó',
    'Faipari',
    'Csomagolástechnika',
    'Élelmiszeripari',
    'Műszaki Kereskedelmi',
    'Informatika',
    'Öntözéstechnika',
    'Szállítmányozási',
    'Építőipari',
    'Vízgazdálkodási',
    'Megújuló Energia',
  ],
  forms: ['Kft.', 'Kft.', 'Kft.', 'Kft.', 'Bt.', 'Zrt.', 'Nonprofit Kft.'],
  civilForms: ['Egyesület', 'Alapítvány', 'Szövetség'],
  streets: [
    'Kossuth Lajos utca',
    'Petőfi Sándor utca',
    'Rákóczi út',
    'Szőlő utca',
    'Ipari park',
    'Fő tér',
    'Árpád utca',
    'Széchenyi tér',
    'Malom köz',
  ],
  openings: [
    'A cég 2004 óta tervez és kivitelez napelemes rendszereket telephelyeknek és közintézményeknek.',
    'Hőszivattyús fűtések telepítésével és távfelügyeletével foglalkozik a Dél-Alföldön.',
    'Energetikai auditokat készít kis- és középvállalkozásoknak, mérési tervvel és megtérülési számítással.',
    'Mezőgazdasági melléktermékből állít elő fűtőanyagot, saját aprító- és szárítóüzemben.',
    'Villamos hálózatok és transzformátorállomások karbantartását végzi szerződött ügyfeleinek.',
    'Épületgépészeti kivitelező, amely termálvizes fűtési rendszerekre szakosodott.',
    'Öntöző- és szivattyúrendszereket gyárt, fordulatszám-szabályozott hajtásokkal.',
    'Hulladékhő hasznosítására kínál megoldást élelmiszeripari üzemeknek.',
  ],
  middles: [
    'Húsz főt foglalkoztat, a szerelőcsapatok két műszakban dolgoznak.',
    'Megrendelőinek fele a határ túloldaláról érkezik.',
    'Szervizét éjjel-nappal elérhetik az ügyfelek.',
    'Saját mérőműszereivel egyhetes terhelési görbét vesz fel a beruházás előtt.',
    'Minden munkáját részletes üzemeltetési leírással adja át.',
  ],
  closings: [
    'Romániai partnert keres közös ajánlattételhez.',
    'Szívesen fogad tapasztalatcserére érkező vállalkozásokat.',
    'Együttműködne kivitelezőkkel és villamosipari kereskedőkkel.',
    'Referenciáit előzetes egyeztetés után a helyszínen is bemutatja.',
  ],
};

export const romanian: Vocabulary = {
  syllables: [
    ['Vâl', 'Mu', 'Ti', 'Cri', 'Băn', 'Lu', 'Șe', 'Tă', 'Dră', 'Or', 'Sân', 'Câ', 'Fă', 'Re', 'Pe', 'Ște', 'Mo', 'Be', 'Că', 'Țe'],
    ['ro', 'ti', 've', 'nă', 'că', 'mi', 'ță', 'lu', 'des', 'ra', 'șa', 'bi', 'te', 'do', 'gâ', 'mar', 'po', 'si', 'ne', 'fi'],
    ['sol', 'term', 'instal', 'tech', 'vest', 'plan', 'nova', 'prod', 'com', 'lux', 'grup', 'form', 'trans', 'agro', 'mont', 'activ'],
  ],
  subjects: [
    'Energie',
    'Solar',
    'Termo',
    'Instalații',
    'Electro',
    'Proiectare',
    'Biomasă',
    'Termoficare',
    'Consultanță Energetică',
    'Construcții Metalice',
    'Prelucrarea Lemnului',
    'Ambalaje',
    'Industrie Alimentară',
    'Comerț Tehnic',
    'Informatică',
    'Irigații',
    'Logistică',
    'Construcții',
    'Apă și Mediu',
    'Energii Regenerabile',
  ],
  forms: ['SRL', 'SRL', 'SRL', 'SRL', 'SA', 'SNC'],
  civilForms: ['Asociația', 'Fundația', 'Federația'],
  streets: [
    'Str. Eroilor',
    'Str. Mihai Eminescu',
    'Bd. Revoluției',
    'Calea Șagului',
    'Str. Gării',
    'Piața Libertății',
    'Str. Țepeș Vodă',
    'Zona Industrială',
  ],
  openings: [
    'Firma proiectează și montează din 2004 sisteme fotovoltaice pentru hale și instituții publice.',
    'Instalează pompe de căldură și asigură supravegherea lor de la distanță în vestul țării.',
    'Întocmește audituri energetice pentru întreprinderi mici și mijlocii, cu plan de măsurare și calculul amortizării.',
    'Produce combustibil din resturi agricole, în propria secție de tocare și uscare.',
    'Întreține rețele electrice și posturi de transformare pentru clienți cu contract.',
    'Execută instalații pentru clădiri și s-a specializat în încălzirea cu apă geotermală.',
    'Fabrică sisteme de irigații și de pompare cu acționări cu turație reglabilă.',
    'Oferă soluții de recuperare a căldurii reziduale în industria alimentară.',
  ],
  middles: [
    'Are douăzeci de angajați, iar echipele de montaj lucrează în două schimburi.',
    'Jumătate dintre clienți vin de dincolo de graniță.',
    'Serviciul de intervenții răspunde zi și noapte.',
    'Înaintea fiecărei investiții înregistrează curba de sarcină timp de o săptămână.',
    'Predă fiecare lucrare cu instrucțiuni amănunțite de exploatare.',
  ],
  closings: [
    'Caută un partener din Ungaria pentru oferte comune.',
    'Primește cu plăcere întreprinderi venite în schimb de experiență.',
    'Dorește să colaboreze cu constructori și cu distribuitori de materiale electrice.',
    'Lucrările de referință pot fi văzute la fața locului, la cerere.',
  ],
};
