import { titleOf } from '../../domain/titles.ts';
import { textAt } from '../../domain/values.ts';
import type { Row } from '../../replica/api.ts';
import type { Format } from '../i18n/format.ts';

/** A record's title for reading. A visit is named by its host and its day, which need no language; `host` is '' where it is unknown here. */
export const shownTitleOf = ({ type, values }: Pick<Row, 'type' | 'values'>, format: Format, host: string): string => {
  const title = titleOf(type, values, format.language);
  const day = type === 'visit' ? textAt(values, 'day') : '';
  if (day === '') return host || title;
  return [host || title.replace(day, '').trim(), format.shortDay(day)].filter(Boolean).join(', ');
};
