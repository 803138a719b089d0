import { searchKey } from '../base/fold.ts';

/** A town, its county (NUTS-3), its official name and what it is called across the border, in German, or was called in older papers. */
export type Place = { readonly county: string; readonly name: string; readonly aliases: readonly string[] };

const place = (county: string, name: string, ...aliases: readonly string[]): Place => ({ county, name, aliases });

/** Towns with more than one name. Spellings without diacritics need no entry of their own: the search key covers them. */
export const places: readonly Place[] = [
  place('RO424', 'Timișoara', 'Temesvár', 'Temeswar', 'Temeschburg'),
  place('RO424', 'Lugoj', 'Lugos'),
  place('RO424', 'Sânnicolau Mare', 'Nagyszentmiklós', 'Sînnicolau Mare'),
  place('RO424', 'Jimbolia', 'Zsombolya', 'Hatzfeld'),
  place('RO424', 'Buziaș', 'Buziásfürdő'),
  place('RO424', 'Deta', 'Detta'),
  place('RO424', 'Făget', 'Facsád', 'Facsét'),
  place('RO424', 'Gătaia', 'Gátalja'),
  place('RO424', 'Ciacova', 'Csák', 'Csákova'),
  place('RO424', 'Recaș', 'Temesrékas'),
  place('RO424', 'Dumbrăvița', 'Újszentes'),
  place('RO424', 'Banloc', 'Bánlak'),
  place('RO424', 'Tomnatic', 'Nagyősz', 'Triebswetter'),
  place('RO424', 'Cenad', 'Nagycsanád'),
  place('RO424', 'Moravița', 'Temesmóra'),
  place('RO421', 'Arad'),
  place('RO421', 'Lipova', 'Lippa'),
  place('RO421', 'Ineu', 'Borosjenő'),
  place('RO421', 'Chișineu-Criș', 'Kisjenő'),
  place('RO421', 'Curtici', 'Kürtös'),
  place('RO421', 'Nădlac', 'Nagylak'),
  place('RO421', 'Pecica', 'Pécska'),
  place('RO421', 'Sântana', 'Újszentanna', 'Szentanna'),
  place('RO421', 'Sebiș', 'Borossebes'),
  place('RO421', 'Pâncota', 'Pankota'),
  place('RO421', 'Vladimirescu', 'Öthalom', 'Glogovác'),
  place('RO421', 'Turnu', 'Tornya'),
  place('RO111', 'Oradea', 'Nagyvárad', 'Großwardein', 'Várad'),
  place('RO111', 'Salonta', 'Nagyszalonta', 'Szalonta'),
  place('RO111', 'Marghita', 'Margitta'),
  place('RO111', 'Beiuș', 'Belényes'),
  place('RO111', 'Aleșd', 'Élesd'),
  place('RO111', 'Valea lui Mihai', 'Érmihályfalva'),
  place('RO111', 'Săcueni', 'Székelyhíd'),
  place('RO111', 'Ștei', 'Vaskohsziklás', 'Doctor Petru Groza'),
  place('RO111', 'Borș', 'Bors'),
  place('RO111', 'Diosig', 'Bihardiószeg'),
  place('RO111', 'Sânmartin', 'Váradszentmárton', 'Băile Felix', 'Félixfürdő'),
  place('RO115', 'Satu Mare', 'Szatmárnémeti', 'Szatmár', 'Sathmar'),
  place('RO115', 'Carei', 'Nagykároly'),
  place('RO115', 'Negrești-Oaș', 'Avasfelsőfalu'),
  place('RO115', 'Tășnad', 'Tasnád'),
  place('RO115', 'Ardud', 'Erdőd'),
  place('RO115', 'Livada', 'Sárközújlak', 'Sárköz'),
  place('RO115', 'Petea', 'Pete'),
  place('RO115', 'Urziceni', 'Csanálos'),
  place('RO113', 'Cluj-Napoca', 'Kolozsvár', 'Klausenburg', 'Cluj'),
  place('RO113', 'Turda', 'Torda'),
  place('RO113', 'Dej', 'Dés'),
  place('RO113', 'Gherla', 'Szamosújvár'),
  place('RO114', 'Baia Mare', 'Nagybánya'),
  place('RO114', 'Târgu Lăpuș', 'Magyarlápos'),
  place('RO116', 'Zalău', 'Zilah'),
  place('RO116', 'Șimleu Silvaniei', 'Szilágysomlyó'),
  place('RO116', 'Cehu Silvaniei', 'Szilágycseh'),
  place('RO125', 'Târgu Mureș', 'Marosvásárhely', 'Tîrgu Mureș'),
  place('RO125', 'Reghin', 'Szászrégen'),
  place('RO125', 'Sovata', 'Szováta'),
  place('RO125', 'Sighișoara', 'Segesvár'),
  place('RO126', 'Sibiu', 'Nagyszeben', 'Hermannstadt'),
  place('RO122', 'Brașov', 'Brassó', 'Kronstadt'),
  place('RO123', 'Sfântu Gheorghe', 'Sepsiszentgyörgy'),
  place('RO123', 'Târgu Secuiesc', 'Kézdivásárhely'),
  place('RO124', 'Miercurea Ciuc', 'Csíkszereda'),
  place('RO124', 'Odorheiu Secuiesc', 'Székelyudvarhely'),
  place('RO124', 'Cristuru Secuiesc', 'Székelykeresztúr'),
  place('RO124', 'Gheorgheni', 'Gyergyószentmiklós'),
  place('RO121', 'Alba Iulia', 'Gyulafehérvár'),
  place('RO423', 'Deva', 'Déva'),
  place('RO423', 'Hunedoara', 'Vajdahunyad'),
  place('RO422', 'Reșița', 'Resicabánya'),
  place('RO422', 'Caransebeș', 'Karánsebes'),
  place('RO112', 'Bistrița', 'Beszterce'),
  place('RO321', 'București', 'Bukarest', 'Bucharest'),
  place('HU333', 'Szeged', 'Seghedin', 'Szegedin'),
  place('HU332', 'Békéscsaba', 'Bichișciaba'),
  place('HU321', 'Debrecen', 'Debrețin'),
  place('HU332', 'Gyula', 'Jula', 'Giula'),
  place('HU332', 'Battonya', 'Bătania'),
  place('HU332', 'Méhkerék', 'Micherechi'),
  place('HU332', 'Kétegyháza', 'Chitighaz'),
  place('HU332', 'Elek', 'Aletea'),
  place('HU332', 'Lőkösháza', 'Leucușhaz'),
  place('HU332', 'Pusztaottlaka', 'Otlaca-Pustă'),
  place('HU333', 'Makó', 'Macău'),
  place('HU333', 'Magyarcsanád', 'Cenadul Unguresc'),
  place('HU321', 'Körösszegapáti', 'Apateu'),
  place('HU321', 'Körösszakál', 'Săcal'),
  place('HU321', 'Bedő', 'Bedeu'),
  place('HU321', 'Létavértes', 'Leta Mare'),
  place('HU323', 'Nyíregyháza', 'Niregihaza'),
  place('HU110', 'Budapest', 'Budapesta'),
  place('HU322', 'Szolnok', 'Solnoc'),
  place('HU311', 'Miskolc', 'Mișcolț'),
];

