import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenReport } from '../../replica/api.ts';
import { useFormat } from '../i18n/format.ts';
import { useNow } from '../state/useNow.ts';
import { Confirm } from '../ui/Confirm.tsx';

type RecoveredNoticeProps = {
  readonly recovered: NonNullable<OpenReport['recovered']>;
  /** Since when the safety copy had lacked something; null where it had everything. */
  readonly uncopiedBefore: number | null;
};

/** After the store was rebuilt from its safety copy: says so once, and that nothing has to be done, or what may be missing. */
export const RecoveredNotice = ({ recovered, uncopiedBefore }: RecoveredNoticeProps) => {
  const { t } = useTranslation(['error', 'common']);
  const format = useFormat();
  const now = useNow();
  const { asOf } = recovered;
  const [opened, setOpened] = useState(true);
  useEffect(() => setOpened(true), []);
  const close = (): void => setOpened(false);
  return (
    <Confirm
      opened={opened}
      title={t('error:recovered.title')}
      confirm={t('error:recovered.understood')}
      isQuestion={false}
      onConfirm={close}
      onCancel={close}
    >
      <p>{t(`error:recovered.${recovered.reason}`)}</p>
      {typeof asOf === 'number' && <p>{t('error:recovered.older', { when: format.when(asOf, Math.max(asOf, now)) })}</p>}
      {typeof asOf === 'string' && <p>{t(`error:recovered.${asOf}`, { count: recovered.records })}</p>}
      {uncopiedBefore === null ? (
        typeof asOf !== 'string' && <p>{t('error:recovered.records', { count: recovered.records })}</p>
      ) : (
        <p>{t('error:recovered.uncopied', { when: format.when(uncopiedBefore, Math.max(uncopiedBefore, now)) })}</p>
      )}
    </Confirm>
  );
};
