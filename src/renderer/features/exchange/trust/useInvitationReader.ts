import { useEffect, useMemo, useState } from 'react';
import type { Failure, Result } from '../../../../base/result.ts';
import type { Invitation } from '../../../../replica/api.ts';
import { useReplica } from '../../../replica/context.ts';
import { type CodeReader, createCodeReader } from './code/codeReader.ts';
import { fileText } from './code/fileText.ts';

export type InvitationReader = {
  /** Why the last thing that was given is no invitation. */
  readonly failure: Failure | null;
  readonly fail: (failure: Failure | null) => void;
  /** A file or text is being read. */
  readonly isReading: boolean;
  readonly find: CodeReader['find'];
  readonly takeFile: (file: Blob) => void;
  readonly takeText: (text: string) => void;
};

/** Whatever is given, from wherever, goes through the one reader of invitations; one that holds is handed on, and nothing is kept. */
export const useInvitationReader = (onRead: (invitation: Invitation) => void): InvitationReader => {
  const replica = useReplica();
  const [failure, fail] = useState<Failure | null>(null);
  const [underway, setUnderway] = useState(0);
  const reader = useMemo(createCodeReader, []);
  useEffect(() => reader.close, [reader]);
  const take = async (given: Promise<Result<string, Failure>>): Promise<void> => {
    fail(null);
    setUnderway((count) => count + 1);
    const text = await given.finally(() => setUnderway((count) => count - 1));
    const result = text.ok ? await replica.readInvitation(text.value) : text;
    if (result.ok) onRead(result.value);
    else fail(result.error);
  };
  return {
    failure,
    fail,
    isReading: underway > 0,
    find: reader.find,
    takeText: (value) => void take(Promise.resolve({ ok: true, value })),
    takeFile: (file) => void take(fileText(file, reader.find)),
  };
};
