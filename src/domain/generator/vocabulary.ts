type Words = readonly [string, ...string[]];

/** Words from which names and streets of made-up organisations are put together in one language. */
export type Vocabulary = {
  readonly syllables: readonly [Words, Words, Words];
  readonly subjects: Words;
  readonly forms: Words;
  readonly civilForms: Words;
  readonly streets: Words;
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
};
