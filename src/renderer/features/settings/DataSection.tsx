import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { useSession } from '../../replica/context.ts';
import { useStatus } from '../../replica/events.ts';
import { useCounts } from '../../replica/queries.ts';
import { useNow } from '../../state/useNow.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import { showToast } from '../../ui/toasts.ts';
import { SettingRow } from './SettingRow.tsx';
import styles from './Settings.module.css';

/** Where the data lies and how old its second copy is. */
export const DataSection = () => {
  const { t } = useTranslation(['settings', 'common']);
  const format = useFormat();
  const now = useNow();
  const { greeting } = useSession();
  const status = useStatus();
  const counts = useCounts();
  const total = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(greeting.dataFolder);
    showToast({ text: t('settings:data.copied') });
  };
  return (
    <Section title={t('settings:data.title')}>
      <Card>
        <SettingRow label={t('settings:data.folder')} note={t('settings:data.folderNote')}>
          <code className={styles.path}>{greeting.dataFolder}</code>
          <IconButton icon={IconCopy} variant="quiet" label={t('common:action.copy')} onClick={() => void copy()} />
        </SettingRow>
        <SettingRow label={t('settings:data.safetyCopy')}>
          {status && status.safetyCopyAt !== null ? format.when(status.safetyCopyAt, now) : t('settings:data.none')}
        </SettingRow>
        <SettingRow label={t('settings:data.records')}>{format.number(total)}</SettingRow>
      </Card>
    </Section>
  );
};
