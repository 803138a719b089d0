/** A town for made-up addresses. `postcode` is the beginning of its postcodes; the missing digits may be anything. */
export type Town = { readonly name: string; readonly county: string; readonly postcode: string };

const town = (name: string, county: string, postcode: string): Town => ({ name, county, postcode });

export const hungarianTowns: readonly [Town, ...Town[]] = [
  town('Szeged', 'HU333', '672'),
  town('Szeged', 'HU333', '672'),
  town('Hódmezővásárhely', 'HU333', '6800'),
  town('Makó', 'HU333', '6900'),
  town('Szentes', 'HU333', '6600'),
  town('Mórahalom', 'HU333', '6782'),
  town('Békéscsaba', 'HU332', '5600'),
  town('Gyula', 'HU332', '5700'),
  town('Orosháza', 'HU332', '5900'),
  town('Battonya', 'HU332', '5830'),
  town('Debrecen', 'HU321', '402'),
  town('Debrecen', 'HU321', '403'),
  town('Berettyóújfalu', 'HU321', '4100'),
  town('Hajdúszoboszló', 'HU321', '4200'),
  town('Nyíregyháza', 'HU323', '4400'),
  town('Mátészalka', 'HU323', '4700'),
  town('Fehérgyarmat', 'HU323', '4900'),
  town('Kisvárda', 'HU323', '4600'),
  town('Nyírbátor', 'HU323', '4300'),
  town('Kecskemét', 'HU331', '6000'),
  town('Szolnok', 'HU322', '5000'),
  town('Budapest', 'HU110', '11'),
];

export const romanianTowns: readonly [Town, ...Town[]] = [
  town('Timișoara', 'RO424', '300'),
  town('Timișoara', 'RO424', '300'),
  town('Lugoj', 'RO424', '305'),
  town('Sânnicolau Mare', 'RO424', '305'),
  town('Jimbolia', 'RO424', '305'),
  town('Dumbrăvița', 'RO424', '307'),
  town('Arad', 'RO421', '310'),
  town('Arad', 'RO421', '310'),
  town('Lipova', 'RO421', '315'),
  town('Chișineu-Criș', 'RO421', '315'),
  town('Nădlac', 'RO421', '315'),
  town('Oradea', 'RO111', '410'),
  town('Oradea', 'RO111', '410'),
  town('Salonta', 'RO111', '415'),
  town('Marghita', 'RO111', '415'),
  town('Săcueni', 'RO111', '417'),
  town('Satu Mare', 'RO115', '440'),
  town('Carei', 'RO115', '445'),
  town('Negrești-Oaș', 'RO115', '445'),
  town('Cluj-Napoca', 'RO113', '400'),
  town('Baia Mare', 'RO114', '430'),
  town('București', 'RO321', '01'),
];
