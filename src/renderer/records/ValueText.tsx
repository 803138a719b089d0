import { useTranslation } from 'react-i18next';
import { isRecordId, type RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { fieldsOf } from '../../domain/fields.ts';
import type { RecordType } from '../../domain/recordTypes.ts';
import type { Values } from '../../domain/values.ts';
import { type Labels, partsOfPath, useLabels } from '../i18n/labels.ts';
import { useReferences, useTitles } from './references.ts';

type Reference = { readonly type: RecordType; readonly id: RecordId };

/** The record that a value, or the element of a set, stands for. */
const referenceAt = (type: RecordType, path: string, value: Json): Reference | null => {
  const { name, element } = partsOfPath(path);
  const to = fieldsOf[type].find((field) => field.name === name)?.to;
  const id = element ?? value;
  return to !== undefined && typeof id === 'string' && isRecordId(id) ? { type: to, id } : null;
};

/** The title of another record, or a dash while it is unknown here. */
export const RecordTitle = ({ type, id }: Reference) => {
  const rows = useReferences(type, [id]);
  const titleOf = useTitles(rows);
  return <>{rows[0] ? titleOf(rows[0]) : '–'}</>;
};

export type ValueTextProps = {
  readonly type: RecordType;
  readonly path: string;
  readonly value: Json;
  /** The record's other values, which say what this one means: a time is one of its zone. */
  readonly values: Values;
};

const wordsOf = (
  labels: Labels,
  { type, path, value, values }: ValueTextProps,
  inOut: readonly [added: string, removed: string],
): string => {
  const isElement = partsOfPath(path).element !== null;
  if (value === null || (isElement && value === false)) return inOut[1];
  if (isElement && value === true) return inOut[0];
  return labels.value(type, path, value, values) || inOut[1];
};

/** A value of any field in words: choices, places and dates in the reader's language, references by title, elements as put in or taken out. */
export const ValueText = (props: ValueTextProps) => {
  const { t } = useTranslation('records');
  const labels = useLabels();
  const { type, path, value } = props;
  const words = wordsOf(labels, props, [t('history.added'), t('history.removed')]);
  const reference = value === null ? null : referenceAt(type, path, value);
  if (reference === null) return <>{words}</>;
  return (
    <>
      <RecordTitle {...reference} />
      {partsOfPath(path).element !== null && ` · ${words}`}
    </>
  );
};
