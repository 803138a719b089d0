import type { RecordType } from '../../domain/recordTypes.ts';
import { type Titles, titleOf } from '../../domain/titles.ts';
import { textAt } from '../../domain/values.ts';
import type { Row } from '../../replica/api.ts';
import type { Format } from '../i18n/format.ts';

const nameAndDay = (name: string, day: string, format: Format): string => [name, day && format.shortDay(day)].filter(Boolean).join(', ');

/** The title of a visit says its day, by which it is sorted, and then what was seen: for reading the day comes last, as one writes it. */
const readable = (type: RecordType, title: string, format: Format): string => {
  const day = type === 'visit' ? (/^\d{4}-\d{2}-\d{2}/.exec(title)?.[0] ?? '') : '';
  return day === '' ? title : nameAndDay(title.slice(day.length).trim().replace(/\.$/, ''), day, format);
};

/** A record's title for reading. A visit is named by its host and its day, which need no language; `host` is '' where it is unknown here. */
export const shownTitleOf = ({ type, values }: Pick<Row, 'type' | 'values'>, format: Format, host: string): string =>
  host ? nameAndDay(host, textAt(values, 'day'), format) : readable(type, titleOf(type, values, format.language), format);

/** The title of a record of which only its titles are told, as in a preview. */
export const shownExampleOf = (type: RecordType, titles: Titles, format: Format): string => readable(type, titles[format.language], format);
