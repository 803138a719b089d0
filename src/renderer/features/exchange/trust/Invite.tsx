import { IconDownload, IconQrcode } from '@tabler/icons-react';
import encodeQR from 'qr';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asciiName } from '../../../../base/asciiName.ts';
import type { ShownTrust } from '../../../../replica/api.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Confirm.tsx';
import { saveFile } from '../useBundles.ts';
import { Fingerprint } from './Fingerprint.tsx';
import styles from './Trust.module.css';

const QrCode = ({ text }: { readonly text: string }) => {
  const { t } = useTranslation('exchange');
  const { size, path } = useMemo(() => {
    const rows = encodeQR(text, 'raw', { ecc: 'low', border: 4 });
    const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { size: rows.length, path: squares.join('') };
  }, [text]);
  return (
    <svg role="img" aria-label={t('trust.inviteCode')} viewBox={`0 0 ${size} ${size}`} className={styles.code} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
};

export type InviteProps = {
  readonly invitation: NonNullable<ShownTrust['invitation']>;
  readonly name: string;
  readonly digits: string;
};

/** The own office's invitation as a file and as a code, with the number to read aloud. */
export const Invite = ({ invitation: { text, code }, name, digits }: InviteProps) => {
  const { t } = useTranslation('exchange');
  const [isOpen, open] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const fileName = `invitation-${asciiName(name)}.json`;
  const save = (): void => {
    saveFile({ file: new Blob([text], { type: 'application/json' }), fileName });
    setSaved(true);
  };
  return (
    <>
      <Button small icon={IconQrcode} onClick={() => open(true)}>
        {t('trust.invite')}
      </Button>
      <Dialog opened={isOpen} title={t('trust.inviteTitle')} onClose={() => open(false)}>
        <p>{t('trust.inviteText')}</p>
        <Fingerprint digits={digits} />
        {isOpen && <QrCode text={code} />}
        <Button icon={IconDownload} variant="filled" onClick={save}>
          {t('trust.inviteSave')}
        </Button>
        <p role="status" className={styles.hint}>
          {isSaved && t('trust.inviteSaved', { name: fileName })}
        </p>
      </Dialog>
    </>
  );
};
