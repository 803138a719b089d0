import { IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { useSession } from '../../replica/context.ts';
import { useCounts } from '../../replica/queries.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import { showToast } from '../../ui/toasts.ts';
import { SettingRow } from './SettingRow.tsx';
import styles from './Settings.module.css';

/** Where the data lies and how much it is. */
export const DataSection = () => {
  const { t } = useTranslation(['settings', 'common']);
  const format = useFormat();
  const { greeting } = useSession();
  const counts = useCounts();
  const kept = useQuery({ queryKey: ['kept'], queryFn: () => navigator.storage.persisted() });
  const total = counts && Object.values(counts).reduce((sum, count) => sum + count, 0);
  const path = useRef<HTMLElement>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(greeting.dataFolder);
      showToast({ said: (t) => t('settings:data.copied') });
    } catch {
      if (path.current) window.getSelection()?.selectAllChildren(path.current); // A browser need not let a page copy.
      showToast({ said: (t) => t('settings:data.marked') });
    }
  };
  return (
    <Section title={t('settings:data.title')}>
      <Card>
        <SettingRow label={t('settings:data.folder')} note={t('settings:data.folderNote')}>
          <code ref={path} className={styles.path}>
            {greeting.dataFolder}
          </code>
          <IconButton icon={IconCopy} variant="quiet" label={t('common:action.copy')} onClick={() => void copy()} />
        </SettingRow>
        <SettingRow label={t('settings:data.kept')}>
          {kept.data !== undefined && t(kept.data ? 'settings:data.keptForGood' : 'settings:data.keptWhileRoom')}
        </SettingRow>
        <SettingRow label={t('settings:data.records')}>{total !== undefined && format.number(total)}</SettingRow>
      </Card>
    </Section>
  );
};
