import type { RecordId } from '../../base/ids.ts';
import { newRecordId } from './context.ts';

const untouched = new Set<RecordId>();

/**
 * An id for a form that begins empty. Until something is typed there, the store knows neither a record nor a draft of it and is not asked:
 * the form is on the screen at once, and so is what is typed into it.
 */
export const newFormId = (): RecordId => {
  const id = newRecordId();
  untouched.add(id);
  return id;
};

export const isUntouched = (id: RecordId): boolean => untouched.has(id);

/** From now on the store may know something of it. */
export const touchForm = (id: RecordId): void => {
  untouched.delete(id);
};
