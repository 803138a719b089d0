import type { NewRecord } from '../values.ts';
import { made, sampleId, setOf } from './made.ts';

/** A plainly made-up person: family and given name, title, country, organisation, position in the person's own language, languages. */
export type SamplePerson = {
  readonly key: string;
  readonly family: string;
  readonly given: string;
  readonly title?: string;
  readonly country: 'HU' | 'RO';
  readonly at: string;
  readonly role: string;
  readonly speaks: readonly string[];
};

const hungarian = (key: string, name: readonly [string, string, string?], at: string, role: string, ...speaks: string[]): SamplePerson => ({
  key,
  family: name[0],
  given: name[1],
  ...(name[2] === undefined ? {} : { title: name[2] }),
  country: 'HU',
  at,
  role,
  speaks: ['hu', ...speaks],
});

const romanian = (key: string, name: readonly [string, string, string?], at: string, role: string, ...speaks: string[]): SamplePerson => ({
  ...hungarian(key, name, at, role),
  country: 'RO',
  speaks: ['ro', ...speaks],
});

/** The people of the sample set. */
export const samplePeople: readonly SamplePerson[] = [
  hungarian('minta-anna', ['Minta', 'Anna'], 'minta-energia', 'ügyvezető', 'en'),
  hungarian('pelda-peter', ['Példa', 'Péter'], 'pelda-napelem', 'üzletvezető', 'ro'),
  hungarian('teszt-szabo-ors', ['Teszt-Szabó', 'Őrs'], 'teszt-egyesulet', 'programvezető', 'en'),
  hungarian('kovacsne-proba-agnes', ['Kovácsné Próba', 'Ágnes', 'dr.'], 'shena', 'projektvezető', 'ro', 'en'),
  hungarian('proba-zsofia', ['Próba', 'Zsófia'], 'proba-tavho', 'műszaki vezető'),
  hungarian('minta-nagy-gergo', ['Minta-Nagy', 'Gergő'], 'koros-biogaz', 'üzemvezető', 'ro'),
  hungarian('pelda-toth-ildiko', ['Példa-Tóth', 'Ildikó', 'dr.'], 'pelda-kamara', 'titkár', 'en'),
  hungarian('teszt-laszlo', ['Teszt', 'László'], 'termal-pelda', 'mérnök'),
  hungarian('probane-kiss-jolan', ['Próbáné Kiss', 'Jolán'], 'minta-led', 'értékesítési vezető', 'ro'),
  hungarian('minta-botond', ['Minta', 'Botond'], 'szabolcs-pelda', 'kereskedelmi igazgató', 'en'),
  hungarian('pelda-erzsebet', ['Példa', 'Erzsébet'], 'szatmar-hid', 'elnök', 'ro'),
  hungarian('teszt-uveges-mate', ['Teszt-Üveges', 'Máté'], 'minta-muszaki-egyetem', 'kutató', 'en'),
  romanian('ion-exemplu', ['Exemplu', 'Ion'], 'exemplu-energie', 'director', 'hu'),
  romanian('stefania-proba', ['Probă', 'Ștefania'], 'asociatia-proba', 'coordonatoare', 'en'),
  romanian('ana-turcan-model', ['Țurcan-Model', 'Ana'], 'aaur', 'manager de proiect', 'hu', 'en'),
  romanian('mihai-specimen', ['Specimen', 'Mihai', 'ing.'], 'termo-exemplu', 'șef de exploatare'),
  romanian('raluca-exemplu-pop', ['Exemplu-Pop', 'Raluca'], 'camera-exemplu', 'referent', 'hu'),
  romanian('ciprian-model', ['Model', 'Ciprian'], 'oradea-geotermal', 'director tehnic', 'hu'),
  romanian('ioana-probaru', ['Probă', 'Ioana'], 'crisana-proiect', 'proiectantă', 'en'),
  romanian('stefan-exemplu', ['Exemplu', 'Ștefan'], 'curtici-logistic', 'administrator'),
  romanian('timea-minta-model', ['Minta-Model', 'Tímea'], 'fundatia-bihor', 'director executiv', 'hu', 'en'),
  romanian('vasile-specimen', ['Specimen', 'Vasile'], 'satu-mare-electro', 'inginer-șef'),
  romanian('catalina-model', ['Model', 'Cătălina', 'dr.'], 'universitatea-model', 'conferențiar', 'en'),
  romanian('gheorghe-proba', ['Probă', 'Gheorghe'], 'carei-termica', 'director', 'hu'),
];

/** The name of a made-up person as the group `name`. */
export const nameGroup = ({ family, given, title, country }: SamplePerson): Readonly<Record<string, string>> => ({
  family,
  given,
  ...(title === undefined ? {} : { title }),
  order: country === 'HU' ? 'family-first' : 'given-first',
});

/** The contact persons of the sample directory. */
export const people = (): readonly NewRecord[] =>
  samplePeople.map((person) =>
    made('person', person.key, {
      name: nameGroup(person),
      organisation: sampleId('organisation', person.at),
      role: person.role,
      email: `${person.key}@${person.at}.example`,
      country: person.country,
      ...setOf('language', person.speaks),
    }),
  );
