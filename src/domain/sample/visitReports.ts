import type { Texts } from './made.ts';

/** One finalised visit, written down in the language of the office that made it. */
export type SampleVisit = {
  readonly key: string;
  readonly host: string;
  readonly day: string;
  readonly from: string;
  readonly until: string;
  readonly country: 'HU' | 'RO';
  readonly office: 'szeged' | 'timisoara';
  readonly summary: Texts;
  readonly participants: readonly (readonly [name: string, organisation: string, country: 'HU' | 'RO'])[];
  readonly findings: readonly (readonly [title: string, text: string, measure: string, transferable: boolean])[];
  readonly followUps: readonly (readonly [what: string, who: string, due: string, done: boolean])[];
};

/** The finalised visits of the sample set, oldest first. */
export const sampleVisits: readonly SampleVisit[] = [
  {
    key: 'szeged-2010',
    host: 'shena',
    day: '2010-05-25',
    from: '10:00',
    until: '15:00',
    country: 'HU',
    office: 'szeged',
    summary: {
      hu: 'A temesvári kamara küldöttségének látogatása Szegeden. Innen indult a két hálózat közös projektje.',
      ro: 'Vizita delegației Camerei din Timișoara la Szeged. De aici a pornit proiectul comun al celor două rețele.',
      en: 'Visit of the delegation of the Chamber of Timișoara to Szeged. The joint project of the two networks began here.',
    },
    participants: [],
    findings: [],
    followUps: [['Közös projekt előkészítése', 'SHENA, AAUR', '2011-12-31', true]],
  },
  {
    key: 'szeged-tavho',
    host: 'proba-tavho',
    day: '2012-04-19',
    from: '09:30',
    until: '13:00',
    country: 'HU',
    office: 'timisoara',
    summary: {
      ro: 'Am văzut cum a trecut furnizorul nouă circuite de la gaz la apă geotermală, fără să oprească încălzirea nicio zi. Apa uzată este reinjectată.',
      hu: 'Megnéztük, hogyan állt át a szolgáltató kilenc fűtőkörben gázról termálvízre úgy, hogy a fűtés egy napra sem állt le. A lehűlt vizet visszasajtolják.',
    },
    participants: [
      ['Mihai Specimen', 'Termo Exemplu SRL', 'RO'],
      ['Ana Țurcan-Model', 'Asociația de Afaceri Ungare în România', 'RO'],
      ['Próba Zsófia', 'Próba Távhő Nonprofit Kft.', 'HU'],
    ],
    findings: [
      [
        'Trecerea pe rând a circuitelor',
        'Fiecare circuit are schimbător de căldură mobil pe durata lucrărilor.',
        'economie de gaz de 38 % pe circuit',
        true,
      ],
      ['Reinjectarea apei', 'Sonda de reinjecție lucrează cu filtrare în două trepte.', '70 m³/h la 4 bar', true],
    ],
    followUps: [
      ['Calculul costurilor pentru un circuit din Timișoara', 'Mihai Specimen', '2012-06-30', true],
      ['A doua vizită, în sezonul de încălzire', 'Ana Țurcan-Model', '2012-11-15', false],
    ],
  },
  {
    key: 'gyula-biogaz',
    host: 'koros-biogaz',
    day: '2012-06-07',
    from: '10:00',
    until: '12:30',
    country: 'HU',
    office: 'szeged',
    summary: {
      hu: 'A biogázüzem a vágóhíd melléktermékeit dolgozza fel; hulladékhője egy kertészet két fóliasátrát fűti.',
      en: 'The biogas plant processes slaughterhouse by-products; its waste heat warms two polytunnels of a nursery.',
    },
    participants: [
      ['Minta-Nagy Gergő', 'Körös Próba Biogáz Kft.', 'HU'],
      ['Példa Péter', 'Példa Napelem Bt.', 'HU'],
      ['Gheorghe Probă', 'Carei Termica Model SA', 'RO'],
    ],
    findings: [
      ['Hőátadás a szomszédnak', 'A hőt éves átalánydíjért adják el, mérő csak ellenőrzésre van.', '410 MWh hő évente', true],
      ['Szagmentes beszállítás', 'A fogadócsarnok enyhe vákuumban működik.', '0 lakossági panasz két éve', true],
    ],
    followUps: [['A hőszerződés mintájának elküldése', 'Minta-Nagy Gergő', '2012-06-30', true]],
  },
  {
    key: 'oradea-geotermal',
    host: 'oradea-geotermal',
    day: '2012-10-11',
    from: '10:00',
    until: '14:00',
    country: 'RO',
    office: 'szeged',
    summary: {
      hu: 'Négy termálkút, egyetlen közös felügyeleti központ. A kórház fűtése elsőbbséget kap, ezt a szabályozás magától tartja.',
      ro: 'Patru sonde geotermale, un singur dispecerat. Încălzirea spitalului are prioritate, iar reglarea o asigură automat.',
      en: 'Four geothermal wells and a single control room. Heating the hospital comes first, and the controls see to it by themselves.',
    },
    participants: [
      ['Ciprian Model', 'Oradea Geotermal Exemplu SA', 'RO'],
      ['Teszt László', 'Példa Termál Energetika Kft.', 'HU'],
      ['Próba Zsófia', 'Próba Távhő Nonprofit Kft.', 'HU'],
    ],
    findings: [
      [
        'Elsőbbségi szabályozás',
        'Csúcsidőben a kórház kapja a legmelegebb vizet, a lakótelepek a visszatérőt is használják.',
        '12 °C-kal hidegebb visszatérő',
        true,
      ],
    ],
    followUps: [['A szabályozási leírás lefordítása', 'Teszt László', '2012-12-01', true]],
  },
  {
    key: 'timisoara-termo',
    host: 'termo-exemplu',
    day: '2012-11-08',
    from: '11:00',
    until: '14:30',
    country: 'RO',
    office: 'szeged',
    summary: {
      hu: 'A veszteségmérés városrészenként, évente egyszer, hőkamerával és mérlegkörökkel történik.',
    },
    participants: [
      ['Mihai Specimen', 'Termo Exemplu SRL', 'RO'],
      ['Próba Zsófia', 'Próba Távhő Nonprofit Kft.', 'HU'],
    ],
    findings: [
      [
        'Mérlegkörök városrészenként',
        'A betáplált és a leolvasott hő különbségét havonta közzéteszik.',
        'a veszteség 21 %-ról 16 %-ra csökkent',
        true,
      ],
    ],
    followUps: [['Saját mérlegkörök kijelölése', 'Próba Zsófia', '2013-03-31', false]],
  },
  {
    key: 'debrecen-led',
    host: 'minta-led',
    day: '2012-11-22',
    from: '15:00',
    until: '18:00',
    country: 'HU',
    office: 'timisoara',
    summary: {
      ro: 'Iluminatul public este redus treptat după ora 22; trecerile de pietoni rămân la intensitate maximă.',
      en: 'Street lighting is dimmed step by step after 10 p.m.; pedestrian crossings stay at full brightness.',
    },
    participants: [
      ['Próbáné Kiss Jolán', 'Minta Fénytechnika Kft.', 'HU'],
      ['Vasile Specimen', 'Electro Someș Exemplu SRL', 'RO'],
    ],
    findings: [
      ['Reducerea treptată a intensității', 'Trei trepte, programate din dispecerat pe fiecare stradă.', 'consum mai mic cu 46 %', true],
    ],
    followUps: [['Ofertă pentru Primăria Model Nădlac', 'Vasile Specimen', '2013-02-15', false]],
  },
  {
    key: 'curtici-logistic',
    host: 'curtici-logistic',
    day: '2012-12-05',
    from: '10:00',
    until: '12:00',
    country: 'RO',
    office: 'timisoara',
    summary: {
      ro: 'Panourile de pe acoperiș acoperă la prânz tot consumul stivuitoarelor; încărcarea este mutată în orele cu soare.',
    },
    participants: [
      ['Ștefan Exemplu', 'Curtici Logistic Exemplu SRL', 'RO'],
      ['Ion Exemplu', 'Exemplu Energie SRL', 'RO'],
      ['Minta Anna', 'Minta Energia Kft.', 'HU'],
    ],
    findings: [
      ['Încărcarea în orele cu soare', 'Stivuitoarele se încarcă pe rând, după un orar afișat.', '82 % din energie proprie, vara', true],
    ],
    followUps: [['Schimb de date de consum cu Szeged', 'Minta Anna', '2013-01-31', true]],
  },
];
