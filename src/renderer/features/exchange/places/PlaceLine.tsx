import { IconCloud, IconFolder, IconKey, IconLock, IconRefresh, IconServer, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { KnownPlace } from '../../../../ipc/contract.ts';
import { useDesktop, useReplica } from '../../../replica/context.ts';
import { useJob } from '../../../replica/events.ts';
import { askForRounds, cancelRounds, type PlaceState, useRounds } from '../../../rounds/rounds.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import type { Icon } from '../../../ui/Icon.ts';
import { ActionMenu, type MenuAction } from '../../../ui/Menus.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import { useLasting } from '../useLasting.ts';
import { PlaceOutcome } from './PlaceOutcome.tsx';
import styles from './Places.module.css';
import { addressLine } from './placeForm.ts';

const icons: Readonly<Record<KnownPlace['config']['kind'], Icon>> = { folder: IconFolder, webdav: IconServer, s3: IconCloud };

/** What goes on, once it lasts; until then, what came of the last round. */
const Running = ({ label, state }: { readonly label: string; readonly state: PlaceState | undefined }) => {
  const { t } = useTranslation('exchange');
  const job = useJob();
  const replica = useReplica();
  const desktop = useDesktop();
  const lasts = useLasting(400);
  if (!lasts) return <PlaceOutcome state={state} />;
  const isOriginals = job?.job === 'originals';
  const [done, total] = isOriginals || job?.job === 'exchange' ? [job.done, job.total] : [0, 0];
  return (
    <div className={styles.running}>
      <Progress
        title={t('rounds.running', { place: label })}
        icon={IconRefresh}
        count={total > 0 ? t(isOriginals ? 'rounds.ofOriginals' : 'rounds.of', { done, total }) : ''}
        share={total > 0 ? done / total : 0}
        onCancel={() => cancelRounds({ replica, stopWork: (place) => void desktop.cancelPlaceWork({ place }) })}
      />
    </div>
  );
};

export type PlaceAsk = 'secret' | 'seal' | 'forget';

/** One shared place: where it is, what came of the last round, and what can be done with it. */
export const PlaceLine = ({ place, onAsk }: { readonly place: KnownPlace; readonly onAsk: (what: PlaceAsk) => void }) => {
  const { t } = useTranslation('exchange');
  const { id, label, config, sealed, createOnly } = place;
  const isRunning = useRounds(({ running }) => running === id);
  const state = useRounds(({ states }) => states[id]);
  const PlaceIcon = icons[config.kind];
  const actions: readonly MenuAction[] = [
    ...(config.kind === 'folder'
      ? []
      : [{ label: t(`places.${config.kind === 's3' ? 'changeKey' : 'changeSecret'}`), icon: IconKey, onSelect: () => onAsk('secret') }]),
    ...(sealed ? [] : [{ label: t('places.seal'), icon: IconLock, onSelect: () => onAsk('seal') }]),
    { label: t('places.forget'), icon: IconTrash, danger: true, onSelect: () => onAsk('forget') },
  ];
  return (
    <li className={styles.line} aria-label={label}>
      <PlaceIcon size={20} stroke={1.75} className={styles.icon ?? ''} />
      <div className={styles.words}>
        <div className={styles.name}>
          <strong>{label}</strong>
          {sealed ? (
            <Badge tone="leaf" icon={IconLock}>
              {t('places.isSealed')}
            </Badge>
          ) : (
            <Badge tone="grey">{t('places.isOpen')}</Badge>
          )}
        </div>
        <p className={styles.said} title={config.kind === 'folder' ? undefined : t(`places.createOnly.${createOnly}`)}>
          {[t(`places.kind.${config.kind}`), addressLine(config)].join(' · ')}
        </p>
        {config.kind !== 'folder' && createOnly === 'byChecking' && <p className={styles.said}>{t('places.createOnly.byChecking')}</p>}
        {isRunning ? <Running label={label} state={state} /> : <PlaceOutcome state={state} />}
      </div>
      <Button
        small
        aria-disabled={isRunning}
        aria-label={t('places.exchangeWith', { place: label })}
        onClick={() => isRunning || askForRounds([id])}
      >
        {t('places.exchange')}
      </Button>
      <ActionMenu label={t('places.more', { place: label })} actions={actions} />
    </li>
  );
};
