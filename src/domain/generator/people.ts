import { nameOrderOf } from '../names.ts';
import { pick, type Random } from '../seeded.ts';

type Words = readonly [string, ...string[]];

/** Every family name carries a word for "example", so that nobody is mistaken for a real person. */
const names: Readonly<Record<'HU' | 'RO', { readonly marks: Words; readonly family: Words; readonly given: Words }>> = {
  HU: {
    marks: ['Minta', 'Próba', 'Példa', 'Teszt'],
    family: ['Kovács', 'Szabó', 'Tóth', 'Nagy', 'Őri', 'Szűcs', 'Fülöp', 'Kőműves', 'Bíró', 'Csűry', 'Gömöri', 'Zsíros'],
    given: [
      'Anna',
      'Péter',
      'Őrs',
      'Ágnes',
      'Zsófia',
      'Gergő',
      'Ildikó',
      'László',
      'Jolán',
      'Botond',
      'Erzsébet',
      'Máté',
      'Tünde',
      'Győző',
    ],
  },
  RO: {
    marks: ['Exemplu', 'Probă', 'Model', 'Specimen'],
    family: ['Popescu', 'Țurcan', 'Ștefănescu', 'Mureșan', 'Bălan', 'Crișan', 'Lăzărescu', 'Pârvu', 'Iancu', 'Vlașin', 'Moț', 'Șerban'],
    given: [
      'Ion',
      'Ștefania',
      'Ana',
      'Mihai',
      'Raluca',
      'Ciprian',
      'Ioana',
      'Ștefan',
      'Vasile',
      'Cătălina',
      'Gheorghe',
      'Mălina',
      'Răzvan',
      'Țucu',
    ],
  },
};

/** A plainly made-up person's name as the group `name`. */
export const generateName = (random: Random, country: 'HU' | 'RO'): Readonly<Record<'family' | 'given' | 'order', string>> => {
  const { marks, family, given } = names[country];
  const [mark, own] = [pick(random, marks), pick(random, family)];
  return { family: country === 'HU' ? `${mark}-${own}` : `${own}-${mark}`, given: pick(random, given), order: nameOrderOf(country) };
};
