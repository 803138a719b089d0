import { IconArrowsSplit2, IconBan, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRecordType, type RecordType } from '../../../domain/recordTypes.ts';
import type { BundlePreview } from '../../../replica/api.ts';
import { useFormat } from '../../i18n/format.ts';
import { shownExampleOf } from '../../records/shownTitle.ts';
import { hrefTo, type RoomName } from '../../state/route.ts';
import { Button } from '../../ui/Button.tsx';
import type { Icon } from '../../ui/Icon.ts';
import styles from './Changes.module.css';

type Effect = 'added' | 'changed' | 'deleted' | 'erased' | 'rivals';
const effects: readonly (readonly [Effect, Icon])[] = [
  ['added', IconPlus],
  ['changed', IconPencil],
  ['deleted', IconTrash],
  ['erased', IconBan],
  ['rivals', IconArrowsSplit2],
];

/** Rooms in which records of a type open. */
const roomOf: Readonly<Partial<Record<RecordType, RoomName>>> = {
  organisation: 'directory',
  event: 'events',
  visit: 'visits',
  practice: 'practices',
  cooperation: 'cooperation',
  study: 'studies',
};

export const addressOf = (type: RecordType, id: string): string | null => {
  const room = roomOf[type];
  return room ? hrefTo(room, id) : null;
};

/** "14 visits, 3 organisations" of one effect, by kind. */
const useKinds = (preview: BundlePreview): ((effect: 'added' | 'changed' | 'deleted') => string) => {
  const { t } = useTranslation(['exchange', 'domain']);
  const format = useFormat();
  return (effect) => {
    const kinds = Object.entries(preview.byType).filter(([, counts]) => counts[effect] > 0);
    return format.list(
      kinds.map(([type, counts]) =>
        isRecordType(type) ? t(`domain:count.${type}`, { count: counts[effect] }) : t('newer', { count: counts[effect] }),
      ),
    );
  };
};

/** What a bundle changes, one line for each effect, with the kinds of records. */
export const ChangeCounts = ({ preview }: { readonly preview: BundlePreview }) => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const kinds = useKinds(preview);
  const said = (effect: Effect): string => {
    if (effect === 'rivals') return t('preview.rivalsHint');
    return effect === 'erased' ? '' : kinds(effect);
  };
  return (
    <ul className={styles.counts}>
      {effects
        .filter(([effect]) => preview[effect] > 0)
        .map(([effect, Icon]) => (
          <li key={effect} data-effect={effect} className={styles.count}>
            <Icon size={18} stroke={1.75} />
            <strong>{format.number(preview[effect])}</strong>
            <span className={styles.effect}>
              {effect === 'rivals' ? t('preview.rivals') : t(`preview.${effect}`, { count: preview[effect] })}
            </span>
            <span className={styles.kinds}>{said(effect)}</span>
          </li>
        ))}
    </ul>
  );
};

const firstShown = 5;

/** Some of the records that change, each with what happens to it; `linked` leads to the records themselves. */
export const Examples = ({ preview, linked }: { readonly preview: BundlePreview; readonly linked: boolean }) => {
  const { t } = useTranslation(['exchange', 'domain']);
  const format = useFormat();
  const [all, setAll] = useState(false);
  const shown = all ? preview.examples : preview.examples.slice(0, firstShown);
  const rest = preview.examples.length - firstShown;
  if (preview.examples.length === 0) return null;
  return (
    <>
      <h3 className={styles.heading}>{t('preview.examples')}</h3>
      <ul className={styles.examples}>
        {shown.map(({ type, id, titles, effect }) => {
          const address = linked && effect !== 'deleted' && effect !== 'erased' ? addressOf(type, id) : null;
          const words = shownExampleOf(type, titles, format) || t(`domain:type.${type}`);
          return (
            <li key={id} className={styles.example}>
              <span className={styles.title}>{address ? <a href={address}>{words}</a> : words}</span>
              <span className={styles.kinds}>{titles[format.language] && t(`domain:type.${type}`)}</span>
              <span className={styles.kinds}>{t(`effect.${effect}`)}</span>
            </li>
          );
        })}
      </ul>
      {!all && rest > 0 && (
        <Button small variant="quiet" onClick={() => setAll(true)}>
          {t('preview.showAll', { count: rest })}
        </Button>
      )}
    </>
  );
};
