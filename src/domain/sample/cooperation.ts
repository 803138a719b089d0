import type { NewRecord } from '../values.ts';
import { made, sampleId, setOf, type Texts, translated } from './made.ts';

const practice = (
  key: string,
  from: readonly [organisation: string, visit: string],
  title: Texts,
  description: Texts,
  measure: string,
  tags: readonly string[],
): NewRecord =>
  made('practice', key, {
    ...translated('title', title),
    ...translated('description', description),
    organisation: sampleId('organisation', from[0]),
    visit: sampleId('visit', from[1]),
    measure,
    transferable: true,
    ...setOf('tag', tags),
  });

const practices: readonly NewRecord[] = [
  practice(
    'step-by-step',
    ['proba-tavho', 'szeged-tavho'],
    {
      hu: 'Fűtőkörök átállítása leállás nélkül',
      ro: 'Trecerea circuitelor fără oprirea încălzirii',
      en: 'Converting heating circuits without a stop',
    },
    {
      hu: 'Mozgatható hőcserélő fűt, amíg a kör csöveit átkötik a termálkútra.',
      ro: 'Un schimbător mobil încălzește cât timp circuitul este legat la sonda geotermală.',
      en: 'A mobile heat exchanger keeps the circuit warm while it is connected to the well.',
    },
    '−38 %',
    ['district-heating', 'geothermal'],
  ),
  practice(
    'heat-for-the-neighbour',
    ['koros-biogaz', 'gyula-biogaz'],
    {
      hu: 'Hulladékhő a szomszédnak, átalányáron',
      ro: 'Căldură reziduală pentru vecin, la preț fix',
      en: 'Waste heat for the neighbour at a flat rate',
    },
    {
      hu: 'Az átalánydíj megspórolja a drága hőmérést és a vitákat.',
      ro: 'Prețul fix scutește contorizarea costisitoare și neînțelegerile.',
      en: 'A flat rate saves costly metering and disputes.',
    },
    '410 MWh',
    ['biogas', 'waste-heat'],
  ),
  practice(
    'dimming',
    ['minta-led', 'debrecen-led'],
    {
      hu: 'Lépcsőzetes éjszakai fényerő-szabályozás',
      ro: 'Reducerea în trepte a iluminatului public',
      en: 'Dimming street lights in steps',
    },
    { ro: 'Trei trepte pe fiecare stradă; trecerile de pietoni rămân luminate.' },
    '−46 %',
    ['lighting', 'efficiency'],
  ),
  practice(
    'priority-control',
    ['oradea-geotermal', 'oradea-geotermal'],
    { hu: 'A kórház fűtése az első', ro: 'Încălzirea spitalului are prioritate', en: 'The hospital is heated first' },
    { hu: 'Az elsőbbséget a szabályozás tartja, nem a diszpécser.', ro: 'Prioritatea o ține reglarea automată, nu dispecerul.' },
    '−12 °C',
    ['district-heating', 'geothermal'],
  ),
];

const offer = (
  key: string,
  kind: 'offer' | 'request',
  organisation: string,
  title: Texts,
  description: Texts,
  tags: readonly string[],
): NewRecord =>
  made('offer', key, {
    kind,
    organisation: sampleId('organisation', organisation),
    ...translated('title', title),
    ...translated('description', description),
    ...setOf('tag', tags),
  });

const offers: readonly NewRecord[] = [
  offer(
    'partner-for-halls',
    'request',
    'pelda-napelem',
    { hu: 'Kivitelező társat keresünk Aradon', ro: 'Căutăm un executant partener la Arad', en: 'Looking for a contractor in Arad' },
    {
      hu: 'Két csarnokra közösen adnánk ajánlatot, a tervezést mi vállaljuk.',
      ro: 'Am oferta împreună pentru două hale; proiectarea o asigurăm noi.',
    },
    ['solar'],
  ),
  offer(
    'panels-arad',
    'offer',
    'arad-proba-electric',
    {
      hu: 'Villanyszerelő csapat napelemes munkákra',
      ro: 'Echipă de electricieni pentru lucrări fotovoltaice',
      en: 'Electricians for photovoltaic works',
    },
    { ro: 'Șase electricieni autorizați, disponibili și în Ungaria, de la două săptămâni în sus.' },
    ['solar', 'efficiency'],
  ),
  offer(
    'load-curves',
    'offer',
    'pelda-audit',
    {
      hu: 'Egyhetes terhelésmérés mobil műszerrel',
      ro: 'Măsurarea sarcinii timp de o săptămână, cu aparat mobil',
      en: 'One week of load measurement with mobile meters',
    },
    { hu: 'A mérést Bihar, Arad és Temes megyében is vállaljuk.', en: 'We also measure in Bihor, Arad and Timiș.' },
    ['audit', 'efficiency'],
  ),
  offer(
    'wood-chips',
    'request',
    'carei-termica',
    {
      hu: 'Faaprítékot vennénk a fűtési idényre',
      ro: 'Cumpărăm tocătură de lemn pentru sezonul rece',
      en: 'Buying wood chips for the heating season',
    },
    {
      ro: 'Două mii de tone, umiditate sub 35 %, livrare din octombrie.',
      hu: 'Kétezer tonna, 35% alatti nedvességgel, októberi kezdettel.',
    },
    ['biomass', 'district-heating'],
  ),
];

const cooperation = (
  key: string,
  kind: string,
  status: string,
  since: string,
  parties: readonly string[],
  title: Texts,
  description: Texts,
): NewRecord =>
  made('cooperation', key, {
    ...translated('title', title),
    kind,
    status,
    since,
    ...setOf(
      'party',
      parties.map((party) => sampleId('organisation', party)),
    ),
    ...translated('description', description),
  });

const cooperations: readonly NewRecord[] = [
  cooperation(
    'networks',
    'jointProject',
    'ended',
    '2012-01-31',
    ['shena', 'aaur'],
    { hu: 'InterregCluster', ro: 'InterregCluster', en: 'InterregCluster' },
    {
      hu: 'Közös adatbázis, rendezvények, tapasztalatcserék és tanulmányok.',
      ro: 'Bază de date comună, evenimente, vizite de benchmarking și studii.',
      en: 'Joint database, events, benchmarking visits and studies.',
    },
  ),
  cooperation(
    'heat-data',
    'agreement',
    'active',
    '2012-12-01',
    ['proba-tavho', 'termo-exemplu', 'oradea-geotermal'],
    {
      hu: 'Három távhőszolgáltató adatcseréje',
      ro: 'Schimb de date între trei furnizori de căldură',
      en: 'Three heat suppliers exchange data',
    },
    { hu: 'Negyedévente összevetik hálózati veszteségüket.', ro: 'Își compară trimestrial pierderile din rețea.' },
  ),
  cooperation(
    'halls',
    'letterOfIntent',
    'open',
    '2012-10-02',
    ['pelda-napelem', 'arad-proba-electric'],
    { hu: 'Közös ajánlat két aradi csarnokra', ro: 'Ofertă comună pentru două hale din Arad', en: 'Joint tender for two halls in Arad' },
    { ro: 'Proiectare la Békéscsaba, montaj la Arad.', hu: 'Tervezés Békéscsabán, szerelés Aradon.' },
  ),
];

/** Practices found on the visits, offers and requests, and what has come of them. */
export const cooperationRecords = (): readonly NewRecord[] => [...practices, ...offers, ...cooperations];
