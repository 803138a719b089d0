import { type SampleEvent, workingDayAfter } from './events.ts';

const coffee = { hu: 'Kávészünet', ro: 'Pauză de cafea', en: 'Coffee break' };

const held: readonly SampleEvent[] = [
  {
    key: 'opening',
    kind: 'conference',
    day: '2012-03-22',
    from: '10:00',
    until: '15:30',
    country: 'HU',
    venue: ['Minta Konferenciaközpont', '6720', 'Szeged', 'Minta tér 1.', 'HU333'],
    capacity: 80,
    title: { hu: 'Nyitókonferencia', ro: 'Conferința de deschidere', en: 'Opening conference' },
    description: {
      hu: 'A két hálózat bemutatja egymásnak tagjait, és megállapodik a közös adatbázis tartalmáról.',
      ro: 'Cele două rețele își prezintă membrii și convin asupra conținutului bazei de date comune.',
      en: 'The two networks introduce their members and agree on what the joint database holds.',
    },
    sessions: [
      {
        from: '10:00',
        until: '11:30',
        title: { hu: 'A két hálózat bemutatkozása', ro: 'Prezentarea celor două rețele', en: 'The two networks introduce themselves' },
        speaker: 'dr. Kovácsné Próba Ágnes, Ana Țurcan-Model',
        room: 'A',
      },
      { from: '11:30', until: '12:00', title: coffee },
      {
        from: '12:00',
        until: '15:30',
        title: {
          hu: 'Mit tartalmazzon a közös adatbázis?',
          ro: 'Ce cuprinde baza de date comună?',
          en: 'What should the joint database hold?',
        },
        room: 'A',
      },
    ],
  },
  {
    key: 'workshop-heat',
    kind: 'workshop',
    day: '2012-05-17',
    from: '09:30',
    until: '14:00',
    country: 'HU',
    venue: ['Példa Kamara tanácsterme', '5600', 'Békéscsaba', 'Kamara tér 2.', 'HU332'],
    capacity: 30,
    title: {
      hu: 'Távfűtés fával, termálvízzel, hulladékhővel',
      ro: 'Termoficare cu lemn, apă geotermală și căldură reziduală',
      en: 'District heating with wood, thermal water and waste heat',
    },
    description: {
      hu: 'Üzemeltetők mondják el, mi vált be náluk és mi nem.',
      ro: 'Operatorii povestesc ce a funcționat la ei și ce nu.',
      en: 'Operators tell what worked for them and what did not.',
    },
    sessions: [
      {
        from: '09:30',
        until: '11:30',
        title: { hu: 'Három fűtőmű számokban', ro: 'Trei centrale termice în cifre', en: 'Three heating plants in figures' },
        speaker: 'Próba Zsófia, ing. Mihai Specimen',
      },
      { from: '11:30', until: '12:00', title: coffee },
    ],
  },
  {
    key: 'workshop-solar',
    kind: 'workshop',
    day: '2012-09-13',
    from: '10:00',
    until: '15:00',
    country: 'RO',
    venue: ['Centrul de Afaceri Exemplu', '310130', 'Arad', 'Bd. Revoluției nr. 7', 'RO421'],
    capacity: 30,
    title: { hu: 'Napelem a csarnokon', ro: 'Panouri solare pe hală', en: 'Solar panels on the factory hall' },
    description: {
      hu: 'Csatlakozás, engedélyek, megtérülés a határ két oldalán.',
      ro: 'Racordare, avize și amortizare de ambele părți ale graniței.',
      en: 'Grid connection, permits and payback on both sides of the border.',
    },
    sessions: [
      {
        from: '10:00',
        until: '12:30',
        title: { hu: 'Engedélyek lépésről lépésre', ro: 'Avizele, pas cu pas', en: 'Permits step by step' },
        speaker: 'Ion Exemplu, Minta Anna',
      },
    ],
  },
  {
    key: 'closing',
    kind: 'conference',
    day: '2013-01-24',
    from: '10:00',
    until: '16:00',
    country: 'RO',
    venue: ['Sala Mare a Camerei Exemplu', '300057', 'Timișoara', 'Piața Libertății nr. 2', 'RO424'],
    capacity: 100,
    title: { hu: 'Zárókonferencia', ro: 'Conferința de închidere', en: 'Closing conference' },
    description: {
      hu: 'A zárótanulmány és a további együttműködési tervek bemutatása.',
      ro: 'Prezentarea studiului de închidere și a planurilor de cooperare.',
      en: 'Presentation of the closing study and of plans for further co-operation.',
    },
    sessions: [
      {
        from: '10:00',
        until: '12:00',
        title: { hu: 'A zárótanulmány eredményei', ro: 'Rezultatele studiului de închidere', en: 'Results of the closing study' },
        speaker: 'dr. Cătălina Model',
      },
      {
        from: '13:00',
        until: '16:00',
        title: { hu: 'Tervek a folytatásra', ro: 'Planuri pentru continuare', en: 'Plans for the years ahead' },
      },
    ],
  },
];

const comingUp = (now: number): readonly SampleEvent[] => [
  {
    key: 'exhibition',
    kind: 'exhibition',
    day: workingDayAfter(now, 3),
    from: '10:00',
    until: '18:00',
    country: 'RO',
    venue: ['Pavilionul Exemplu', '300115', 'Timișoara', 'Str. Eroilor nr. 30', 'RO424'],
    capacity: 250,
    title: {
      hu: 'Határon átnyúló energetikai kiállítás',
      ro: 'Expoziția transfrontalieră de energie',
      en: 'Cross-border energy exhibition',
    },
    description: {
      hu: 'A klaszter tagjai közös standokon mutatják be berendezéseiket; délután üzleti találkozók.',
      ro: 'Membrii clusterului își prezintă echipamentele la standuri comune; după-amiaza au loc întâlniri de afaceri.',
      en: 'Cluster members show their equipment at joint stands; business meetings in the afternoon.',
    },
    sessions: [
      { from: '10:00', until: '10:30', title: { hu: 'Megnyitó', ro: 'Deschidere', en: 'Opening' }, room: 'Sala 1' },
      {
        from: '14:00',
        until: '17:00',
        title: { hu: 'Üzleti találkozók', ro: 'Întâlniri de afaceri', en: 'Business meetings' },
        room: 'Sala 2',
      },
    ],
  },
  {
    key: 'workshop-audit',
    kind: 'workshop',
    day: workingDayAfter(now, 24),
    from: '09:00',
    until: '13:00',
    country: 'HU',
    venue: ['Minta Műszaki Egyetem', '6725', 'Szeged', 'Kutató utca 1.', 'HU333'],
    capacity: 25,
    title: {
      hu: 'Energetikai audit kisvállalkozásoknál',
      ro: 'Auditul energetic la firmele mici',
      en: 'Energy audits in small enterprises',
    },
    description: {
      hu: 'Gyakorlati mérés egy működő üzemben, a résztvevők saját adataival.',
      ro: 'Măsurători practice într-un atelier în funcțiune, cu datele participanților.',
      en: 'Hands-on measuring in a working plant, with the participants’ own data.',
    },
    sessions: [],
  },
];

/** Two conferences, three workshops and an exhibition; the exhibition opens on a working day three to five days after `now`. */
export const programme = (now: number): readonly SampleEvent[] => [...held, ...comingUp(now)];
