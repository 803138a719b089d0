import { IconMailOpened } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../../replica/api.ts';
import { useTrust } from '../../../replica/queries.ts';
import { Button } from '../../../ui/Button.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Fingerprint } from './Fingerprint.tsx';
import { InvitationDialog } from './InvitationDialog.tsx';
import type { TrustActs } from './useTrustActs.ts';

/** Reads the invitation of another office; it is accepted only after a person has compared its number. */
export const ReadInvitation = ({ acts }: { readonly acts: TrustActs }) => {
  const { t } = useTranslation('exchange');
  const [isOpen, open] = useState(false);
  const [invitation, show] = useState<Invitation | null>(null);
  const known = useTrust()?.offices.get(invitation?.office.office ?? '');
  const isAnother = invitation !== null && known?.keys.includes(invitation.office.key) === false;
  const accept = ({ office, statements }: Invitation): void => {
    show(null);
    void acts.accept(office.office, office.key, office.name, statements);
  };
  return (
    <>
      <Button small icon={IconMailOpened} onClick={() => open(true)}>
        {t('trust.inviteRead')}
      </Button>
      {isOpen && (
        <InvitationDialog
          onRead={(read) => {
            open(false);
            show(read);
          }}
          onClose={() => open(false)}
        />
      )}
      {invitation && (
        <Confirm
          opened
          title={t('trust.acceptTitle', { office: known?.name || invitation.office.name })}
          confirm={t('trust.accept')}
          onConfirm={() => accept(invitation)}
          onCancel={() => show(null)}
        >
          {isAnother && <Notice tone="warning" title={t('trust.anotherKey', { office: known?.name })} />}
          <p>{t('trust.compare')}</p>
          <Fingerprint digits={invitation.fingerprint} />
        </Confirm>
      )}
    </>
  );
};
