import { titleOf } from '../../domain/titles.ts';
import { textAt } from '../../domain/values.ts';
import type { Row } from '../../replica/api.ts';
import type { Format } from '../i18n/format.ts';

/** A record's title for reading: the day that leads the title of a visit is written as the reader writes days. */
export const shownTitleOf = ({ type, values }: Pick<Row, 'type' | 'values'>, format: Format): string => {
  const title = titleOf(type, values, format.language);
  const day = type === 'visit' ? textAt(values, 'day') : '';
  if (day === '' || !title.startsWith(day)) return title;
  return [format.shortDay(day), title.slice(day.length).trim()].filter(Boolean).join(' · ');
};
