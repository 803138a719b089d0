import { IconMailOpened } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../../replica/api.ts';
import { describeFailure } from '../../../i18n/failure.ts';
import { useReplica } from '../../../replica/context.ts';
import { Button } from '../../../ui/Button.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { showToast } from '../../../ui/toasts.ts';
import { Fingerprint } from './Fingerprint.tsx';
import type { TrustActs } from './useTrustActs.ts';

/** Reads the invitation of another office; it is accepted only after a person has compared its number. */
export const ReadInvitation = ({ acts }: { readonly acts: TrustActs }) => {
  const { t } = useTranslation('exchange');
  const replica = useReplica();
  const input = useRef<HTMLInputElement>(null);
  const [invitation, show] = useState<Invitation | null>(null);
  const read = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const result = await replica.readInvitation(await file.text());
    if (result.ok) show(result.value);
    else showToast({ tone: 'failure', text: describeFailure(result.error).title });
  };
  const accept = ({ office, statements }: Invitation): void => {
    show(null);
    void acts.accept(office.office, office.key, office.name, statements);
  };
  return (
    <>
      <Button small icon={IconMailOpened} onClick={() => input.current?.click()}>
        {t('trust.inviteRead')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('trust.inviteRead')}
        onChange={(event) => {
          void read(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      {invitation && (
        <Confirm
          opened
          title={t('trust.acceptTitle', { office: invitation.office.name })}
          confirm={t('trust.accept')}
          onConfirm={() => accept(invitation)}
          onCancel={() => show(null)}
        >
          <p>{t('trust.compare')}</p>
          <Fingerprint digits={invitation.fingerprint} />
        </Confirm>
      )}
    </>
  );
};
