import type { Language } from './recordTypes.ts';

export type Country = 'HU' | 'RO';

export const isCountry = (text: string): text is Country => text === 'HU' || text === 'RO';

/** The language in which names of people, organisations and places of a country are written; undefined for other countries. */
export const languageOfCountry = (country: string): 'hu' | 'ro' | undefined =>
  isCountry(country) ? (country === 'HU' ? 'hu' : 'ro') : undefined;

/** A county: its NUTS-3 code (2024), its names in the three languages, and names that are only searched for. */
export type County = {
  readonly code: string;
  readonly country: Country;
  readonly names: Readonly<Record<Language, string>>;
  readonly aliases: readonly string[];
};

const hungarian = (code: string, name: string, ...aliases: readonly string[]): County => ({
  code,
  country: 'HU',
  names: { hu: name, ro: name, en: name },
  aliases,
});

const romanian = (code: string, name: string, hu: string): County => ({
  code,
  country: 'RO',
  names: { hu, ro: name, en: name },
  aliases: [],
});

/** Border counties first, then the others of each country in the order of their codes. */
export const counties: readonly County[] = [
  hungarian('HU323', 'Szabolcs-Szatmár-Bereg', 'Sabolci-Sătmar-Bereg'),
  hungarian('HU321', 'Hajdú-Bihar', 'Hajdú-Bihor'),
  hungarian('HU332', 'Békés', 'Bichiș'),
  hungarian('HU333', 'Csongrád-Csanád', 'Ciongrad-Cenad'),
  { ...hungarian('HU110', 'Budapest'), names: { hu: 'Budapest', ro: 'Budapesta', en: 'Budapest' } },
  hungarian('HU120', 'Pest'),
  hungarian('HU211', 'Fejér'),
  hungarian('HU212', 'Komárom-Esztergom'),
  hungarian('HU213', 'Veszprém'),
  hungarian('HU221', 'Győr-Moson-Sopron'),
  hungarian('HU222', 'Vas'),
  hungarian('HU223', 'Zala'),
  hungarian('HU231', 'Baranya'),
  hungarian('HU232', 'Somogy'),
  hungarian('HU233', 'Tolna'),
  hungarian('HU311', 'Borsod-Abaúj-Zemplén'),
  hungarian('HU312', 'Heves'),
  hungarian('HU313', 'Nógrád'),
  hungarian('HU322', 'Jász-Nagykun-Szolnok'),
  hungarian('HU331', 'Bács-Kiskun'),
  romanian('RO115', 'Satu Mare', 'Szatmár'),
  romanian('RO111', 'Bihor', 'Bihar'),
  romanian('RO421', 'Arad', 'Arad'),
  romanian('RO424', 'Timiș', 'Temes'),
  romanian('RO112', 'Bistrița-Năsăud', 'Beszterce-Naszód'),
  romanian('RO113', 'Cluj', 'Kolozs'),
  romanian('RO114', 'Maramureș', 'Máramaros'),
  romanian('RO116', 'Sălaj', 'Szilágy'),
  romanian('RO121', 'Alba', 'Fehér'),
  romanian('RO122', 'Brașov', 'Brassó'),
  romanian('RO123', 'Covasna', 'Kovászna'),
  romanian('RO124', 'Harghita', 'Hargita'),
  romanian('RO125', 'Mureș', 'Maros'),
  romanian('RO126', 'Sibiu', 'Szeben'),
  romanian('RO211', 'Bacău', 'Bákó'),
  romanian('RO212', 'Botoșani', 'Botosán'),
  romanian('RO213', 'Iași', 'Jászvásár (Iași)'),
  romanian('RO214', 'Neamț', 'Neamț'),
  romanian('RO215', 'Suceava', 'Szucsáva'),
  romanian('RO216', 'Vaslui', 'Vaslui'),
  romanian('RO221', 'Brăila', 'Brăila'),
  romanian('RO222', 'Buzău', 'Buzău'),
  romanian('RO223', 'Constanța', 'Konstanca'),
  romanian('RO224', 'Galați', 'Galați'),
  romanian('RO225', 'Tulcea', 'Tulcea'),
  romanian('RO226', 'Vrancea', 'Vrancea'),
  romanian('RO311', 'Argeș', 'Argeș'),
  romanian('RO312', 'Călărași', 'Călărași'),
  romanian('RO313', 'Dâmbovița', 'Dâmbovița'),
  romanian('RO314', 'Giurgiu', 'Giurgiu'),
  romanian('RO315', 'Ialomița', 'Ialomița'),
  romanian('RO316', 'Prahova', 'Prahova'),
  romanian('RO317', 'Teleorman', 'Teleorman'),
  { ...romanian('RO321', 'București', 'Bukarest'), names: { hu: 'Bukarest', ro: 'București', en: 'Bucharest' } },
  romanian('RO322', 'Ilfov', 'Ilfov'),
  romanian('RO411', 'Dolj', 'Dolj'),
  romanian('RO412', 'Gorj', 'Gorj'),
  romanian('RO413', 'Mehedinți', 'Mehedinți'),
  romanian('RO414', 'Olt', 'Olt'),
  romanian('RO415', 'Vâlcea', 'Vâlcea'),
  romanian('RO422', 'Caraș-Severin', 'Krassó-Szörény'),
  romanian('RO423', 'Hunedoara', 'Hunyad'),
];