const indexByKey = (): ReadonlyMap<string, readonly Place[]> => {
  const byKey = new Map<string, Place[]>();
  for (const one of places) {
    for (const key of new Set([one.name, ...one.aliases].map(searchKey))) {
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, [one]);
      else known.push(one);
    }
  }
  return byKey;
};

const placesByKey = indexByKey();

/** The other names of a town, whichever of its names is given; with `county` (NUTS-3) only of the town there, where several share a name. */
export const otherNamesOf = (town: string, county = ''): readonly string[] => {
  const key = searchKey(town);
  const found = placesByKey.get(key) ?? [];
  const there = found.filter((one) => one.county === county);
  return (there.length > 0 ? there : found)
    .flatMap((one) => [one.name, ...one.aliases])
    .filter((name, at, all) => searchKey(name) !== key && all.indexOf(name) === at);
};

/** A place and the name by which it was found, for "Temesvár (Timișoara)". */
export type PlaceMatch = { readonly place: Place; readonly matched: string };

/** Places one of whose names begins with `text`, never those that hold it in the middle: "Várad" is not in "Temesvár". */
export const placesBeginning = (text: string): readonly PlaceMatch[] => {
  const beginning = searchKey(text);
  if (beginning === '') return [];
  return places.flatMap((one) => {
    const matched = [one.name, ...one.aliases].find((name) => searchKey(name).startsWith(beginning));
    return matched === undefined ? [] : [{ place: one, matched }];
  });
};
