import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { useIdentity } from '../replica/context.ts';
import { useCounts, useRivals } from '../replica/queries.ts';
import { useAside } from '../rounds/places.ts';
import { hrefTo, useRoute } from '../state/route.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { classes } from '../ui/classes.ts';
import { KeyHint } from '../ui/KeyHint.tsx';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { Mark } from '../ui/Mark.tsx';
import { type Room, rooms } from './rooms.ts';
import styles from './Sidebar.module.css';

type RoomLinkProps = { readonly room: Room; readonly count: number | undefined; readonly rivals: number; readonly aside: number };

const RoomLink = ({ room, count, rivals, aside }: RoomLinkProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const route = useRoute();
  const here = route.room === room.name && !route.missing;
  const label = t(`rooms.${room.name}`);
  const description = [
    ...(aside > 0 ? [t('nav.aside', { count: aside })] : []),
    ...(rivals > 0 ? [t('nav.rivals', { count: rivals })] : []),
    ...(count === undefined ? [] : [format.number(count)]),
  ].join(', ');
  return (
    <a
      href={hrefTo(room.name)}
      aria-current={here ? 'page' : undefined}
      title={`${label} (${room.keys})`}
      aria-description={description || undefined}
      className={styles.room}
    >
      <room.icon size={20} stroke={1.75} />
      <span className={styles.word}>{label}</span>
      {count !== undefined && count > 0 && (
        <span className={styles.count} aria-hidden="true">
          {format.number(count)}
        </span>
      )}
      <span className={styles.waits} data-many={`${aside}${rivals}`.length > 3 && aside > 0 && rivals > 0}>
        {aside > 0 && (
          <span className={styles.aside} data-many={aside > 99} aria-hidden="true" title={t('nav.aside', { count: aside })}>
            {format.number(aside)}
          </span>
        )}
        {rivals > 0 && (
          <span className={styles.rivals} data-many={rivals > 99} aria-hidden="true" title={t('nav.rivals', { count: rivals })}>
            {format.number(rivals)}
          </span>
        )}
      </span>
    </a>
  );
};

/** Mark and office, search, the rooms with their counts, the person and the language. A rail of icons on narrow screens. */
export const Sidebar = ({ onSearch }: { readonly onSearch: () => void }) => {
  const { t } = useTranslation();
  const identity = useIdentity();
  const counts = useCounts();
  const rivals = useRivals(1)?.total ?? 0;
  const aside = useAside()?.length ?? 0;
  return (
    <nav aria-label={t('nav.label')} data-pane tabIndex={-1} className={styles.sidebar}>
      <div className={styles.brand}>
        <Mark />
        <div className={styles.word}>
          <div className={styles.name}>InterregCluster</div>
          <div className={styles.office}>{t('nav.office', { name: identity.office.name })}</div>
        </div>
      </div>
      <button type="button" className={styles.search} title={`${t('nav.search')} (Ctrl K)`} onClick={onSearch}>
        <IconSearch size={18} stroke={1.75} />
        <span className={classes(styles.word, styles.label)}>{t('nav.search')}</span>
        <span className={styles.word}>
          <KeyHint keys="Ctrl K" />
        </span>
      </button>
      <div className={styles.rooms}>
        {([0, 1, 2] as const).map((group) => (
          <ul key={group} className={styles.group}>
            {rooms
              .filter((room) => room.group === group)
              .map((room) => (
                <li key={room.name}>
                  <RoomLink
                    room={room}
                    count={room.counts && counts?.[room.counts]}
                    rivals={room.name === 'exchange' ? rivals : 0}
                    aside={room.name === 'exchange' ? aside : 0}
                  />
                </li>
              ))}
          </ul>
        ))}
      </div>
      <div className={styles.foot}>
        <a href={hrefTo('settings')} className={styles.person} title={identity.author}>
          <Avatar name={identity.author} group={identity.office.name} />
          <span className={classes(styles.word, styles.author)}>{identity.author}</span>
        </a>
        <LanguageSwitch />
      </div>
    </nav>
  );
};
