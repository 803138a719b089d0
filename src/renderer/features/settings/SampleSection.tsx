import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Said } from '../../i18n/said.ts';
import { useCommit } from '../../replica/commit.ts';
import { useReplica } from '../../replica/context.ts';
import { overviewKey } from '../../replica/events.ts';
import { Button } from '../../ui/Button.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import { showToast } from '../../ui/toasts.ts';
import { SettingRow } from './SettingRow.tsx';
import { countSample, sampleRemoval } from './sampleRecords.ts';

/** Removes what is marked as sample, but for what own records name, in one commit, which one key takes back. */
export const SampleSection = () => {
  const { t } = useTranslation('settings');
  const replica = useReplica();
  const commit = useCommit();
  const [busy, setBusy] = useState(false);
  const count = useQuery({ queryKey: [...overviewKey, 'sample'], queryFn: () => countSample(replica) }).data;
  const remove = async (): Promise<void> => {
    setBusy(true);
    const { changes, removed, kept } = await sampleRemoval(replica);
    const said: Said = (t) =>
      [
        ...(removed > 0 || kept === 0 ? [t('settings:sample.removed', { count: removed })] : []),
        ...(kept > 0 ? [t('settings:sample.kept', { count: kept })] : []),
      ].join('. ');
    if (changes.length > 0) await commit(changes, said);
    else showToast({ said });
    setBusy(false);
  };
  if (count === undefined) return null;
  return (
    <Section title={t('sample.title')}>
      <Card>
        <SettingRow label={count === 0 ? t('sample.none') : t('sample.here', { count })} {...(count > 0 ? { note: t('sample.note') } : {})}>
          {count > 0 && (
            <Button variant="danger" icon={IconTrash} disabled={busy} onClick={() => void remove()}>
              {busy ? t('sample.removing') : t('sample.remove')}
            </Button>
          )}
        </SettingRow>
      </Card>
    </Section>
  );
};