const countyByCode = new Map(counties.map((county) => [county.code, county]));

/** The county of a NUTS-3 code, or null. */
export const countyOf = (code: string): County | null => countyByCode.get(code) ?? null;

/** The eight counties along the border as tiles from north to south: Hungarian at the left, its Romanian neighbour at the right. */
export const borderTiles: readonly (readonly [hungarian: string, romanian: string])[] = [
  ['HU323', 'RO115'],
  ['HU321', 'RO111'],
  ['HU332', 'RO421'],
  ['HU333', 'RO424'],
];

/** Longitude and latitude of the middle of each border county, exact enough for a map of dots. */
export const borderCentroids: Readonly<Record<string, readonly [longitude: number, latitude: number]>> = {
  HU323: [22.081, 47.993],
  HU321: [21.457, 47.47],
  HU332: [21.009, 46.734],
  HU333: [20.235, 46.427],
  RO115: [22.897, 47.706],
  RO111: [22.209, 46.942],
  RO421: [21.757, 46.273],
  RO424: [21.375, 45.744],
};

/** Postcode ranges of the border counties that are certain enough for a hint; ranges may overlap. Romanian ones are the first two digits. */
const postcodeRanges: readonly { readonly county: string; readonly from: string; readonly to: string }[] = [
  { county: 'HU321', from: '4000', to: '4288' },
  { county: 'HU323', from: '4231', to: '4977' },
  { county: 'HU332', from: '5500', to: '5948' },
  { county: 'HU333', from: '6600', to: '6933' },
  { county: 'RO424', from: '300000', to: '309999' },
  { county: 'RO421', from: '310000', to: '319999' },
  { county: 'RO111', from: '410000', to: '419999' },
  { county: 'RO115', from: '440000', to: '449999' },
];

/** Border counties a postcode of `country` may lie in; empty when it lies in none of them. A hint, never a rule. */
export const countiesOfPostcode = (country: Country, postcode: string): readonly string[] =>
  postcodeRanges
    .filter(({ county, from, to }) => county.startsWith(country) && postcode.length === from.length && postcode >= from && postcode <= to)
    .map(({ county }) => county);

/** Four digits in Hungary, the first not 0; six in Romania, where they may begin with 0. */
export const isPostcodeOf = (country: Country, postcode: string): boolean => (country === 'HU' ? /^[1-9]\d{3}$/ : /^\d{6}$/).test(postcode);
