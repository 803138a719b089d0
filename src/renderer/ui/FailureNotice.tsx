import type { Failure } from '../../base/result.ts';
import { describeFailure } from '../i18n/failure.ts';
import { Notice } from './Notice.tsx';

/** A failure in words, with the code for whoever helps. */
export const FailureNotice = ({ failure, onClose }: { readonly failure: Failure; readonly onClose?: () => void }) => {
  const { title, text, code } = describeFailure(failure);
  return (
    <Notice tone="error" title={title} details={code} {...(onClose ? { onClose } : {})}>
      {text}
    </Notice>
  );
};
