import type { Json } from '../base/json.ts';
import { own } from '../base/json.ts';
import { formatName, toPersonName } from './names.ts';
import type { Language, RecordType } from './recordTypes.ts';
import { countyOf } from './territory.ts';
import { groupAt, partOf, textAt, translatedAt, type Values } from './values.ts';

const nameOf = (values: Values): string => formatName(toPersonName(groupAt(values, 'name'), textAt(values, 'country')));

const firstSentence = (text: string): string => /^.*?[.!?…](?=\s|$)/su.exec(text)?.[0] ?? text;

const firstOf = (...texts: readonly string[]): string => texts.find((text) => text.trim() !== '')?.trim() ?? '';

/**
 * The title under which any record is listed. Texts come in `language` or, where it has none, in one that has; days lead the titles of
 * visits so that they sort by time. '' only for a record that holds nothing to name it by: the number of a table
 * and the code of a purpose say nothing to a reader.
 */
export const titleOf = (type: RecordType, values: Values, language: Language): string => {
  switch (type) {
    case 'organisation':
    case 'office':
    case 'attachment':
      return textAt(values, 'name').trim();
    case 'person':
    case 'registration':
      return nameOf(values);
    case 'visit':
      return `${textAt(values, 'day')} ${firstSentence(translatedAt(values, 'summary', language))}`.trim();
    case 'list':
      return firstOf(translatedAt(values, 'label', language), textAt(values, 'code'));
    case 'indicator':
      return `${textAt(values, 'code')} ${translatedAt(values, 'title', language)}`.trim();
    case 'meeting':
      return textAt(values, 'place').trim();
    case 'scan':
    case 'consent':
      return '';
    default:
      return translatedAt(values, 'title', language);
  }
};

/** A record's title in each language, for a list that is shown in whatever language is chosen later. */
export type Titles = Readonly<Record<Language, string>>;

export const titlesOf = (type: RecordType, values: Values): Titles => ({
  hu: titleOf(type, values, 'hu'),
  ro: titleOf(type, values, 'ro'),
  en: titleOf(type, values, 'en'),
});

const placeOf = (values: Values, group: string, language: Language): string => {
  const address = groupAt(values, group);
  const county = countyOf(partOf(address, 'county'))?.names[language] ?? '';
  return firstOf(partOf(address, 'town'), county);
};

const yearOf = (value: Json | undefined): string => (typeof value === 'string' ? value.slice(0, 4) : '');

/** What stands under a record's title without looking up others: town, position, venue, room, year; '' where there is nothing of the kind. */
export const subtitleOf = (type: RecordType, values: Values, language: Language): string => {
  switch (type) {
    case 'organisation':
      return placeOf(values, 'address', language);
    case 'person':
      return textAt(values, 'role').trim();
    case 'event':
      return placeOf(values, 'venue', language);
    case 'session':
      return firstOf(textAt(values, 'speaker'), textAt(values, 'room'));
    case 'registration':
      return textAt(values, 'organisationName').trim();
    case 'practice':
      return textAt(values, 'measure').trim();
    case 'offer':
    case 'cooperation':
      return firstSentence(translatedAt(values, 'description', language));
    case 'study':
      return yearOf(own(values, 'day'));
    default:
      return '';
  }
};
