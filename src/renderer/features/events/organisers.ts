import { isRecordId, type RecordId } from '../../../base/ids.ts';
import { elementsOf, textAt, type Values } from '../../../domain/values.ts';
import type { Row } from '../../../replica/api.ts';
import { useReferences } from '../../records/references.ts';

export const organiserIds = (event: Values): readonly RecordId[] => elementsOf(event, 'organiser').filter(isRecordId);

export type Organisers = {
  readonly rows: readonly Row[] /** Countries of the organisers, each once. */;
  readonly countries: readonly string[];
};

/** Who organises an event; it is a joint one when they come from two countries. */
export const useOrganisers = (event: Values): Organisers => {
  const rows = useReferences('organisation', organiserIds(event));
  const countries = [...new Set(rows.map((row) => textAt(row.values, 'country')).filter(Boolean))].sort();
  return { rows, countries };
};
