import { formatListName, formatName, nameSortText, toPersonName } from '../../../../domain/names.ts';
import { groupAt, textAt, type Values } from '../../../../domain/values.ts';

const nameIn = (registration: Values) => toPersonName(groupAt(registration, 'name'), textAt(registration, 'country'));

/** The name in running text, in the person's own order. */
export const nameOf = (registration: Values): string => formatName(nameIn(registration));

/** The name with the family name first, as lists are sorted. */
export const listNameOf = (registration: Values): string => formatListName(nameIn(registration));

export const sortTextOf = (registration: Values): string => nameSortText(nameIn(registration));

/** Names of organisations by their ids. */
export type OrganisationNames = ReadonlyMap<string, string>;

/** Where somebody comes from: as the directory names it, else as it was typed. */
export const organisationOf = ({ values }: { readonly values: Values }, names: OrganisationNames): string =>
  names.get(textAt(values, 'organisation')) ?? textAt(values, 'organisationName');
