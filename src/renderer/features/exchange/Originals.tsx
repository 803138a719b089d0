import { IconPhotoDown, IconPhotoUp } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import { Bar, Progress } from '../../ui/Progress.tsx';
import styles from './Originals.module.css';
import { type OriginalsWork, useOriginals, useOriginalsHere } from './useOriginals.ts';

const WorkLine = ({
  work,
  onCancel,
  onClose,
}: {
  readonly work: OriginalsWork;
  readonly onCancel: () => void;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation('exchange');
  if (work.step === 'saving' || work.step === 'adding') {
    const count =
      work.total === null ? t('originals.files', { count: work.done }) : t('originals.of', { done: work.done, total: work.total });
    const share = work.total ? work.done / work.total : 0;
    return <Progress icon={IconPhotoDown} title={t(`originals.${work.step}`)} count={count} share={share} onCancel={onCancel} />;
  }
  if (work.step === 'saved')
    return (
      <Notice tone={work.leftOut > 0 ? 'warning' : 'done'} title={t('originals.saved', { count: work.count })} onClose={onClose}>
        {work.leftOut > 0 && <p>{t('originals.leftOut', { count: work.leftOut })}</p>}
        {work.count > 0 && <p>{t('originals.savedHint')}</p>}
      </Notice>
    );
  if (work.step !== 'added') return null;
  const { added, known, strange, damaged, refused, unread } = work.report;
  const isDone = damaged + refused + unread === 0 && added + known > 0;
  return (
    <Notice tone={isDone ? 'done' : 'warning'} title={t('originals.added', { count: added })} onClose={onClose}>
      {known > 0 && <p>{t('originals.known', { count: known })}</p>}
      {strange > 0 && <p>{t('originals.strange', { count: strange })}</p>}
      {damaged > 0 && <p>{t('originals.damaged', { count: damaged })}</p>}
      {refused > 0 && <p>{t('originals.refused', { count: refused })}</p>}
      {unread > 0 && <p>{t('originals.unread', { count: unread })}</p>}
    </Notice>
  );
};

/** How many originals of photos and documents lie on this machine, and the way for them by stick. Nothing where there are none. */
export const Originals = () => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const here = useOriginalsHere();
  const { work, save, add, cancel, close } = useOriginals(here);
  const input = useRef<HTMLInputElement>(null);
  if (here === null || here.wanted === 0) return null;
  const isBusy = work.step === 'saving' || work.step === 'adding';
  const isComplete = here.here === here.wanted;
  const numbers = { here: format.number(here.here), all: format.number(here.wanted), count: here.wanted };
  const sentence = isComplete ? t('originals.all', numbers) : t('originals.some', numbers);
  return (
    <Section title={t('originals.title')}>
      <Card>
        <div className={styles.line}>
          <div className={styles.words}>
            <strong>{sentence}</strong>
            <span>{isComplete ? t('originals.hint') : t('originals.missingHint')}</span>
            {here.here === 0 && <span>{t('originals.nothingToSave')}</span>}
            <Bar share={here.here / here.wanted} done={isComplete} text={sentence} />
          </div>
          <Button small icon={IconPhotoDown} disabled={isBusy || here.here === 0} onClick={() => void save()}>
            {t('originals.save')}
          </Button>
          <Button small icon={IconPhotoUp} disabled={isBusy} onClick={() => input.current?.click()}>
            {t('originals.add')}
          </Button>
        </div>
      </Card>
      <input
        ref={input}
        type="file"
        multiple
        accept=".tar,image/jpeg,image/png,image/webp,application/pdf"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('originals.add')}
        onChange={(event) => {
          void add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <div className={styles.work}>
        <WorkLine work={work} onCancel={cancel} onClose={close} />
      </div>
    </Section>
  );
};
