import type { Language } from '../recordTypes.ts';

type Sentences = readonly [Readonly<Record<Language, string>>, ...Readonly<Record<Language, string>>[]];

/** What made-up organisations say of themselves: what they do, how they work, whom they look for, each sentence in three languages. */
export const descriptions: readonly [Sentences, Sentences, Sentences] = [
  [
    {
      hu: 'A cég 2004 óta tervez és kivitelez napelemes rendszereket telephelyeknek és közintézményeknek.',
      ro: 'Firma proiectează și montează din 2004 sisteme fotovoltaice pentru hale și instituții publice.',
      en: 'The company has designed and installed photovoltaic systems for plants and public buildings since 2004.',
    },
    {
      hu: 'Hőszivattyús fűtések telepítésével és távfelügyeletével foglalkozik a Dél-Alföldön.',
      ro: 'Instalează pompe de căldură și asigură supravegherea lor de la distanță în vestul țării.',
      en: 'It installs heat pumps and monitors them from afar throughout the region.',
    },
    {
      hu: 'Energetikai auditokat készít kis- és középvállalkozásoknak, mérési tervvel és megtérülési számítással.',
      ro: 'Întocmește audituri energetice pentru întreprinderi mici și mijlocii, cu plan de măsurare și calculul amortizării.',
      en: 'It prepares energy audits for small and medium-sized enterprises, with a measuring plan and a payback calculation.',
    },
    {
      hu: 'Mezőgazdasági melléktermékből állít elő fűtőanyagot, saját aprító- és szárítóüzemben.',
      ro: 'Produce combustibil din resturi agricole, în propria secție de tocare și uscare.',
      en: 'It makes fuel from agricultural residues in its own shredding and drying plant.',
    },
    {
      hu: 'Villamos hálózatok és transzformátorállomások karbantartását végzi szerződött ügyfeleinek.',
      ro: 'Întreține rețele electrice și posturi de transformare pentru clienți cu contract.',
      en: 'It maintains power networks and transformer stations for customers under contract.',
    },
    {
      hu: 'Épületgépészeti kivitelező, amely termálvizes fűtési rendszerekre szakosodott.',
      ro: 'Execută instalații pentru clădiri și s-a specializat în încălzirea cu apă geotermală.',
      en: 'A building services contractor that specialises in heating with thermal water.',
    },
    {
      hu: 'Öntöző- és szivattyúrendszereket gyárt, fordulatszám-szabályozott hajtásokkal.',
      ro: 'Fabrică sisteme de irigații și de pompare cu acționări cu turație reglabilă.',
      en: 'It manufactures irrigation and pumping systems with speed-controlled drives.',
    },
    {
      hu: 'Hulladékhő hasznosítására kínál megoldást élelmiszeripari üzemeknek.',
      ro: 'Oferă soluții de recuperare a căldurii reziduale în industria alimentară.',
      en: 'It offers solutions for recovering waste heat in the food industry.',
    },
  ],
  [
    {
      hu: 'Húsz főt foglalkoztat, a szerelőcsapatok két műszakban dolgoznak.',
      ro: 'Are douăzeci de angajați, iar echipele de montaj lucrează în două schimburi.',
      en: 'It employs twenty people, and its fitters work in two shifts.',
    },
    {
      hu: 'Megrendelőinek fele a határ túloldaláról érkezik.',
      ro: 'Jumătate dintre clienți vin de dincolo de graniță.',
      en: 'Half of its customers come from across the border.',
    },
    {
      hu: 'Szervizét éjjel-nappal elérhetik az ügyfelek.',
      ro: 'Serviciul de intervenții răspunde zi și noapte.',
      en: 'Its service team answers day and night.',
    },
    {
      hu: 'Saját mérőműszereivel egyhetes terhelési görbét vesz fel a beruházás előtt.',
      ro: 'Înaintea fiecărei investiții înregistrează curba de sarcină timp de o săptămână.',
      en: 'Before an investment it records one week of the load curve with its own instruments.',
    },
    {
      hu: 'Minden munkáját részletes üzemeltetési leírással adja át.',
      ro: 'Predă fiecare lucrare cu instrucțiuni amănunțite de exploatare.',
      en: 'Every job is handed over with detailed operating instructions.',
    },
  ],
  [
    {
      hu: 'A határ túloldalán keres partnert közös ajánlattételhez.',
      ro: 'Caută un partener de peste graniță pentru oferte comune.',
      en: 'It is looking for a partner across the border for joint tenders.',
    },
    {
      hu: 'Szívesen fogad tapasztalatcserére érkező vállalkozásokat.',
      ro: 'Primește cu plăcere întreprinderi venite în schimb de experiență.',
      en: 'It is glad to receive enterprises for an exchange of experience.',
    },
    {
      hu: 'Együttműködne kivitelezőkkel és villamosipari kereskedőkkel.',
      ro: 'Dorește să colaboreze cu constructori și cu distribuitori de materiale electrice.',
      en: 'It would like to work with contractors and electrical wholesalers.',
    },
    {
      hu: 'Referenciáit előzetes egyeztetés után a helyszínen is bemutatja.',
      ro: 'Lucrările de referință pot fi văzute la fața locului, la cerere.',
      en: 'Its reference sites can be visited by appointment.',
    },
  ],
];
