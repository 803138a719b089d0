import type { RecordId } from '../../../base/ids.ts';
import { ok, type Result } from '../../../base/result.ts';
import { spelled } from '../../../domain/spelling.ts';
import type { CommitError, RecordChange, ReplicaApi, Row, Values } from '../../../replica/api.ts';

/**
 * Saves a new registration together with its arrival and answers its row. One that is there already is left as it is: the button was pressed
 * twice, or what was called unsaved after a while has become durable after all.
 */
export const registerVisitor = async (
  replica: ReplicaApi,
  id: RecordId,
  values: Values,
  arrival: RecordChange,
): Promise<Result<Row | undefined, CommitError>> => {
  const [known] = await replica.rows('registration', [id]);
  if (known) return ok(known);
  const saved = await replica.commit([{ kind: 'set', type: 'registration', id, set: spelled(values, values), shown: {} }, arrival]);
  return saved.ok ? ok((await replica.rows('registration', [id]))[0]) : saved;
};
