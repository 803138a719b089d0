import type { Field } from '../../../domain/fields.ts';
import type { RecordType } from '../../../domain/recordTypes.ts';
import type { DraftForm } from '../../replica/draft.ts';

/** What the inputs of a record's fields read and write: a form, or one value of a record that is written by itself. */
export type FieldForm = Pick<DraftForm, 'values' | 'text' | 'set' | 'flush'> & Partial<Pick<DraftForm, 'typing'>>;

export type FieldInputProps = {
  readonly type: RecordType;
  readonly field: Field;
  readonly form: FieldForm;
  readonly error?: string | undefined;
};
