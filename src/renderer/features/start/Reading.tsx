import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { useJob } from '../../replica/events.ts';
import { Progress } from '../../ui/Progress.tsx';

/** How far the bundle that somebody joins with has been read. */
export const Reading = ({ title, onCancel }: { readonly title: string; readonly onCancel: () => void }) => {
  const { t } = useTranslation('start');
  const format = useFormat();
  const job = useJob();
  return (
    <Progress
      title={title}
      count={job ? `${format.number(job.done)} / ${format.number(job.total)}` : ''}
      share={job && job.total > 0 ? job.done / job.total : 0}
      promise={t('file.promise')}
      onCancel={onCancel}
    />
  );
};
