import type { OrganisationKind } from '../recordTypes.ts';
import type { NewRecord, Values } from '../values.ts';
import { made, setOf, type Texts, translated } from './made.ts';

/** One line of the sample directory; identifiers are added by country and number. */
export type SampleOrganisation = {
  readonly key: string;
  /** Number from which its made-up identifiers are built, unique within its country. */
  readonly serial: number;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly place: readonly [postcode: string, town: string, street: string, county: string];
  readonly activity: readonly [sector: string, code: string];
  readonly tags: readonly string[];
  readonly since: number;
  readonly phone?: string;
  readonly summary: Texts;
};

/** The record of a line of the sample directory. */
export const organisationOf = (line: SampleOrganisation, country: 'HU' | 'RO', identifiers: Values): NewRecord => {
  const [postcode, town, street, county] = line.place;
  return made('organisation', line.key, {
    name: line.name,
    country,
    kind: line.kind,
    network: country === 'HU' ? 'SHENA' : 'AAUR',
    address: { postcode, town, street, county },
    ...identifiers,
    sector: line.activity[0],
    [`nace/2.1:${line.activity[1]}`]: true,
    ...(line.phone === undefined ? {} : { phone: line.phone }),
    email: `${country === 'HU' ? 'iroda' : 'birou'}@${line.key}.example`,
    website: `https://${line.key}.example`,
    memberSince: line.since,
    ...translated('summary', line.summary),
    ...setOf('tag', line.tags),
  });
};
