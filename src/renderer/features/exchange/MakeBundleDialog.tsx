import { Radio } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportRequest, OfficeLedger } from '../../../replica/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Confirm.tsx';
import { DialogEnd } from '../../ui/DialogEnd.tsx';
import { ReasonedButton } from '../../ui/ReasonedButton.tsx';
import styles from './MakeBundleDialog.module.css';
import { SealChoice, useReaders, useSealChoice } from './seal/SealChoice.tsx';

/** The choice that names no office. */
export const everything = 'everything';

export type MakeBundleDialogProps = {
  readonly ledger: readonly OfficeLedger[];
  /** What is chosen at first: `everything`, or an office by its id. */
  readonly first: string;
  readonly onMake: (request: ExportRequest) => void;
  readonly onClose: () => void;
};

/** What a bundle holds: everything, or what one office lacks. */
export const MakeBundleDialog = ({ ledger, first, onMake, onClose }: MakeBundleDialogProps) => {
  const { t } = useTranslation(['exchange', 'common']);
  const [chosen, choose] = useState(first);
  const sealing = useSealChoice();
  const lacking = ({ notSeenThere, deletionsNotSeenThere }: OfficeLedger): number =>
    Object.values(notSeenThere).reduce((sum, count) => sum + count, deletionsNotSeenThere);
  const entry = ledger.find(({ office }) => office.id === chosen);
  const readers = useReaders(entry?.office ?? null);
  const useless = sealing.kind === 'keys' && readers.isOff ? readers.text : null;
  const make = (): void => {
    if (sealing.seal !== null) onMake({ ...(entry ? { for: 'office', office: entry.office.id } : { for: 'everything' }), ...sealing.seal });
  };
  return (
    <Dialog opened title={t('makeDialog.title')} onClose={onClose}>
      <Radio.Group label={t('makeDialog.holds')} value={chosen} onChange={choose} className={styles.group ?? ''}>
        <Radio
          value={everything}
          label={t('makeDialog.everything')}
          description={t('makeDialog.everythingHint')}
          classNames={{ description: styles.hint ?? '' }}
        />
        {ledger
          .filter(({ retired }) => retired === null)
          .map((entry) => (
            <Radio
              key={entry.office.id}
              value={entry.office.id}
              label={t('makeDialog.lacks', { office: entry.office.name })}
              description={lacking(entry) === 0 ? t('makeDialog.nothingLacks') : t('records', { count: lacking(entry) })}
              classNames={{ description: styles.hint ?? '' }}
            />
          ))}
      </Radio.Group>
      <SealChoice choice={sealing} readers={readers} />
      {sealing.kind === 'none' && <p className={styles.note}>{t('made.private')}</p>}
      <DialogEnd>
        <Button onClick={onClose}>{t('common:action.notNow')}</Button>
        <ReasonedButton variant="filled" reason={sealing.seal === null ? t('seal.needed') : useless} onClick={make}>
          {t('makeDialog.confirm')}
        </ReasonedButton>
      </DialogEnd>
    </Dialog>
  );
};
